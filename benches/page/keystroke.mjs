// How long a letter takes that is typed into the reference page's box, until it is painted.
//
//     node benches/page/keystroke.mjs
//
// after `cargo xtask publish --clients`, which installs what drives the browser. Prints a table in Markdown. A figure
// is the browser's own, of its event timing: from the press of the key to the frame that shows it.

import { createRequire } from "node:module";

import { evidence } from "../peers/node/evidence.mjs";

const ROOT = new URL("../../", import.meta.url);
const require = createRequire(new URL("target/clients/node/package.json", ROOT));
const { chromium } = require("playwright-core");

const PAGE = new URL(process.env.KITS_PAGE ? `file://${process.env.KITS_PAGE}/index.html` : "generated/reference/index.html", ROOT);
const STEPS = [100, 1_000, 10_000];
const LETTERS = 40;
/** Longer than the page waits for a pause in the typing: some letters come while it judges. */
const PAUSE = 700;

async function figures(page, steps) {
  const text = JSON.stringify(evidence(steps), null, 2);
  await page.goto(PAGE.href);
  await page.selectOption("#type", "EvidenceBundle");
  await page.focus("#payload");
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.querySelector("#payload").dispatchEvent(paste);
  }, text);
  await page.waitForFunction(() => document.querySelector("#verdict").dataset.state === "valid");
  await page.evaluate(() => {
    globalThis.durations = [];
    const observer = new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === "keydown") globalThis.durations.push(duration);
    });
    observer.observe({ type: "event", durationThreshold: 16 });
  });
  for (let letter = 0; letter < LETTERS; letter += 1) {
    await page.keyboard.press("a");
    await page.waitForTimeout(letter % 4 === 3 ? PAUSE : 60);
  }
  // What takes less than a frame is not told.
  const told = await page.evaluate(() => globalThis.durations);
  const all = [...told, ...Array(Math.max(0, LETTERS - told.length)).fill(16)].toSorted((a, b) => a - b);
  return { length: text.length, median: all[all.length >> 1], worst: all.at(-1) };
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  console.log("| steps | length of the text | median | slowest |\n|---:|---:|---:|---:|");
  for (const steps of STEPS) {
    const { length, median, worst } = await figures(page, steps);
    console.log(`| ${steps.toLocaleString("en")} | ${(length / 1e6).toFixed(2)} MB | ${median} ms | ${worst} ms |`);
  }
} finally {
  await browser.close();
}
