// A real browser on the made page, from disk or from a static host. What a page of ours must never
// do – an error, a request, a breach of the policy – is noted and refused when it is closed.

import assert from "node:assert/strict";
import { accessSync, constants, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export const FOLDER = resolve(process.env.KITS_PAGE ?? here("../../../generated/reference"));
export const FILE = join(FOLDER, "index.html");
export const TEXT = readFileSync(FILE, "utf8");
export const POLICY = /http-equiv="Content-Security-Policy" content="([^"]*)"/
  .exec(TEXT)[1]
  .replaceAll("&#39;", "'");

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
const FLAGS = [
  "--headless",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const files = process.env.PATH.split(delimiter).flatMap((folder) =>
    NAMES.map((name) => join(folder, name)),
  );
  const found = files.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  assert.ok(found, `no browser: set CHROMIUM, or install one of ${NAMES.join(", ")}`);
  return found;
}

export const launch = () =>
  chromium.launch({
    executablePath: executable(),
    args: process.getuid?.() === 0 ? ["--no-sandbox", ...FLAGS] : FLAGS,
  });

/** A host that serves the page at `/` under the page's own policy or another one, and nothing else. */
export async function host(policy = POLICY) {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    const found = request.url === "/";
    response.writeHead(found ? 200 : 404, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": policy,
    });
    response.end(found ? TEXT : "");
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    asked,
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((closed) => server.close(closed)),
  };
}

export const FROM_DISK = pathToFileURL(FILE).href;

/** Opens the page, gives it to `use`, and refuses what no page of ours may do. */
export async function visit(browser, options, use) {
  const { url = FROM_DISK, hash = "", ...settings } = options;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...settings });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("crash", () => complaints.push("the page crashed"));
  page.on("request", (request) => {
    const isPage = request.url().split("#")[0] === url;
    // The worker's script is a copy of the page's.
    if (!isPage && !/^(data|blob):/.test(request.url())) complaints.push(`request: ${request.url()}`);
  });
  try {
    await page.goto(url + hash);
    await use(page);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

/** Pastes a text in place of what is in the box, and waits for the verdict. */
export async function check(page, type, text) {
  await page.selectOption("#type", type);
  await fill(page, text);
  return verdict(page);
}

/** Pastes a text in place of what is in the box. */
export async function fill(page, text) {
  await selectAll(page);
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    document
      .querySelector("#payload")
      .dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** The whole text in the box, of which the page draws a part. */
export async function content(page) {
  await selectAll(page);
  return selected(page);
}

async function selectAll(page) {
  await page.focus("#payload");
  await page.keyboard.press("ControlOrMeta+A");
}

/** The verdict, once the text that is in the box has been checked. */
export async function verdict(page) {
  await page.waitForFunction(() =>
    ["valid", "invalid"].includes(document.querySelector("#verdict").dataset.state),
  );
  return page.evaluate(() => {
    const words = (item, selector) => item.querySelector(selector).textContent;
    return {
      state: document.querySelector("#verdict").dataset.state,
      sentence: document.querySelector("#verdict").textContent,
      violations: [...document.querySelectorAll("#faults li")].map((item) => ({
        place: words(item, ".place"),
        pointer: words(item, ".pointer"),
        keyword: words(item, ".keyword"),
        field: item.querySelector(".field").hash,
      })),
    };
  });
}

/** What is selected in the box, as a copy has it. */
export const selected = (page) =>
  page.evaluate(() => {
    if (document.getSelection().isCollapsed) return "";
    const clipboardData = new DataTransfer();
    document
      .querySelector("#payload")
      .dispatchEvent(new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }));
    return clipboardData.getData("text/plain");
  });
