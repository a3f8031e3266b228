// The contents: folded where they would fill the screen, with a mark at what is being read.

import { element } from "./element.ts";

export function startNavigation(): void {
  foldOnNarrowScreens(element<HTMLDetailsElement>("contents"));
  const links = new Map<Element, HTMLAnchorElement>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>("nav a")) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) links.set(target, link);
  }
  const visible = new Set<Element>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) visible.add(target);
        else visible.delete(target);
      }
      // A type lies within its group: the last of those in view is the innermost.
      const current = [...links.keys()].filter((target) => visible.has(target)).at(-1);
      for (const [target, link] of links) {
        if (target === current) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    },
    { rootMargin: "-15% 0px -80% 0px" },
  );
  for (const target of links.keys()) observer.observe(target);
}

/** The same width as in the style sheet, from where on the contents have a column of their own. */
function foldOnNarrowScreens(contents: HTMLDetailsElement): void {
  const wide = matchMedia("(min-width: 60.01rem)");
  const fold = () => (contents.open = wide.matches);
  wide.addEventListener("change", fold);
  contents.addEventListener("click", ({ target }) => {
    if ((target as Element).closest("a")) fold();
  });
  fold();
}
