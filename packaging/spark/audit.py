#!/usr/bin/env python3
"""Audit export bundles on many machines, or archive them.

Every document is judged by schema, rules and seal, as `export-bundles archive add` does. Printed is a line of JSON: how
many bundles there are of each month, tenant and type, what commits to them, and what is not sound. Its members are named
as those of `export-bundles archive verify --format json`, and are equal to them for an archive of the same documents.
With `--to`, the documents are added to an archive, and the line says how many, as `archive add --format json` does.
"""

import argparse
import sys
from pathlib import Path

from export_bundles.spark import Added, Report, archive, archive_files, read, verify, verify_files
from pyspark.sql import SparkSession

AFTER_HELP = """\
Put what executors need into a folder, once; nothing is installed on them:
  pip install --target site 'export_bundles-1.2.0-cp310-abi3-manylinux_2_28_x86_64.whl' pyarrow
  (cd site && zip -qr ../site.zip .)

A cluster of Spark:
  PYTHONPATH=site spark-submit --archives site.zip#site --conf spark.executorEnv.PYTHONPATH=site \\
    audit.py --form parquet --period 2026-Q3 s3://bucket/archive/bundles

An archive, in a folder that the driver and all executors have under one path:
  PYTHONPATH=site spark-submit --archives site.zip#site --conf spark.executorEnv.PYTHONPATH=site \\
    audit.py --to /mnt/archive exports/
  export-bundles archive verify /mnt/archive

Sail, which is no JVM:
  sail spark server --port 50051 &
  SPARK_REMOTE=sc://localhost:50051 PYTHONPATH=site python audit.py exports/*.ndjson

Exit codes:
  0  every document could be read and is sound
  1  one is not: the report says which
  2  the command line is wrong, or nothing could be read
"""


def verified(session: SparkSession, arguments: argparse.Namespace) -> Report:
    options = {"period": arguments.period, "all_rules": arguments.all_rules}
    if arguments.engine_reads:
        return verify(read(session, arguments.paths, arguments.form), source="source", **options)
    return verify_files(session, arguments.paths, arguments.form, **options)


def archived(session: SparkSession, arguments: argparse.Namespace) -> Added:
    options = {
        "all_rules": arguments.all_rules,
        "origin": arguments.origin,
        "key": arguments.key.read_text("utf-8") if arguments.key else None,
    }
    if arguments.engine_reads:
        documents = read(session, arguments.paths, arguments.form)
        return archive(documents, arguments.to, source="source", **options)
    return archive_files(session, arguments.paths, arguments.form, arguments.to, **options)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=AFTER_HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a file, or a folder with all below it, which the driver and all executors reach; or s3://…, gs://…, abfss://…",
    )
    parser.add_argument(
        "--form",
        choices=["lines", "parquet", "whole"],
        default="lines",
        help="a document a line (NDJSON, also .gz and .zst), a row in the column `document`, or a file [default: lines]",
    )
    parser.add_argument("--period", help="a year, a quarter or a month, such as 2026-Q3 [default: all]")
    parser.add_argument("--to", metavar="FOLDER", help="add the documents to the archive in this folder, which is made where there is none")
    parser.add_argument("--origin", metavar="NAME", help="what the log of a new archive is called")
    parser.add_argument("--key", metavar="FILE", type=Path, help="a PEM file with the Ed25519 key of the log of the archive")
    parser.add_argument(
        "--engine-reads",
        action="store_true",
        help="let the engine read the files: it may reach some that pyarrow does not, takes longer, and ends "
        "where one is damaged",
    )
    parser.add_argument("--all-rules", action="store_true", help="apply what some auditors ask for, too")
    arguments = parser.parse_args()
    if arguments.to is None and (arguments.origin or arguments.key):
        parser.error("--origin and --key are of an archive: say which with --to")
    if arguments.to is not None and arguments.period:
        parser.error("--period is of a report: all documents are archived")
    session = SparkSession.builder.appName("export-bundles audit").getOrCreate()
    try:
        report = archived(session, arguments) if arguments.to else verified(session, arguments)
        if not report.documents:
            raise FileNotFoundError("there is no document")
    except Exception as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    finally:
        session.stop()
    print(report.to_json())
    return 0 if report.is_sound else 1


if __name__ == "__main__":
    sys.exit(main())
