// Elements of the template by their id.

export function element<E extends HTMLElement>(id: string): E {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the template has no element #${id}`);
  return found as E;
}
