// The operations of the contract's OpenAPI document are told, found, and lead to the types that they speak of.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { launch, visit } from "./browser.mjs";
import { make, skip } from "./maker.mjs";

const reference = (name) => ({ $ref: `#/components/${name}` });
const json = (schema) => ({ "application/json": { schema } });
const notFound = reference("responses/NotFound");

const OPENAPI = {
  openapi: "3.1.0",
  security: [{ token: [] }],
  paths: {
    "/contexts/{context_id}": {
      parameters: [reference("parameters/ContextId")],
      put: {
        operationId: "putContext",
        summary: "Put a context there.",
        description: "It is a `PolicyContext`.",
        requestBody: { description: "The context.", content: json(reference("schemas/PolicyContextInput")) },
        responses: {
          200: {
            description: "It is there.",
            headers: { Location: { description: "Where it is.", schema: { type: "string" } } },
            content: json(reference("schemas/PolicyContext")),
          },
          404: notFound,
        },
      },
      get: {
        operationId: "getContext",
        deprecated: true,
        security: [],
        parameters: [
          { name: "depth", in: "query", description: "How deep.", schema: { type: "integer", minimum: 1, default: 3 } },
          { name: "context_id", in: "path", description: "Overrides.", required: true, schema: { type: "string" } },
        ],
        responses: {
          200: {
            description: "A summary.",
            content: {
              ...json({ type: "object", properties: { count: { description: "How many.", type: "integer" } } }),
              "application/pdf": {},
            },
          },
          404: notFound,
        },
      },
    },
  },
  components: {
    parameters: {
      ContextId: {
        name: "context_id",
        in: "path",
        description: "Which context.",
        required: true,
        schema: reference("schemas/Identifier"),
        example: "ctx_17",
      },
    },
    responses: { NotFound: { description: "There is none.", content: json(reference("schemas/Problem")) } },
    securitySchemes: { token: { type: "http", scheme: "bearer", description: "A token." } },
  },
};

let browser;
let scratch;

before(async () => {
  browser = await launch();
  scratch = mkdtempSync(join(tmpdir(), "reference-"));
});
after(async () => {
  await browser.close();
  rmSync(scratch, { recursive: true });
});

const made = (change = () => {}) =>
  make(scratch, (brief) => {
    brief.openapi = structuredClone(OPENAPI);
    change(brief.openapi);
  });

const visitMade = (use, options = {}) => visit(browser, { url: pathToFileURL(made().page).href, ...options }, use);

const told = (page, id) => page.locator(`[id="${id}"]`);
const cells = async (table) =>
  (await table.locator("> tbody > tr").all()).reduce(
    async (rows, row) => [...(await rows), (await row.locator("> *").allInnerTexts()).map((text) => text.trim())],
    Promise.resolve([]),
  );

test("an operation is told with its parameters, its request and its answers", { skip }, () =>
  visitMade(async (page) => {
    const put = told(page, "operation.putContext");
    assert.equal(await put.locator("h3").textContent(), "PUT /contexts/{context_id}");
    for (const words of ["Put a context there.", "It is a PolicyContext.", "token: A token."])
      assert.ok((await put.textContent()).includes(words), words);
    assert.deepEqual(await cells(put.locator("table.fields")), [
      ["context_id", "Identifier\n1 to 256 characters", "required\nin the path", "Which context.\n\nExample: ctx_17"],
    ]);
    assert.deepEqual(await cells(put.locator("table.exchange")), [
      ["Request", "PolicyContext application/json", "The context."],
      ["200", "PolicyContext application/json", "It is there.\n\nLocation: Where it is."],
      ["Problems", "404", "Each status leads to what it means."],
    ]);
    for (const title of ["PolicyContext", "Identifier", "problem.NotFound"])
      assert.ok((await put.locator(`a[href='#${title}']`).count()) > 0, title);
  }));

test("what an operation says of itself comes before what its path and the document say", { skip }, () =>
  visitMade(async (page) => {
    const get = told(page, "operation.getContext");
    assert.ok(await get.locator(".deprecated").isVisible());
    assert.ok(!(await get.textContent()).includes("A token."));
    assert.deepEqual(
      (await cells(get.locator("table.fields").first())).map(([name, , presence, meaning]) => [name, presence, meaning]),
      [
        ["context_id", "required\nin the path", "Overrides."],
        ["depth", "default 3\nin the query", "How deep."],
      ],
    );
    assert.ok(await told(page, "operation.getContext.200.count").isVisible(), "a body without a name has its members");
  }));

test("a problem of several operations is told once, with its type", { skip }, () =>
  visitMade(async (page) => {
    assert.deepEqual(await cells(page.locator("#problems table")), [
      ["404", "Problem application/json", "There is none."],
    ]);
    await told(page, "operation.getContext").locator("a[href='#problem.NotFound']").click();
    assert.equal(await page.locator(":target").getAttribute("id"), "problem.NotFound");
  }));

test("operations stand in the contents, and the search finds them", { skip }, () =>
  visitMade(async (page) => {
    await page.click("nav a[href='#operation.putContext']");
    assert.ok(await told(page, "operation.putContext").isVisible());
    const shown = () =>
      page.$$eval(".entry", (all) => all.filter((one) => one.checkVisibility()).map((one) => one.id));
    await page.fill("#query", "put /contexts");
    assert.deepEqual(await shown(), ["operation.putContext"]);
    await page.fill("#query", "how deep");
    assert.deepEqual(await shown(), ["operation.getContext"]);
  }));

test("without JavaScript, operations are told, too, and every link leads somewhere", { skip }, () =>
  visitMade(
    async (page) => {
      assert.ok(await told(page, "operation.putContext").isVisible());
      const dead = await page
        .locator("main")
        .evaluate((main) =>
          [...main.querySelectorAll("a[href^='#']")]
            .map((link) => link.getAttribute("href").slice(1))
            .filter((id) => !document.getElementById(id)),
        );
      assert.deepEqual(dead, []);
    },
    { javaScriptEnabled: false },
  ));

test("a contract without such a document has no operations on its page", { skip }, () => {
  const { text } = make(scratch, (brief) => {
    delete brief.openapi;
  });
  assert.doesNotMatch(text, /id="operations"|#operations/);
});

test("refused: a reference to what is no schema of the contract", { skip }, () => {
  const { status, stderr } = made(({ components }) => {
    components.parameters.ContextId.schema = reference("schemas/Nowhere");
  });
  assert.equal(status, 1);
  assert.match(stderr, /^reference page: putContext: expected a reference to a schema of the contract, found `#\/components\/schemas\/Nowhere`\n {2}= /);
});

test("refused: a parameter with a keyword that the page has no words for", { skip }, () => {
  const { status, stderr } = made(({ components }) => {
    components.parameters.ContextId.schema = { type: "array", contains: {} };
  });
  assert.equal(status, 1);
  assert.match(stderr, /^reference page: putContext: at \/contains: the keyword `contains` is not known/);
});
