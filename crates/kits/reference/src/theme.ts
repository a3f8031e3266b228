// The reader's choice of a theme, over that of the system; the browser keeps it for the next visit.

import { element } from "./element.ts";

const KEY = "reference-theme";

export function startTheme(): void {
  const button = element<HTMLButtonElement>("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const show = (dark: boolean) => button.setAttribute("aria-pressed", String(dark));
  const choose = (theme: string) => {
    document.documentElement.dataset["theme"] = theme;
    show(theme === "dark");
  };

  const before = kept();
  if (before === "dark" || before === "light") choose(before);
  else show(system.matches);
  system.addEventListener("change", ({ matches }) => {
    if (!document.documentElement.dataset["theme"]) show(matches);
  });
  button.addEventListener("click", () => {
    const theme = button.getAttribute("aria-pressed") === "true" ? "light" : "dark";
    choose(theme);
    keep(theme);
  });
}

/** A browser may keep nothing of a page, and then says so by an error. */
function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function keep(theme: string): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The choice holds until the page is left.
  }
}
