import { MAX_DEPTH, TOO_DEEP } from "./depth.js";
import { join } from "./pointer.js";
import { hasLoneSurrogate } from "./surrogates.js";
import { LIMIT, type Violation } from "./verdict.js";

/**
 * Why a value is no JSON value, and so belongs to no document; empty where it is one.
 *
 * JSON knows null, booleans, finite numbers, strings without lone surrogates, arrays without holes and
 * plain objects of such. What `JSON.stringify` would leave out or turn into something else, such as
 * `undefined`, `NaN` or a `Date`, is refused: nothing of a document may be lost silently. A value
 * that holds itself is nested too deep.
 */
export function jsonFaults(value: unknown): Violation[] {
  const walk = new Walk();
  walk.height(value);
  return walk.tooDeep ? [{ pointer: "", keyword: "depth", message: TOO_DEEP }] : walk.faults;
}

class Walk {
  readonly faults: Violation[] = [];
  tooDeep = false;
  /** The names and positions that lead to the value. */
  private readonly path: (string | number)[] = [];
  /**
   * How deep the arrays and objects are that were seen: one that stands in many places is walked once, so
   * that a few nested references do not become a walk without end.
   */
  private readonly heights = new Map<object, number>();

  height(value: unknown): number {
    if (typeof value !== "object" || value === null) {
      const problem = problemOf(value);
      if (problem) this.report(...problem);
      return 0;
    }
    const height = this.heights.get(value) ?? this.enter(value);
    if (this.path.length + height > MAX_DEPTH) this.tooDeep = true;
    return height;
  }

  private enter(value: object): number {
    if (this.path.length === MAX_DEPTH) return 1;
    let below = 0;
    const descend = (token: string | number, inner: unknown): void => {
      this.path.push(token);
      below = Math.max(below, this.height(inner));
      this.path.pop();
    };
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length && !this.isDone(); index++) descend(index, value[index]);
    } else if (isPlain(value)) {
      for (const [name, member] of Object.entries(value)) {
        if (this.isDone()) break;
        if (hasLoneSurrogate(name)) this.report(...LONE_SURROGATE);
        descend(name, member);
      }
    } else {
      this.report("type", "expected a JSON value, found an object of a class");
    }
    this.heights.set(value, below + 1);
    return below + 1;
  }

  private report(keyword: string, message: string): void {
    this.faults.push({ pointer: this.path.reduce(join, ""), keyword, message });
  }

  private isDone(): boolean {
    return this.tooDeep || this.faults.length >= LIMIT;
  }
}

const LONE_SURROGATE = ["syntax", "expected surrogates in pairs, found a lone one"] as const;

function problemOf(value: unknown): readonly [keyword: string, message: string] | undefined {
  switch (typeof value) {
    case "string":
      return hasLoneSurrogate(value) ? LONE_SURROGATE : undefined;
    case "number":
      return Number.isFinite(value) ? undefined : ["type", "expected a finite number, found another"];
    case "undefined":
      return ["type", "expected a JSON value, found undefined; leave the member out, or make it null"];
    case "bigint":
    case "symbol":
    case "function":
      return ["type", `expected a JSON value, found a ${typeof value}`];
  }
}

/** Made by `{}` in any window or realm, or without a prototype. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
