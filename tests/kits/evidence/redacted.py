"""redacted.py CASES: for each line, a case as a JSON string, what `sd-jwt`, which shares no code with ours, makes of an
SD-JWT: a line of JSON with the document, or with why there is none."""

import json
import sys

from jwcrypto.jwk import JWK
from sd_jwt.verifier import SDJWTVerifier

for line in open(sys.argv[1], encoding="utf-8"):
    case = json.loads(json.loads(line))
    key = JWK.from_pem(case["key"].encode())
    try:
        document = SDJWTVerifier(case["text"], lambda _issuer, _header: key).get_verified_payload()
        print(json.dumps({"document": document}))
    except Exception as error:
        print(json.dumps({"refused": f"{type(error).__name__}: {error}"}))
