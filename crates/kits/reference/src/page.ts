// The page is complete without this script. It adds the search, the box, the theme and more,
// and shows what only they need. In a worker, the same script judges.

import { startCopying } from "./copying.ts";
import { startNavigation } from "./navigation.ts";
import { startSaving } from "./saving.ts";
import { startSearch } from "./search.ts";
import { startTheme } from "./theme.ts";
import { startTrial } from "./trial.ts";
import { startUnfolding } from "./unfolding.ts";
import { startVersions } from "./versions.ts";
import { startWorker } from "./worker.ts";

if ("document" in globalThis) startPage();
else startWorker();

function startPage(): void {
  for (const element of document.querySelectorAll<HTMLElement>("[data-enhance]")) element.hidden = false;
  startTheme();
  startVersions();
  startSearch();
  startNavigation();
  startUnfolding();
  startCopying();
  startSaving();
  startTrial();
}
