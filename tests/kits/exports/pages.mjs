// node exports/pages.mjs KITS ASKED
// visits the pages of an export service in the browser that CHROMIUM names, as ASKED, a JSON file of what is there,
// says, and prints what is wrong, a line each: what people cannot do, a complaint of the browser, a request to somebody
// else, something that ran; and what axe finds, at two widths, by day and by night. Where PICTURES names a folder, they
// are kept there.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [kits, file] = process.argv.slice(2);
const require = createRequire(join(kits, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const asked = JSON.parse(readFileSync(file, "utf8"));
const { address, token, audit, incident, text, visible } = asked;

const wrong = [];
const flags = ["--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: process.getuid?.() === 0 ? ["--no-sandbox", ...flags] : flags,
});
// All but the report works where no script runs.
const quiet = { javaScriptEnabled: false };
await step("coming and going", quiet, comingAndGoing);
await step("searching", { ...quiet, token }, searching);
await step("keys alone", { ...quiet, token }, keysAlone);
await step("files", { ...quiet, token }, files);
await step("the report", { token }, report);
await step("hostile text", { token }, hostile);
await step("an audit token", { ...quiet, token: audit }, period);
for (const [width, colorScheme] of [[390, "light"], [390, "dark"], [1100, "light"], [1100, "dark"]]) {
  const name = `${width} pixels, ${colorScheme}`;
  // What is looked at by the tool is not the pages' doing.
  await step(name, { viewport: { width, height: 800 }, colorScheme, bypassCSP: true }, appearance);
}
await browser.close();
process.stdout.write(wrong.map((line) => `${line}\n`).join(""));

async function comingAndGoing({ page, expect, refused }) {
  await page.goto(address);
  expect(await title(page), "Sign in");
  refused.add(401);
  await signIn(page, "ebt_wrong");
  expect(await page.getByRole("alert").textContent(), "This token is not known, has expired, or was revoked.");
  await signIn(page, token);
  refused.delete(401);
  expect(await title(page), "What was exported");
  expect(page.url(), `${address}/`);
  expect(await page.locator("header .tenant").textContent(), `Tenant ${asked.tenant}`);
  const [cookie] = await page.context().cookies();
  expect([cookie.httpOnly, cookie.sameSite].join(), "true,Strict");
  await page.getByRole("button", { name: "Sign out" }).click();
  expect(await title(page), "Sign in");
  expect((await page.context().cookies()).length, 0);
  await page.goto(`${address}/bundles/${asked.first}`);
  expect(await title(page), "Sign in");
}

async function searching({ page, expect, refused }) {
  await page.goto(address);
  const all = [asked.hostile, asked.last, asked.reviewed, asked.first];
  expect(await listed(page), all.join());
  await search(page, { Incident: incident });
  expect(await listed(page), all.slice(1).join());
  expect(await page.getByLabel("Incident").inputValue(), incident);
  await search(page, { Type: "soc2" });
  expect(await listed(page), asked.reviewed);
  const archive = await saved(page, page.getByRole("button", { name: "Save all as NDJSON" }));
  expect(archive.name, "bundles.ndjson");
  expect(archive.text, `${await fetched(`/v1/bundles/${asked.reviewed}`)}\n`);
  await search(page, { Type: "" });
  const three = await saved(page, page.getByRole("button", { name: "Save all as NDJSON" }));
  const query = new URLSearchParams({ incident_id: incident });
  expect(three.text, await fetched(`/v1/bundles?${query}`, "application/x-ndjson"));
  expect(three.text.trimEnd().split("\n").length, 3);
  const day = 24 * 60 * 60 * 1000;
  const days = [-1, 0, 1].map((it) => new Date(Date.now() + it * day).toISOString().slice(0, 10));
  await search(page, { Incident: "", "Made from": days[0], Until: days[2] });
  expect(await listed(page), all.join());
  await search(page, { "Made from": days[2], Until: "" });
  expect((await page.locator("main").textContent()).includes("Nothing was exported that fits."), true);
  await search(page, { "Made from": "", Until: days[0] });
  expect(await listed(page), "");
  refused.add(400);
  for (const place of ["/?incident=of-another-form", "/archive?type=soc3"]) {
    await page.goto(address + place);
    expect(await title(page), "That did not work");
  }
}

async function keysAlone({ page, expect }) {
  await page.goto(address);
  const reached = async (locator) => {
    for (let count = 0; count < 20; count += 1) {
      if (await locator.evaluate((it) => it === document.activeElement)) return true;
      await page.keyboard.press("Tab");
    }
    return false;
  };
  expect(await reached(page.getByRole("link", { name: "To the content" })), true);
  expect(await reached(page.getByLabel("Incident")), true);
  await page.keyboard.type(incident);
  expect(await reached(page.getByLabel("Type")), true);
  await page.keyboard.type("SOC");
  expect(await reached(page.getByRole("button", { name: "Search" })), true);
  await Promise.all([page.waitForURL(/type=soc2/), page.keyboard.press("Enter")]);
  expect(await listed(page), asked.reviewed);
  expect(await reached(page.getByRole("link", { name: asked.reviewed })), true);
  await Promise.all([page.waitForURL(/\/bundles\//), page.keyboard.press("Enter")]);
  expect(await title(page), `Bundle ${asked.reviewed}`);
}

async function files({ page, expect }) {
  const id = asked.reviewed;
  await page.goto(address);
  await page.getByRole("link", { name: id }).click();
  expect(await title(page), `Bundle ${id}`);
  expect(await page.locator(".verdict strong").textContent(), "Sound.");
  const file = async (link, name) => {
    const found = await saved(page, page.getByRole("link", { name: link }));
    expect(found.name, name);
    return found.text;
  };
  expect(await file("The bundle, as JSON", `${id}.json`), await fetched(`/v1/bundles/${id}`));
  const receipt = await file("Who signed it", `${id}.json.sigstore.json`);
  expect(receipt, await fetched(`/v1/receipts/${id}`));
  const proof = await file("That it is in the log", `${id}.json.tlog-proof`);
  expect(proof, await fetched(`/v1/log/proof/${id}`));
  expect((await file("The report, as a page", `${id}.html`)).slice(0, 15), "<!DOCTYPE html>");
  expect((await file("The report, as a PDF", `${id}.pdf`)).slice(0, 5), "%PDF-");
  const trust = JSON.parse(await file("Whom this service trusts", "trust.json"));
  expect(Object.keys(trust).join(), "keys,logs");
}

async function report({ page, expect }) {
  const id = asked.first;
  await page.goto(`${address}/bundles/${id}`);
  await page.getByRole("link", { name: "Read the report" }).click();
  expect(page.url(), `${address}/v1/bundles/${id}`);
  await page.locator("#check button").click();
  await page.locator("#checked[data-verdict]").waitFor();
  expect(await page.locator("#checked").getAttribute("data-verdict"), "sound");
  await page.goBack();
  expect(await title(page), `Bundle ${id}`);
}

async function hostile({ page, expect }) {
  await page.goto(address);
  const names = await page.locator("tbody tr:first-child td.name").allTextContents();
  expect(names.join(), [visible, visible].join());
  await search(page, { Incident: text });
  expect(await listed(page), asked.hostile);
  expect(await page.getByLabel("Incident").inputValue(), text);
  await page.getByRole("link", { name: asked.hostile }).click();
  for (const term of ["Incident", "Run"]) {
    expect(await page.locator(`dl div:has(dt:text-is("${term}")) dd`).textContent(), visible);
  }
  await page.getByRole("link", { name: "Read the report" }).click();
  expect((await page.locator("main").textContent()).includes(visible), true);
}

async function period({ page, expect, refused }) {
  await page.goto(address);
  expect(await listed(page), asked.reviewed);
  const hint = await page.locator("main .hint").textContent();
  expect(hint.includes("Your token shows the bundles that were made from"), true);
  refused.add(404);
  for (const other of [asked.first, asked.last]) {
    await page.goto(`${address}/bundles/${other}`);
    expect(await title(page), "That did not work");
  }
}

async function appearance({ page, complain }, name) {
  const looks = [
    ["sign-in", () => page.goto(address)],
    ["list", () => signIn(page, token)],
    ["bundle", () => page.goto(`${address}/bundles/${asked.reviewed}`)],
    ["hostile", () => page.goto(`${address}/bundles/${asked.hostile}`)],
  ];
  for (const [look, open] of looks) {
    await open();
    const { width } = page.viewportSize();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) complain(`${look}: it is ${wide} pixels wide`);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    for (const { id, nodes } of violations) complain(`${look}: axe: ${id}: ${nodes[0].html.slice(0, 160)}`);
    const picture = `${look}, ${name}.png`;
    if (process.env.PICTURES) await page.screenshot({ path: join(process.env.PICTURES, picture), fullPage: true });
  }
}

// Does something in a browser of its own, where it has the token already if there is one.
async function step(name, { token, ...options }, work) {
  const complain = (what) => wrong.push(`${name}: ${what}`);
  const expect = (found, expected) => {
    if (found !== expected) complain(`expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
  };
  // Statuses that the browser may complain of.
  const refused = new Set();
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, ...options });
  context.setDefaultTimeout(20_000);
  if (token) await context.addCookies([{ name: "export_bundles_token", value: token, url: address }]);
  const page = await context.newPage();
  page.on("console", (message) => {
    const isExpected = [...refused].some((it) => message.text().includes(`status of ${it}`));
    if (["error", "warning"].includes(message.type()) && !isExpected) complain(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complain(`error: ${error.message}`));
  page.on("dialog", (dialog) => { complain("a dialog"); dialog.dismiss(); });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${address}/`) && !url.startsWith("data:")) complain(`request: ${url}`);
  });
  try {
    await work({ page, expect, complain, refused }, name);
    if (await page.evaluate(() => globalThis.pwned)) complain("something ran");
  } catch (error) {
    complain(error.stack);
  }
  await context.close();
}

function title(page) {
  return page.locator("h1").textContent();
}

async function signIn(page, token) {
  await page.getByLabel("Token").fill(token);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function search(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.getByLabel(name);
    await (name === "Type" ? field.selectOption(value) : field.fill(value));
  }
  await page.getByRole("button", { name: "Search" }).click();
}

// The bundles of the list, as they stand there.
async function listed(page) {
  return (await page.locator("tbody th a").allTextContents()).join();
}

// What a click saves.
async function saved(page, locator) {
  const [download] = await Promise.all([page.waitForEvent("download"), locator.click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

// What the service answers to programs.
async function fetched(place, accept = "*/*") {
  const answer = await fetch(address + place, { headers: { Authorization: `Bearer ${token}`, Accept: accept } });
  return await answer.text();
}
