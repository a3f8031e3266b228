// A JSON text with a member or an item on each line. Only white space changes: what is judged is what was pasted.

const SPACE = /[ \t\n\r]+/;
const TOKEN = /"(?:[^"\\]|\\[^])*"|[{}[\]:,]|[^ \t\n\r{}[\]:,"]+/g;
const INDENT = "  ";
/** Deeper no document is nested, and spaces would outgrow the text. */
const MAX_DEPTH = 128;

/** The text, laid out anew; as it is, where a string in it has no end or it is nested too deep. */
export function formatted(text: string): string {
  if (!text.replace(TOKEN, "").split(SPACE).every((rest) => rest === "")) return text;
  const laid: string[] = [];
  let depth = 0;
  let before = "";
  for (const [token] of text.matchAll(TOKEN)) {
    if (isClosing(token)) depth = Math.max(0, depth - 1);
    laid.push(gap(before, token, `\n${INDENT.repeat(depth)}`), token);
    if (isOpening(token)) depth++;
    if (depth > MAX_DEPTH) return text;
    before = token;
  }
  return laid.join("");
}

const isOpening = (token: string) => token === "{" || token === "[";
const isClosing = (token: string) => token === "}" || token === "]";

/** What stands between two tokens. */
function gap(before: string, token: string, line: string): string {
  if (before === "" || token === "," || token === ":") return "";
  if (isClosing(token)) return isOpening(before) ? "" : line;
  return before === "," || isOpening(before) ? line : " ";
}
