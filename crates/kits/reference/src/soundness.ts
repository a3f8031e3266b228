// Whether a valid document is sound: what the rules of the contract find in it, as elements.

import { type Finding, verify } from "made-rules";

import { element } from "./element.ts";
import { rangeAt } from "./faults.ts";
import type { Lines } from "./lines.ts";
import { make, spans } from "./verdict.ts";
import type { Range } from "made-package/locate";

export class Soundness {
  readonly #sentence = element("soundness");
  readonly #findings = element("findings");
  /** Counts the documents, so that what is said of an earlier one comes to nothing. */
  #round = 0;

  constructor(readonly select: (range: Range) => void) {}

  clear(): void {
    this.#round += 1;
    this.#sentence.hidden = true;
    this.#findings.replaceChildren();
  }

  /** Holds a valid document against the rules, if there are any. */
  async check(text: string, document: string | Uint8Array, lines: Lines): Promise<void> {
    this.clear();
    const round = this.#round;
    // A page from a host without TLS has no means to compute a seal.
    const found = await verify?.(document).catch(() => undefined);
    if (!found || round !== this.#round) return;
    const { findings, verdict } = found;
    this.#sentence.hidden = false;
    this.#sentence.dataset["state"] = verdict === "sound" ? "valid" : "invalid";
    this.#sentence.textContent = sentenceOf(verdict, findings);
    this.#findings.replaceChildren(...findings.map((finding) => this.#item(finding, text, lines)));
  }

  #item({ rule, severity, pointer, message }: Finding, text: string, lines: Lines): HTMLElement {
    const range = rangeAt(text, pointer);
    const { line, column } = lines.position(range.start);
    const place = make("button", `Line ${line}, column ${column}`);
    place.type = "button";
    place.className = "place";
    place.addEventListener("click", () => this.select(range));
    const where = pointer ? make("code", pointer) : make("span", "the document");
    where.className = "pointer";
    const named = make("a", rule);
    named.className = "keyword";
    named.href = `#rule.${rule}`;
    const said = make("p", "");
    said.append(`${severity}: `, ...spans(message));
    const item = make("li", "");
    item.append(place, where, named, said);
    return item;
  }
}

function sentenceOf(verdict: "sound" | "unsound", findings: readonly Finding[]): string {
  const count = (severity: Finding["severity"]) => findings.filter((one) => one.severity === severity).length;
  const counts = (["error", "warning"] as const)
    .map((severity) => ({ severity, many: count(severity) }))
    .filter(({ many }) => many > 0)
    .map(({ severity, many }) => `${many} ${severity}${many === 1 ? "" : "s"}`);
  const verdictSaid = verdict === "sound" ? "Sound" : "Not sound";
  return counts.length > 0 ? `${verdictSaid}: ${counts.join(", ")}.` : `${verdictSaid}.`;
}
