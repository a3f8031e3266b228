"""verdicts.py TEXTS: for each line, a text as a JSON string, what the PyPI package finds in it."""

import json
import sys

from export_bundles.evidence import verify

for line in open(sys.argv[1], encoding="utf-8"):
    found = verify(json.loads(line), rules="all")
    findings = [[it.rule, it.pointer] for it in found.findings]
    print(json.dumps([found.valid, found.seal, found.verdict, findings], separators=(",", ":")))
