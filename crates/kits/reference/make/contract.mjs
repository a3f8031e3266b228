// The brief, arranged as the page tells it: types in groups, parts, scalars, sets of words.

import { isDeepStrictEqual } from "node:util";

import { Keywords } from "../../schema/keywords.mjs";
import { checkKeywords, SchemaError } from "./keywords.mjs";
import { operationsOf } from "./operations.mjs";
import { shapeOf, innermost } from "./shape.mjs";

export function contractOf(brief) {
  const keywords = new Keywords(brief.keywords);
  for (const type of brief.types) {
    checkKeywords(type.title, type.accept, keywords);
    checkKeywords(`${type.title} as written`, type.emit, keywords);
  }
  const titles = new Set(brief.types.map((type) => type.title));
  const accept = definitions(brief.types, "accept", titles);
  const emit = definitions(brief.types, "emit", titles);
  const named = [...accept].map(([name, schema]) => ({
    title: name,
    accept: schema,
    emit: emit.get(name) ?? schema,
    union: null,
    fresh: [],
  }));
  const isPart = ({ accept }) => accept.properties !== undefined;
  const isSet = ({ accept }) => accept.enum !== undefined || accept.const !== undefined;
  const types = [...brief.types, ...named.filter(isPart)];
  const contract = {
    version: brief.version,
    releases: brief.releases,
    groups: groupsOf(types, brief.page.union_group),
    scalars: named.filter((entry) => !isPart(entry) && !isSet(entry)),
    sets: named.filter((entry) => !isPart(entry) && isSet(entry)),
  };
  contract.byName = new Map([...types, ...named].map((entry) => [entry.title, entry]));
  contract.http = operationsOf(brief, contract.byName);
  return contract;
}

/** The definitions of all types, each once. One name has one meaning on the whole page. */
function definitions(types, side, titles) {
  const found = new Map();
  for (const type of types) {
    for (const [name, schema] of Object.entries(type[side].$defs ?? {})) {
      if (titles.has(name)) continue;
      const known = found.get(name);
      if (known && !isDeepStrictEqual(known.schema, schema)) {
        throw new SchemaError(
          `${type.title}: at /$defs/${name}: expected what ${known.title} says of \`${name}\`, ` +
            "found another schema of that name\n  = give one of the two another name",
        );
      }
      found.set(name, { title: type.title, schema });
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { schema }]) => [name, schema]));
}

/** A type belongs to the documents told apart by a tag, to the parts of other types, or stands alone. */
function groupsOf(types, unionGroup) {
  const unions = types.filter((type) => type.union);
  const branches = new Set(unions.flatMap((type) => type.union.branches.map((branch) => branch.title)));
  const byTitle = new Map(types.map((type) => [type.title, type]));
  const united = [...unions, ...[...branches].map((title) => byTitle.get(title))];
  const rest = types.filter((type) => !united.includes(type));
  const referenced = new Set(types.flatMap((type) => [...referencesOf(type.accept)]));
  const groups = [
    { id: slug(unionGroup), title: unionGroup, types: united, isOfUnions: true },
    { id: "parts", title: "Parts", types: rest.filter((type) => referenced.has(type.title)) },
    {
      id: "messages",
      title: "Requests and answers",
      types: rest.filter((type) => !referenced.has(type.title)),
    },
  ];
  return groups.filter((group) => group.types.length > 0);
}

const slug = (title) => title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");

/** The names that the members of an object refer to. */
export function referencesOf(schema) {
  const found = new Set();
  for (const member of Object.values(schema.properties ?? {})) {
    const { shape } = innermost(shapeOf(member));
    if (shape.kind === "named") found.add(shape.name);
    if (shape.kind === "object") referencesOf(shape.fields).forEach((name) => found.add(name));
  }
  return found;
}
