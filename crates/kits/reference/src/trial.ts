// The box: a payload in, a verdict out.

import { type DocumentType, parse } from "made-package";

import { exampleOf } from "./documentation.ts";
import { Editor } from "./editor.ts";
import { element } from "./element.ts";
import { examined } from "./faults.ts";
import { formatted } from "./format.ts";
import { SAMPLES } from "./samples.ts";
import { Soundness } from "./soundness.ts";
import { Verdict } from "./verdict.ts";

/** From this length on, in characters, everything takes long enough to be noticed. */
const LONG = 300_000;

/** How long the reader rests before the text is checked. */
const pauseFor = (length: number) => (length < LONG ? 150 : 600);

export function startTrial(): void {
  const editor = new Editor();
  const type = element<HTMLSelectElement>("type");
  const file = element<HTMLInputElement>("file");
  const verdict = new Verdict((range) => editor.select(range));
  const soundness = new Soundness((range) => editor.select(range));
  /** What was in the file, until the reader edits it: bytes may be no text at all. */
  let bytes: Uint8Array | undefined;
  let timer: number | undefined;

  const check = () => {
    const title = type.value as DocumentType;
    const text = editor.area.value;
    soundness.clear();
    if (text === "" && !bytes) return verdict.clear();
    const { violations } = parse(title, bytes ?? text);
    const { type: meant, faults } = examined(title, text, violations, editor.lines);
    verdict.show(meant, faults);
    const isRuled = type.selectedOptions[0]?.dataset["ruled"] !== undefined;
    if (faults.length === 0 && isRuled) void soundness.check(text, bytes ?? text, editor.lines);
    editor.mark(faults.flatMap(({ ranges }) => ranges));
  };
  const checkSoon = () => {
    editor.refresh();
    verdict.checking();
    clearTimeout(timer);
    timer = window.setTimeout(check, pauseFor(editor.area.value.length));
  };
  const load = (text: string, source?: Uint8Array) => {
    bytes = source;
    editor.area.value = text;
    editor.area.scrollTo(0, 0);
    checkSoon();
  };
  const loadFile = async (chosen: File | undefined) => {
    if (!chosen) return;
    const content = new Uint8Array(await chosen.arrayBuffer());
    load(new TextDecoder("utf-8", { ignoreBOM: true }).decode(content), content);
  };

  editor.area.addEventListener("input", () => {
    bytes = undefined;
    checkSoon();
  });
  editor.area.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (text.length < LONG) return;
    // A browser takes several times as long to paste it in a way that can be undone.
    event.preventDefault();
    editor.area.setRangeText(text, editor.area.selectionStart, editor.area.selectionEnd, "end");
    bytes = undefined;
    checkSoon();
  });
  type.addEventListener("change", checkSoon);
  element("format").addEventListener("click", () => {
    // Bytes that are no text have no other layout.
    if (!bytes || isText(bytes)) load(formatted(editor.area.value));
  });
  element("clear").addEventListener("click", () => {
    load("");
    editor.area.focus();
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
      editor.area.focus({ preventScroll: true });
    });
  }
  takeDroppedFiles(element("editor"), loadFile);
  verdict.clear();
  editor.refresh();
}

function isText(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function takeDroppedFiles(target: HTMLElement, take: (file: File | undefined) => Promise<void>): void {
  const isFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  target.addEventListener("dragover", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    target.classList.add("receiving");
  });
  for (const end of ["dragleave", "drop"])
    target.addEventListener(end, () => target.classList.remove("receiving"));
  target.addEventListener("drop", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    void take(event.dataTransfer?.files[0]);
  });
}
