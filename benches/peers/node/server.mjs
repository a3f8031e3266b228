// The endpoints with Fastify and ajv. Usage: node server.mjs SCHEMAS PORT

import { createRequire } from "node:module";

import Fastify from "fastify";

import { validators } from "./contract.mjs";

const [folder, port] = process.argv.slice(2);
const validator = validators(folder);
const app = Fastify({ bodyLimit: 8 * 1024 * 1024 });
for (const title of ["ExportBundleRequest", "EvidenceBundle"]) {
  const options = {
    schema: { body: { title } },
    // Fastify's own ajv knows an older draft.
    validatorCompiler: () => validator(title),
  };
  app.post(`/${title}`, options, (_, reply) => reply.code(204).send());
}

const version = (name) => createRequire(import.meta.url)(`${name}/package.json`).version;
console.log(
  `Fastify ${version("fastify")}, ajv ${version("ajv")}, Node ${process.versions.node}`,
);
await app.listen({ port: Number(port) });
