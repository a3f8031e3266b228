// A page of a real Chromium that may run the scripts of its own origin, and nothing else.

import { accessSync, constants } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { basename, delimiter, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'";

/**
 * Calls `work` with a page that has loaded `script`, a file among whose neighbours it may import, and that
 * finds the package `folder` at `/package/`. Fails on any error that the page reports, and on any violation
 * of its content security policy.
 */
export async function withPage(folder, script, work) {
  const server = await serve({ "/package/": folder, "/": fileURLToPath(new URL(".", script)) }, basename(script.pathname));
  const browser = await chromium.launch({ executablePath: executable(), args: ARGUMENTS });
  try {
    const page = await browser.newPage();
    const complaints = [];
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(`http://127.0.0.1:${server.address().port}/`, { waitUntil: "load" });
    const refuseComplaints = () => {
      if (complaints.length > 0) throw new Error(`the page complains: ${complaints.join("; ")}`);
    };
    refuseComplaints();
    const result = await work(page);
    refuseComplaints();
    return result;
  } finally {
    await browser.close();
    server.close();
  }
}

const ARGUMENTS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Chromium has no sandbox for root, which is who runs things in most containers.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/** Chromium violations of a policy are errors on the console; so nothing else has to be watched. */
async function serve(folders, script) {
  const server = createServer(async ({ url }, response) => {
    response.setHeader("Content-Security-Policy", POLICY);
    const path = normalize(new URL(url, "http://page").pathname);
    if (path === "/") {
      response.setHeader("Content-Type", "text/html");
      response.end(`<!doctype html><title>Judge</title><script type="module" src="/${script}"></script>`);
    } else if (path === "/favicon.ico") {
      response.writeHead(204).end();
    } else {
      const [prefix, folder] = Object.entries(folders).find(([it]) => path.startsWith(it));
      try {
        const text = await readFile(join(folder, path.slice(prefix.length)));
        response.setHeader("Content-Type", "text/javascript");
        response.end(text);
      } catch {
        response.writeHead(404).end();
      }
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** The browser: where the environment says, or on the path. */
function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of NAMES) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not here.
      }
    }
  }
  throw new Error(`expected a Chromium in CHROMIUM or on the path as ${NAMES.join(", ")}, found none`);
}
