// The whole page: the template, filled in, under a policy that lets only its own script and style run.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

import { transform } from "esbuild";

import { html, raw } from "./html.mjs";
import { definitionSection } from "./section/definition.mjs";
import { navigation } from "./section/navigation.mjs";
import { operationsSection } from "./section/operations.mjs";
import { releaseSections } from "./section/releases.mjs";
import { ruleSection } from "./section/rules.mjs";
import { startSection } from "./section/start.mjs";
import { typeSection } from "./section/type.mjs";
import { usesIn } from "./section/uses.mjs";
import { versionLine } from "./section/versions.mjs";
import { violationTable } from "./section/violations.mjs";

export async function page(brief, contract, script, rules) {
  const template = await source("template.html");
  const style = await minified(await source("style.css"));
  const usedBy = usesIn(contract.groups.flatMap((group) => group.types));
  const definitions = (entries) => entries.map((entry) => definitionSection(entry, contract, usedBy));
  return filled(template, {
    mark: raw(`<!-- ${brief.mark} -->`),
    policy: policy({ script, style }),
    style: raw(style),
    script: raw(script),
    version: brief.version,
    name: brief.contract.name,
    edition: versionLine(contract),
    title: brief.contract.title,
    heading: brief.page.title,
    lead: raw(brief.page.lead),
    placeholder: placeholder(brief),
    navigation: navigation(contract, rules),
    choices: choices(contract, rules),
    start: startSection(brief),
    groups: contract.groups.map((group) => groupSection(group, contract, usedBy)),
    operations: operationsSection(contract),
    scalars: definitions(contract.scalars),
    sets: definitions(contract.sets),
    violations: violationTable(brief),
    rules: ruleSection(rules),
    releases: releaseSections(contract),
  });
}

const source = (name) => readFile(new URL(`../src/${name}`, import.meta.url), "utf8");

const minified = async (css) =>
  (await transform(css, { loader: "css", minify: true, charset: "utf8" })).code.trim();

/** Replaces each `{{name}}` of the template. */
const filled = (template, parts) =>
  template.replace(/\{\{([a-z]+)\}\}/g, (_, name) => {
    if (!(name in parts)) throw new Error(`template.html: nothing is called {{${name}}}`);
    return html`${parts[name]}`;
  });

function policy({ script, style }) {
  const digest = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return [
    "default-src 'none'",
    `script-src ${digest(script)}`,
    `style-src ${digest(style)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    // The script runs once more in a worker, from a copy of itself.
    "worker-src blob:",
    "require-trusted-types-for 'script'",
    "trusted-types judge",
  ].join("; ");
}

function groupSection({ id, title, types }, contract, usedBy) {
  return html`
<section class="group" id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${types.map((type) => typeSection(type, contract, usedBy))}
</section>`;
}

/** What stands in the empty box: the member that tells the branches of a union apart, if there is one. */
function placeholder({ types }) {
  const union = types.find((type) => type.union)?.union;
  return union ? `{ "${union.member}": … }` : "{ … }";
}

/** What the box can validate: a union first, which finds the type by its tag. Rules are for unions and their branches. */
function choices({ groups }, rules) {
  return groups.flatMap(({ types, isOfUnions }) => {
    const ruled = rules.length > 0 && isOfUnions ? html` data-ruled` : "";
    const documents = types.filter((type) => type.accept.$id !== undefined);
    return documents.map(({ title, union }) => {
      const label = union ? `by ${union.member} (${title})` : title;
      return html`<option value="${title}"${ruled}>${label}</option>`;
    });
  });
}
