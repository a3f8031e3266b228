// The page is complete without this script. It adds the search, the box and the theme, and shows
// what only they need.

import { startCopying } from "./copying.ts";
import { startNavigation } from "./navigation.ts";
import { startSaving } from "./saving.ts";
import { startSearch } from "./search.ts";
import { startTheme } from "./theme.ts";
import { startTrial } from "./trial.ts";

for (const element of document.querySelectorAll<HTMLElement>("[data-enhance]")) element.hidden = false;

startTheme();
startSearch();
startNavigation();
startCopying();
startSaving();
startTrial();
