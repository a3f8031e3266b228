// The buttons that copy what they stand beside.

const SAID_FOR_MS = 1500;

export function startCopying(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-action=copy]")) {
    const label = button.firstChild as Text;
    const words = label.data;
    button.addEventListener("click", async () => {
      const text = button.closest(".document")?.querySelector("pre")?.textContent ?? "";
      label.data = (await copied(text)) ? "Copied" : "Not copied: the browser forbids it";
      setTimeout(() => (label.data = words), SAID_FOR_MS);
    });
  }
}

/** A page from disk may have no clipboard, and a browser may refuse it. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
