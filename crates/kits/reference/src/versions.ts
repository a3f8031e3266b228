// The links to the pages of other major versions, where this page stands in a folder of its version, beside theirs.

export function startVersions(): void {
  const versions = document.getElementById("versions");
  if (!versions || !new URL(".", location.href).pathname.endsWith(`/${versions.dataset["folder"]}/`)) return;
  versions.hidden = false;
  const follow = () => {
    for (const link of versions.querySelectorAll("a")) link.hash = location.hash;
  };
  addEventListener("hashchange", follow);
  follow();
}
