"""Draws the sample of an archive again. Usage: draw.py ARCHIVE ROOT SEED SIZE

A bundle's ticket is the SHA-256 of `ROOT:SEED:SEAL`; those with the smallest tickets are drawn.
"""

import hashlib
import sys
from pathlib import Path

import pyarrow.parquet

archive, root, seed, size = sys.argv[1:]
tickets = []
for part in Path(archive, "bundles").rglob("*.parquet"):
    rows = pyarrow.parquet.ParquetFile(part).read(columns=["seal", "bundle_id"])
    for seal, bundle_id in zip(rows["seal"].to_pylist(), rows["bundle_id"].to_pylist()):
        ticket = hashlib.sha256(f"{root}:{seed}:{seal}".encode()).hexdigest()
        tickets.append((ticket, bundle_id))
for ticket, bundle_id in sorted(tickets)[: int(size)]:
    print(bundle_id)
