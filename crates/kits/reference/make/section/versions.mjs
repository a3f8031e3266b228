// Which version the page tells of, and where those of other major versions are told of.

import { html, joined } from "../html.mjs";

export function versionLine({ version, releases }) {
  const isReleased = releases.some((release) => release.version === version);
  return html`
<p class="version">Version ${isReleased ? html`<a href="#release.${version}">${version}</a>` : html`${version}, <a href="#releases">not released yet</a>`}</p>
${versionSwitch(version, releases)}`;
}

/** The newest release of each other major version, as a link for the script, which knows whether it leads anywhere. */
function versionSwitch(version, releases) {
  const newest = new Map();
  for (const release of releases) {
    const folder = folderOf(release.version);
    if (!newest.has(folder)) newest.set(folder, release.version);
  }
  const own = folderOf(version);
  newest.delete(own);
  const links = [...newest].map(([folder, newer]) => html`<a href="../${folder}/index.html">${newer}</a>`);
  return links.length > 0 && html`<p class="version" id="versions" data-folder="${own}" hidden>Other versions: ${joined(links, ", ")}</p>`;
}

/** Where the page of a version stands: those of several major versions stand beside one another. */
const folderOf = (version) => `v${version.split(".")[0]}`;
