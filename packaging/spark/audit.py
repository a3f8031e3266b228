#!/usr/bin/env python3
"""Audit export bundles on many machines.

Every document is judged by schema, rules and seal, as `export-bundles archive add` does. Printed is a line of JSON: how
many bundles there are of each month, tenant and type, what commits to them, and what is not sound. Its members are named
as those of `export-bundles archive verify --format json`, and are equal to them for an archive of the same documents.
"""

import argparse
import sys

from export_bundles.spark import verify_files
from pyspark.sql import SparkSession

AFTER_HELP = """\
Put what executors need into a folder, once; nothing is installed on them:
  pip install --target site 'export_bundles-1.2.0-cp310-abi3-manylinux_2_28_x86_64.whl' pyarrow
  (cd site && zip -qr ../site.zip .)

A cluster of Spark:
  PYTHONPATH=site spark-submit --archives site.zip#site --conf spark.executorEnv.PYTHONPATH=site \\
    audit.py --form parquet --period 2026-Q3 s3a://bucket/archive/bundles

Sail, which is no JVM:
  sail spark server --port 50051 &
  SPARK_REMOTE=sc://localhost:50051 PYTHONPATH=site python audit.py exports/*.ndjson

Exit codes:
  0  every document could be read and is sound
  1  one is not: the report says which
  2  the command line is wrong, or nothing could be read
"""


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=AFTER_HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder with all below it")
    parser.add_argument(
        "--form",
        choices=["lines", "parquet", "whole"],
        default="lines",
        help="a document a line (NDJSON, also .gz), a row in the column `document`, or a file [default: lines]",
    )
    parser.add_argument("--period", help="a year, a quarter or a month, such as 2026-Q3 [default: all]")
    parser.add_argument("--all-rules", action="store_true", help="apply what some auditors ask for, too")
    arguments = parser.parse_args()
    session = SparkSession.builder.appName("export-bundles audit").getOrCreate()
    try:
        report = verify_files(
            session,
            arguments.paths,
            arguments.form,
            period=arguments.period,
            all_rules=arguments.all_rules,
        )
    except Exception as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    finally:
        session.stop()
    print(report.to_json())
    return 0 if report.is_sound else 1


if __name__ == "__main__":
    sys.exit(main())
