// How long a letter takes that is typed into the reference page's box, until it is painted.
//
//     node benches/page/keystroke.mjs
//
// after `cargo xtask publish --clients`, which installs what drives the browser. Prints a table in Markdown. A figure
// is the time from the press of the key until the page's thread has made the next frame.

import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { evidence } from "../peers/node/evidence.mjs";

const ROOT = new URL("../../", import.meta.url);
const require = createRequire(new URL("target/clients/node/package.json", ROOT));
const { chromium } = require("playwright-core");

const PAGE = pathToFileURL(join(process.env.KITS_PAGE ?? fileURLToPath(new URL("generated/reference", ROOT)), "index.html"));
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
    const painted = ({ timeStamp }) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => globalThis.durations.push(performance.now() - timeStamp);
        port2.postMessage(undefined);
      });
    addEventListener("keydown", painted, { capture: true });
  });
  for (let letter = 0; letter < LETTERS; letter += 1) {
    await page.keyboard.press("a");
    await page.waitForTimeout(letter % 4 === 3 ? PAUSE : 60);
  }
  const durations = (await page.evaluate(() => globalThis.durations)).toSorted((a, b) => a - b);
  if (durations.length !== LETTERS) throw new Error("a letter was never shown");
  return { length: text.length, median: durations[LETTERS >> 1], slowest: durations[LETTERS - 1] };
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  console.log("| steps | length of the text | median | slowest |\n|---:|---:|---:|---:|");
  for (const steps of STEPS) {
    const { length, median, slowest } = await figures(page, steps);
    console.log(`| ${steps.toLocaleString("en")} | ${(length / 1e6).toFixed(2)} MB | ${median.toFixed(0)} ms | ${slowest.toFixed(0)} ms |`);
  }
} finally {
  await browser.close();
}
