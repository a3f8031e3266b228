// What each constraint says, in words. A keyword that stands in no table of this file is refused
// (see keywords.mjs), so a new one cannot be left out of the page by accident.

import { code, html, joined } from "./html.mjs";

const between = (low, high, one, many) => {
  const noun = (number) => (number === 1 ? one : many);
  if (low === undefined) return `at most ${high} ${noun(high)}`;
  if (high === undefined) return `at least ${low} ${noun(low)}`;
  return low === high ? `exactly ${low} ${noun(low)}` : `${low} to ${high} ${many}`;
};

const words = (values) =>
  joined(
    values.map((value) => code(literal(value))),
    ", ",
  );

/** A value as a reader of JSON knows it; a string without its quotes. */
export const literal = (value) => (typeof value === "string" ? value : JSON.stringify(value));

const FORMATS = { "date-time": "an RFC 3339 date and time" };

/** For each rule: the keywords that make it, with what it means to fail them; and the rule in words. */
const RULES = [
  {
    faults: { const: "It is not the one value that is allowed." },
    words: (schema) => html`always ${code(literal(schema.const))}`,
  },
  {
    faults: { enum: "It is none of the words of a closed set." },
    words: (schema) => html`one of ${words(schema.enum)}`,
  },
  {
    faults: {
      minLength: "The string is too short, counted in Unicode code points.",
      maxLength: "The string is too long, counted in Unicode code points.",
    },
    words: (schema) => between(schema.minLength, schema.maxLength, "character", "characters"),
  },
  {
    faults: { minimum: "The number is too small.", maximum: "The number is too great." },
    words: (schema) => between(schema.minimum, schema.maximum, "", "").trimEnd(),
  },
  {
    faults: { exclusiveMinimum: "The number is too small." },
    words: (schema) => `more than ${schema.exclusiveMinimum}`,
  },
  {
    faults: { exclusiveMaximum: "The number is too great." },
    words: (schema) => `less than ${schema.exclusiveMaximum}`,
  },
  {
    faults: { multipleOf: "The number is not a multiple." },
    words: (schema) => `a multiple of ${schema.multipleOf}`,
  },
  {
    faults: { minItems: "The array is too short.", maxItems: "The array is too long." },
    words: (schema) => between(schema.minItems, schema.maxItems, "item", "items"),
  },
  {
    faults: { uniqueItems: "Two items of the array are equal." },
    words: (schema) => schema.uniqueItems && "no two items are equal",
  },
  {
    faults: { format: "The string is not in the format: a date that no calendar has, say." },
    words: (schema) => html`${FORMATS[schema.format] ?? "in the format"} (${code(schema.format)})`,
    long: true,
  },
  {
    faults: { pattern: "The string does not match the regular expression." },
    words: (schema) => html`matches ${code(schema.pattern)}`,
    long: true,
  },
];

/** What it means to fail a keyword of a rule, by the keyword. */
export const FAULTS = Object.assign({}, ...RULES.map((rule) => rule.faults));

export const RULE_KEYWORDS = Object.keys(FAULTS);

/** The keywords of rules that stand on some schemas: what people search for who know JSON Schema. */
export const keywordsIn = (schemas) =>
  RULE_KEYWORDS.filter((keyword) => schemas.some((schema) => keyword in schema)).join(" ");

/** Said of an object that is not closed. */
export const openness = ({ properties, additionalProperties }) =>
  properties !== undefined && additionalProperties !== false && "other members are allowed";

/** The constraints that stand on a schema itself; `short` leaves out those that fill a line. */
export const rulesOf = (schema, { short = false } = {}) =>
  RULES.filter((rule) => Object.keys(rule.faults).some((keyword) => keyword in schema))
    .filter((rule) => !(short && rule.long))
    .map((rule) => rule.words(schema))
    .filter(Boolean);
