// The buttons that save a schema as a file.

import * as types from "made-package";

/** How a type tells its schemas: the one of what is read, and the one of what is sent. */
interface Described {
  readonly "~standard": {
    readonly jsonSchema: Readonly<Record<"input" | "output", (options: { target: string }) => object>>;
  };
}

export function startSaving(): void {
  const described = types as unknown as Readonly<Record<string, Described>>;
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-action=save]")) {
    button.addEventListener("click", () => {
      const { of: title = "", side = "", file = "" } = button.dataset;
      const schema = described[title]?.["~standard"].jsonSchema[side as "input" | "output"];
      if (schema) save(file, JSON.stringify(schema({ target: "draft-2020-12" }), null, 2));
    });
  }
}

function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([`${text}\n`], { type: "application/schema+json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
