// What a violation's keyword means and where its pointer points: faults of the text first, then the
// keywords that the schemas of this contract use.

import { Keywords } from "../../../schema/keywords.mjs";
import { code, html } from "../html.mjs";
import { keywordsIn } from "../keywords.mjs";
import { FAULTS } from "../rules.mjs";
import { row, table } from "./table.mjs";

const WHOLE = "the document";
const OBJECT = "the object";
const VALUE = "the value";

const TEXT_FAULTS = [
  ["encoding", WHOLE, "The text is not UTF-8, or starts with a byte-order mark."],
  [
    "syntax",
    WHOLE,
    "It is not one JSON document: malformed, cut off, with something behind it, a lone surrogate, or a number that no IEEE double holds.",
  ],
  ["depth", WHOLE, "Arrays and objects are nested more than 128 deep."],
  [
    "duplicateMember",
    OBJECT,
    "It names a member twice. This is looked for at any depth, also in free-form objects.",
  ],
];

const SHAPE_FAULTS = [
  ["required", OBJECT, "A member is missing. Each missing member is a violation of its own."],
  [
    "additionalProperties",
    OBJECT,
    "It has members that the schema does not name. One violation names them all.",
  ],
  [
    "type",
    VALUE,
    "It is of another JSON type. 3.0 and 1e3 are integers. Nothing else is said of such a value.",
  ],
];

const RULE_FAULTS = Object.entries(FAULTS).map(([keyword, meaning]) => [keyword, VALUE, meaning]);

export function violationTable(brief) {
  const keywords = new Keywords(brief.keywords);
  const used = new Set(brief.types.flatMap((type) => [...keywordsIn(type.accept, keywords)]));
  const rows = [
    ...TEXT_FAULTS,
    ...[...SHAPE_FAULTS, ...RULE_FAULTS].filter(([keyword]) => used.has(keyword)),
  ];
  return table("plain", "Keywords of violations", ["Keyword", "Points at", "When"], rows.map(violation));
}

const violation = ([keyword, place, meaning]) =>
  row(html` id="violation.${keyword}"`, code(keyword), [place, meaning], ["Points at"]);
