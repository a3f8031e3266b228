// node redacted.mjs CASES PROJECT TOOLS: for each line, a case as a JSON string, what `@sd-jwt/core`, which shares no code
// with ours, makes of an SD-JWT: a line of JSON with the document, or with why there is none.

import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [cases, , tools] = process.argv.slice(2);
const { SDJwtInstance } = createRequire(join(tools, "any.js"))("@sd-jwt/core");

const hasher = (data) => createHash("sha256").update(Buffer.from(data)).digest();

for (const line of readFileSync(cases, "utf8").trimEnd().split("\n")) {
  const { key, text } = JSON.parse(JSON.parse(line));
  const signer = createPublicKey(key);
  const algorithm = signer.asymmetricKeyType === "ed25519" ? null : "sha256";
  const verifier = (data, signature) =>
    verify(algorithm, Buffer.from(data), { key: signer, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
  try {
    const { payload } = await new SDJwtInstance({ hasher, hashAlg: "sha-256", verifier }).verify(text);
    console.log(JSON.stringify({ document: payload }));
  } catch (error) {
    console.log(JSON.stringify({ refused: error.message }));
  }
}
