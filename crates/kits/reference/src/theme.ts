// The reader's choice of a theme, over that of the system, until the page is left.

import { element } from "./element.ts";

export function startTheme(): void {
  const button = element<HTMLButtonElement>("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const show = (dark: boolean) => button.setAttribute("aria-pressed", String(dark));

  show(system.matches);
  system.addEventListener("change", ({ matches }) => {
    if (!document.documentElement.dataset["theme"]) show(matches);
  });
  button.addEventListener("click", () => {
    const dark = button.getAttribute("aria-pressed") !== "true";
    document.documentElement.dataset["theme"] = dark ? "dark" : "light";
    show(dark);
  });
}
