// node reports/pages.mjs KITS PAGES
// opens every page of PAGES, a JSON list of {file, name, texts, verdict, strict}, in the browser that CHROMIUM names, and
// prints what is wrong with any, a line each: a request, a complaint, something that ran, a text that is not there word
// for word, another verdict of the button; of strict ones also what axe finds, at three widths, by day and by night.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [kits, list] = process.argv.slice(2);
const require = createRequire(join(kits, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const pages = JSON.parse(readFileSync(list, "utf8"));

const wrong = [];
const flags = ["--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: process.getuid?.() === 0 ? ["--no-sandbox", ...flags] : flags,
});
const waiting = [...pages];
await Promise.all([1, 2].map(async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) await look(next);
}));
await browser.close();
process.stdout.write(wrong.map((line) => `${line}\n`).join(""));

async function look({ file, name, texts, verdict, strict }) {
  const address = pathToFileURL(file).href;
  await open(address, { viewport: { width: 1100, height: 900 } }, name, async (page, complain) => {
    const ran = await page.evaluate(() => globalThis.pwned);
    if (ran !== undefined) complain("something ran");
    const said = await page.evaluate(() => document.querySelector("main").textContent);
    for (const text of texts) if (!said.includes(text)) complain(`is not there: ${JSON.stringify(text.slice(0, 80))}`);
    const found = await page.evaluate(async () => {
      const [button, said] = ["#check button", "#checked"].map((it) => document.querySelector(it));
      button.click();
      while (!said.dataset.verdict) await new Promise((later) => setTimeout(later));
      return said.dataset.verdict;
    });
    if (found !== verdict) complain(`the button says ${found}, and the report ${verdict}`);
  });
  if (!strict) return;
  for (const [width, colorScheme] of [[360, "light"], [768, "dark"], [1280, "light"]]) {
    const where = `${name}, ${width} pixels, ${colorScheme}`;
    // What is looked at by the tool is not the page's doing.
    const options = { viewport: { width, height: 800 }, colorScheme, bypassCSP: true };
    await open(address, options, where, async (page, complain) => {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) complain(`it is ${wide} pixels wide`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      for (const { id, nodes } of violations) complain(`axe: ${id}: ${nodes[0].html.slice(0, 160)}`);
    });
  }
}

async function open(address, options, name, use) {
  const complain = (what) => wrong.push(`${name}: ${what}`);
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complain(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complain(`error: ${error.message}`));
  page.on("dialog", (dialog) => { complain("a dialog"); dialog.dismiss(); });
  page.on("request", (request) => {
    if (request.url() !== address && !request.url().startsWith("data:")) complain(`request: ${request.url()}`);
  });
  try {
    await page.goto(address);
    await use(page, complain);
    if (page.url() !== address) complain(`it went to ${page.url()}`);
  } catch (error) {
    complain(error.message);
  }
  await context.close();
}
