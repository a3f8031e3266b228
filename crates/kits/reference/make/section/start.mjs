// How a document is read in each language that has a package: what is installed, and a first program.

import { code, html } from "../html.mjs";

export function startSection({ contract, packages, types }) {
  const { title } = types.find(({ union }) => union) ?? types[0];
  const crate = contract.name.replaceAll("-", "_");
  return LANGUAGES.map(({ language, install, program }) => {
    const names = { npm: packages.npm.name, pypi: packages.pypi.name, module: packages.pypi.module, crate };
    return html`
<article class="language" aria-labelledby="start-${language}">
<h3 id="start-${language}">${language}</h3>
${copied(install({ ...names, name: contract.name }), `what installs it for ${language}`)}
${copied(program({ ...names, title }), `the program in ${language}`, language)}
</article>`;
  });
}

/** A text with a button that copies it, which the script shows. */
const copied = (text, what, language) => html`<div class="document">
<div class="actions" data-enhance hidden><button type="button" data-action="copy">Copy<span class="aside"> ${what}</span></button></div>
<pre tabindex="0"${language && html` data-program="${language}"`}>${code(text)}</pre>
</div>`;

const LANGUAGES = [
  {
    language: "TypeScript",
    install: ({ npm }) => `npm install ${npm}`,
    program: ({ npm, title }) => `import { parse } from "${npm}";

const { valid, value, violations } = parse("${title}", "{}");
if (valid) console.log(value);
for (const { pointer, message } of violations) console.log(pointer, message);
`,
  },
  {
    language: "Python",
    install: ({ pypi }) => `pip install ${pypi}`,
    program: ({ module, title }) => `from ${module} import Rejection, parse

try:
    print(parse("${title}", "{}"))
except Rejection as rejection:
    for violation in rejection.violations:
        print(violation.pointer, violation.message)
`,
  },
  {
    language: "Rust",
    install: ({ name }) => `cargo add ${name}`,
    program: ({ crate, title }) => `use ${crate}::{${title}, decode};

fn main() {
    match decode::<${title}>(b"{}") {
        Ok(document) => println!("{document:?}"),
        Err(rejection) => {
            for violation in rejection.violations() {
                println!("{} {}", violation.pointer(), violation.message());
            }
        }
    }
}
`,
  },
];
