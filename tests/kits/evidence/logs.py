"""logs.py CASES: for each line, a case as a JSON string, whether `proofbundle`, which shares no code with ours, takes the
receipt of a log for a proof that the seal is in it."""

import json
import sys

from proofbundle.tlogproof import verify_tlog_proof

for line in open(sys.argv[1], encoding="utf-8"):
    case = json.loads(json.loads(line))
    verdict = verify_tlog_proof(case["proof"], case["seal"].encode(), case["key"])
    print("accepts" if verdict["ok"] else f"refuses: {verdict}".replace("\n", " "))
