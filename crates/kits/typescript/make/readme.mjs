// The README of a package whose contract brings none.

/** What the package is, how a document is read, and which types there are. */
export function readmeOf({ contract, packages, types }) {
  const { name } = packages.npm;
  const [first] = types;
  const rows = types.map(({ title, accept }) => `| \`${title}\` | ${firstSentence(accept.description)} |`);
  return `# ${name}

${contract.summary} Types whose unions narrow, and validators compiled ahead of time that need no \`eval\` and
no dependency.

\`\`\`sh
npm install ${name}
\`\`\`

\`\`\`ts
import { parse } from "${name}";

const read = parse("${first.title}", text);
if (read.valid) {
  console.log(read.value);
} else {
  for (const { pointer, keyword, message } of read.violations) console.log(pointer, keyword, message);
}
\`\`\`

\`parse\` reads JSON text strictly (I-JSON, RFC 7493) and fills defaults in; \`validate\` judges a value that
is there already, where a member that is \`undefined\` counts as absent. Each type is also a Standard Schema and a
Standard JSON Schema, and a module of its own: \`${name}/${first.name}\`. Programs import or require the package; the
types need TypeScript 5.0 or newer.

| type | what |
| --- | --- |
${rows.join("\n")}

\`${name}/schemas\` holds the JSON Schemas, \`${name}/conformance\` cases to test any other implementation with. Licence: ${contract.license}.
`;
}

function firstSentence(text = "") {
  return text.split(/(?<=\.) /)[0];
}
