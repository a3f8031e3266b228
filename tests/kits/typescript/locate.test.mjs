// Where values stand in a text, as an editor asks.

import assert from "node:assert/strict";
import { test } from "node:test";

import { load, project } from "./project.mjs";

const { locate, tokensOf } = await load(project(), "export-bundles/locate");

/** What a place holds, from its name on and without it. */
const shown = (text, place) => [text.slice(place.nameStart, place.end), text.slice(place.start, place.end)];

test("a value is found by its JSON Pointer, and what is not there is absent", () => {
  const text = ' {"a/b" : [0, {"~" : "\\ud83d\\ude00", "": {}}], "z": null} ';
  const { places, fault } = locate(text, ["", "/a~1b/1", "/a~1b/1/~0", "/a~1b/1/", "/a~1b/2", "/z/0"]);
  assert.equal(fault, undefined);
  assert.deepEqual([...places.keys()].sort(), ["", "/a~1b/1", "/a~1b/1/", "/a~1b/1/~0"]);
  assert.deepEqual(shown(text, places.get("")), [text.trim(), text.trim()]);
  assert.deepEqual(shown(text, places.get("/a~1b/1/~0")), ['"~" : "\\ud83d\\ude00"', '"\\ud83d\\ude00"']);
  assert.deepEqual(places.get("/a~1b/1").members.map(({ name }) => name), ["~", ""]);
});

test("a member that stands twice is listed twice, and found where it stands first", () => {
  const text = '{"a": 1, "a": 2}';
  const { places, fault } = locate(text, ["", "/a"]);
  assert.equal(fault, undefined);
  assert.deepEqual(places.get("").members.map(({ start, end }) => text.slice(start, end)), ['"a"', '"a"']);
  assert.equal(shown(text, places.get("/a"))[0], '"a": 1');
});

test("a text that is cut off keeps what stands before, and says where it ends", () => {
  const text = '{"a": [1, 2], "b": [tru';
  const { places, fault } = locate(text, ["/a/1", "/b/0"]);
  assert.equal(fault, text.indexOf("tru"));
  assert.equal(text.slice(places.get("/a/1").start, places.get("/a/1").end), "2");
  assert.equal(places.get("/b/0").start, fault);
});

test("a pointer's tokens are unescaped once", () => {
  assert.deepEqual(tokensOf("/a~1b/~01/"), ["a/b", "~1", ""]);
  assert.deepEqual(tokensOf(""), []);
});
