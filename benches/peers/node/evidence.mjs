// The bundle that clients in Node.js and in a browser are timed with.

import { readFileSync } from "node:fs";

const BUNDLE = new URL("../../src/documents/evidence.json", import.meta.url);

/** A number from a seed, below `limit`. */
function numbers(seed) {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** A bundle with so many steps, the same in every run. */
export function evidence(steps) {
  const below = numbers(steps);
  const two = (number) => String(number).padStart(2, "0");
  const types = ["read_ticket", "search_knowledge_base", "tool_call.http", "plan", "draft_reply"];
  const step = (index) => ({
    step_index: index,
    timestamp: `2026-03-14T09:${two(Math.floor(index / 60) % 60)}:${two(index % 60)}.${100_000 + below(900_000)}Z`,
    step_type: types[below(types.length)],
    tokens: 1 + below(4000),
    cost_cents: below(40_000) / 10_000,
    duration_ms: below(2_000_000) / 1000,
    status: "ok",
    is_inflection: false,
    content_hash: Array.from({ length: 64 }, () => below(16).toString(16)).join(""),
  });
  const bundle = JSON.parse(readFileSync(BUNDLE, "utf8"));
  return { ...bundle, steps: Array.from({ length: steps }, (_, index) => step(index)), total_steps: steps };
}
