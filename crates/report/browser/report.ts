// What the page of a report does beyond being read: it verifies the bundle that is in it, and finds steps.

import { verify } from "export-bundles/evidence";

/** As many rows as are read without looking for one. */
const FEW = 20;

const element = <T extends Element>(selector: string, within: ParentNode = document): T | null =>
  within.querySelector<T>(selector);

offerToVerify();
for (const parts of document.querySelectorAll<HTMLElement>(".rows")) {
  const tables = [...parts.querySelectorAll("table")];
  if (tables[0]!.tBodies[0]!.rows.length > FEW) offerToFind(parts, tables);
}

function offerToVerify(): void {
  const [box, file, said] = [element<HTMLElement>("#check"), element<HTMLAnchorElement>("[data-source]"), element<HTMLElement>("#checked")];
  if (!box || !file || !said) return;
  box.hidden = false;
  element("button", box)?.addEventListener("click", async () => {
    said.textContent = "…";
    delete said.dataset["verdict"];
    try {
      const { verdict, words } = await verdictOn(bytesOf(file.href));
      said.dataset["verdict"] = verdict;
      said.textContent = words;
    } catch {
      said.textContent = "This browser cannot verify it: it computes no SHA-256 for a page from here.";
    }
  });
}

async function verdictOn(bytes: Uint8Array): Promise<{ verdict: string; words: string }> {
  const { valid, violations, findings, seal, verdict } = await verify(bytes);
  if (!valid) return { verdict, words: `Not what its schema asks for: ${counted(violations.length, "violation")}.` };
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  const parts = [
    errors > 0 ? counted(errors, "error") : "every rule is kept",
    warnings > 0 ? counted(warnings, "warning") : "",
    SEALS[seal],
  ];
  return { verdict, words: `${verdict === "sound" ? "Sound" : "Not sound"}: ${parts.filter(Boolean).join(", ")}.` };
}

const SEALS = { matches: "the seal matches", broken: "the seal is broken", absent: "it bears no seal" };

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;

function bytesOf(address: string): Uint8Array {
  const text = atob(address.slice(address.indexOf(",") + 1));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** A box that leaves the rows with a text in them, and one that leaves those that are worth a look. */
function offerToFind(parts: HTMLElement, tables: HTMLTableElement[]): void {
  const tools = document.createElement("div");
  tools.className = "tools";
  const text = labelled("Find", "search");
  const noted = labelled("Only what is worth a look", "checkbox");
  const shown = document.createElement("output");
  tools.append(text.label);
  if (element(".noted", parts)) tools.append(noted.label);
  tools.append(shown);
  parts.before(tools);
  const filter = () => {
    const wanted = text.input.value.trim().toLowerCase();
    const isWanted = (row: HTMLTableRowElement) =>
      (!noted.input.checked || row.classList.contains("noted")) && (wanted === "" || row.textContent!.toLowerCase().includes(wanted));
    let [count, all] = [0, 0];
    for (const table of tables) {
      let inTable = 0;
      for (const row of table.tBodies[0]!.rows) {
        row.hidden = !isWanted(row);
        if (!row.hidden) inTable += 1;
        all += 1;
      }
      table.parentElement!.hidden = inTable === 0;
      count += inTable;
    }
    shown.textContent = count === all ? "" : `${count} of ${all}`;
  };
  text.input.addEventListener("input", filter);
  noted.input.addEventListener("change", filter);
}

function labelled(words: string, type: string): { label: HTMLLabelElement; input: HTMLInputElement } {
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.type = type;
  label.append(...(type === "checkbox" ? [input, words] : [words, input]));
  return { label, input };
}
