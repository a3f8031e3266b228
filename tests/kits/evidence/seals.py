"""seals.py TEXTS: for each line, a text as a JSON string, the seal that the PyPI package computes and that of
`rfc8785`, which shares no code with it; `-` where there is none."""

import hashlib
import json
import sys

import rfc8785

from export_bundles.evidence import SealError, seal

for line in open(sys.argv[1], encoding="utf-8"):
    text = json.loads(line)
    try:
        own = seal(text)
    except SealError:
        print("- -")
        continue
    # It takes integers up to 2^53 - 1 alone; a greater number is a double.
    document = json.loads(text, parse_int=lambda it: int(it) if abs(int(it)) < 2**53 else float(it))
    document.pop("content_hash", None)
    print(own, hashlib.sha256(rfc8785.dumps(document)).hexdigest())
