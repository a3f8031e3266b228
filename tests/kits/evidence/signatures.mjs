// node signatures.mjs CASES PROJECT TOOLS: for each line, a case as a JSON string, whether `@sigstore/verify`, which
// shares no code with ours, calls the signature good, with its token; and whether that is about this document.

import { X509Certificate, createHash, createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [cases, project, tools] = process.argv.slice(2);
const require = createRequire(join(tools, "any.js"));
const { bundleFromJSON } = require("@sigstore/bundle");
const { Verifier, toSignedEntity } = require("@sigstore/verify");
const sigstore = createRequire(require.resolve("@sigstore/verify"))("@sigstore/core");
const library = createRequire(join(project, "any.js")).resolve("export-bundles/evidence");
const { seal } = await import(pathToFileURL(library).href);

const always = { start: new Date(0), end: new Date("9999-01-01") };

async function check({ receipt, key, key_id, authority, root, document }) {
  const bundle = bundleFromJSON(JSON.parse(receipt));
  const stamps = bundle.verificationMaterial.timestampVerificationData?.rfc3161Timestamps ?? [];
  const certChain = [authority, root].map((pem) => sigstore.X509Certificate.parse(new X509Certificate(pem).raw));
  const trust = {
    certificateAuthorities: [],
    timestampAuthorities: [{ certChain, validFor: always }],
    tlogs: [],
    ctlogs: [],
    publicKey: (hint) => {
      if (hint !== key_id) throw new Error("the key is not trusted");
      return { publicKey: createPublicKey(key), validFor: () => true };
    },
  };
  const thresholds = { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: stamps.length };
  new Verifier(trust, thresholds).verify(toSignedEntity(bundle));

  const envelope = bundle.content.dsseEnvelope;
  const statement = JSON.parse(envelope.payload.toString());
  const digests = statement.subject.map((it) => it.digest.sha256);
  const digest = createHash("sha256").update(document).digest("hex");
  if (!digests.includes(await seal(document)) && !digests.includes(digest)) throw new Error("it is about another document");
  if (envelope.payloadType !== "application/vnd.in-toto+json") throw new Error("it is no statement");
  if (statement._type !== "https://in-toto.io/Statement/v1") throw new Error("it is no statement of that version");
  if (statement.predicateType !== "urn:export-bundles:v1:bundle-predicate") throw new Error("it says something else");
}

for (const line of readFileSync(cases, "utf8").trimEnd().split("\n")) {
  try {
    await check(JSON.parse(JSON.parse(line)));
    console.log("accepts");
  } catch (error) {
    console.log(`refuses: ${error.message.replaceAll("\n", " ")}`);
  }
}
