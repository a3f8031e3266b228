// What the brief says of the keywords of JSON Schema: which of them are annotations, and where subschemas
// sit.

/** How the subschemas of a keyword are found in its value, by what the brief calls it. */
const INNER = {
  single: (schema) => [[[], schema]],
  listed: (schemas) => schemas.map((schema, index) => [[index], schema]),
  named: (schemas) =>
    // `dependencies` holds names beside schemas.
    Object.entries(schemas).flatMap(([name, schema]) => (Array.isArray(schema) ? [] : [[[name], schema]])),
};

/** The table of keywords. */
export class Keywords {
  #table;

  constructor(table) {
    this.#table = new Map(Object.entries(table));
  }

  /** Whether the keyword is known and asks nothing of a client: it describes, or names and places schemas. */
  isAnnotation(keyword) {
    return this.#table.get(keyword)?.annotates === true;
  }

  /** The schemas right within a schema: under which keyword, by which tokens from there, and the schema. */
  subschemas(schema) {
    return Object.entries(schema).flatMap(([keyword, value]) => {
      const inner = INNER[this.#table.get(keyword)?.subschemas];
      if (inner === undefined) return [];
      return inner(value).map(([tokens, schema]) => ({ keyword, tokens: [keyword, ...tokens], schema }));
    });
  }
}
