// The box: a payload in, a verdict out.

import type { DocumentType } from "made-package";

import { exampleOf, tagOf } from "./documentation.ts";
import { Editor } from "./editor.ts";
import { element } from "./element.ts";
import { examined } from "./faults.ts";
import { formatted } from "./format.ts";
import { Judge } from "./judge.ts";
import { Lines } from "./lines.ts";
import { SAMPLES } from "./samples.ts";
import { Soundness } from "./soundness.ts";
import { Verdict } from "./verdict.ts";

/** From this length on, in characters, everything takes long enough to be noticed. */
const LONG = 300_000;

/** How long the reader rests before the text is checked. */
const pauseFor = (length: number) => (length < LONG ? 150 : 600);

export function startTrial(): void {
  const type = element<HTMLSelectElement>("type");
  const file = element<HTMLInputElement>("file");
  const verdict = new Verdict((range) => editor.select(range));
  const soundness = new Soundness((range) => editor.select(range));
  const judge = new Judge();
  /** What was in the file, until the reader edits it: bytes may be no text at all. */
  let bytes: Uint8Array | undefined;
  let timer: number | undefined;

  const check = async () => {
    const payload = { text: editor.text, bytes };
    soundness.clear();
    if (payload.text === "" && !bytes) return verdict.clear();
    const title = type.value as DocumentType;
    const found = await judge.ask({ asks: "violations", title, tag: tagOf(title), ...payload });
    if (!found) return;
    const lines = new Lines(payload.text);
    const { type: meant, faults } = examined(title, found, lines);
    verdict.show(meant, faults);
    editor.mark(faults.flatMap(({ ranges }) => ranges));
    if (faults.length > 0 || type.selectedOptions[0]?.dataset["ruled"] === undefined) return;
    const findings = await judge.ask({ asks: "findings", ...payload });
    if (findings) soundness.show(findings, lines);
  };
  const checkSoon = () => {
    judge.forget();
    verdict.checking();
    clearTimeout(timer);
    timer = window.setTimeout(() => void check(), pauseFor(editor.length));
  };
  const editor = new Editor(() => {
    bytes = undefined;
    checkSoon();
  });
  const load = (text: string, source?: Uint8Array) => {
    editor.load(text);
    bytes = source;
    checkSoon();
  };
  const loadFile = async (chosen: File | undefined) => {
    if (!chosen) return;
    const content = new Uint8Array(await chosen.arrayBuffer());
    load(new TextDecoder("utf-8", { ignoreBOM: true }).decode(content), content);
  };

  type.addEventListener("change", checkSoon);
  element("format").addEventListener("click", () => {
    // Bytes that are no text have no other layout.
    if (!bytes || isText(bytes)) load(formatted(editor.text));
  });
  element("clear").addEventListener("click", () => {
    load("");
    editor.focus();
  });
  element("open").addEventListener("click", () => file.click());
  file.addEventListener("change", () => {
    void loadFile(file.files?.[0]);
    file.value = "";
  });
  for (const button of document.querySelectorAll<HTMLElement>("[data-sample]")) {
    button.addEventListener("click", () =>
      load(SAMPLES[button.dataset["sample"] ?? "good"]?.(type.value) ?? ""),
    );
  }
  for (const button of document.querySelectorAll<HTMLElement>("[data-action=try]")) {
    button.addEventListener("click", () => {
      type.value = button.closest<HTMLElement>(".document")?.dataset["example"] ?? type.value;
      load(exampleOf(type.value));
      element("try").scrollIntoView();
      editor.focus();
    });
  }
  takeDroppedFiles(element("editor"), loadFile);
  verdict.clear();
}

function isText(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Takes files before the editor does, which would put their text where they are dropped. */
function takeDroppedFiles(target: HTMLElement, take: (file: File | undefined) => Promise<void>): void {
  const isFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  target.addEventListener("dragover", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    target.classList.add("receiving");
  });
  for (const end of ["dragleave", "drop"])
    target.addEventListener(end, () => target.classList.remove("receiving"));
  const drop = (event: DragEvent) => {
    if (!isFile(event)) return;
    event.preventDefault();
    void take(event.dataTransfer?.files[0]);
  };
  target.addEventListener("drop", drop, { capture: true });
}
