// Whether a valid document is sound: what the rules of the contract find in it, as elements.

import { element } from "./element.ts";
import type { Findings } from "./judging.ts";
import type { Lines } from "./lines.ts";
import { make, spans } from "./verdict.ts";
import type { Range } from "made-package/locate";

type Finding = Findings["findings"][number];

export class Soundness {
  readonly #sentence = element("soundness");
  readonly #findings = element("findings");

  constructor(readonly select: (range: Range) => void) {}

  clear(): void {
    this.#sentence.hidden = true;
    this.#findings.replaceChildren();
  }

  show({ verdict, findings }: Findings, lines: Lines): void {
    this.#sentence.hidden = false;
    this.#sentence.dataset["state"] = verdict === "sound" ? "valid" : "invalid";
    this.#sentence.textContent = sentenceOf(verdict, findings);
    this.#findings.replaceChildren(...findings.map((finding) => this.#item(finding, lines)));
  }

  #item({ rule, severity, pointer, message, range }: Finding, lines: Lines): HTMLElement {
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

function sentenceOf(verdict: Findings["verdict"], findings: readonly Finding[]): string {
  const count = (severity: Finding["severity"]) => findings.filter((one) => one.severity === severity).length;
  const counts = (["error", "warning"] as const)
    .map((severity) => ({ severity, many: count(severity) }))
    .filter(({ many }) => many > 0)
    .map(({ severity, many }) => `${many} ${severity}${many === 1 ? "" : "s"}`);
  const verdictSaid = verdict === "sound" ? "Sound" : "Not sound";
  return counts.length > 0 ? `${verdictSaid}: ${counts.join(", ")}.` : `${verdictSaid}.`;
}
