import { MAX_DEPTH, TOO_DEEP } from "./depth.js";
import { setMember } from "./member.js";
import { join } from "./pointer.js";
import { hasLoneSurrogate } from "./surrogates.js";
import { LIMIT, type Violation } from "./verdict.js";

/** What a value holds, or why it is no JSON value and so belongs to no document. */
export type Taken = { readonly value: unknown } | { readonly faults: readonly Violation[] };

/**
 * The JSON value that a value is.
 *
 * JSON knows null, booleans, finite numbers, strings without lone surrogates, arrays without holes and
 * plain objects of such. What `JSON.stringify` would turn into something else, such as `NaN`, a `Date` or
 * `undefined` in an array, is refused: nothing of a document may be lost silently. A value that holds
 * itself is nested too deep.
 *
 * A member that is `undefined` is absent: forms and spreads leave such members behind. The value is not
 * changed; where there are such members, a copy of what holds them is made without them.
 */
export function take(value: unknown): Taken {
  const walk = new Walk();
  const { value: taken } = walk.take(value);
  if (walk.tooDeep) return { faults: [{ pointer: "", keyword: "depth", message: TOO_DEEP }] };
  return walk.faults.length > 0 ? { faults: walk.faults } : { value: taken };
}

/** What was taken, and how deep the arrays and objects in it are nested. */
interface Part {
  readonly value: unknown;
  readonly height: number;
}

class Walk {
  readonly faults: Violation[] = [];
  tooDeep = false;
  /** The names and positions that lead to the value. */
  private readonly path: (string | number)[] = [];
  /**
   * What was taken of the arrays and objects that were seen: one that stands in many places is walked once,
   * so that a few nested references do not become a walk without end.
   */
  private readonly seen = new Map<object, Part>();

  take(value: unknown): Part {
    if (typeof value !== "object" || value === null) {
      const problem = problemOf(value);
      if (problem) this.report(...problem);
      return { value, height: 0 };
    }
    const part = this.seen.get(value) ?? this.enter(value);
    if (this.path.length + part.height > MAX_DEPTH) this.tooDeep = true;
    return part;
  }

  private enter(value: object): Part {
    if (this.path.length === MAX_DEPTH) return { value, height: 1 };
    let below = 0;
    const descend = (token: string | number, inner: unknown): unknown => {
      this.path.push(token);
      const part = this.take(inner);
      this.path.pop();
      below = Math.max(below, part.height);
      return part.value;
    };
    const taken = Array.isArray(value) ? this.items(value, descend) : this.members(value, descend);
    const part = { value: taken, height: below + 1 };
    this.seen.set(value, part);
    return part;
  }

  private items(array: readonly unknown[], descend: Descend): unknown {
    const changed = new Map<number, unknown>();
    for (let index = 0; index < array.length && !this.isDone(); index++) {
      const item = descend(index, array[index]);
      if (item !== array[index]) changed.set(index, item);
    }
    // An array with faults may be all holes, and too long for a copy.
    if (changed.size === 0 || this.faults.length > 0) return array;
    return array.map((item, index) => changed.get(index) ?? item);
  }

  private members(object: object, descend: Descend): unknown {
    if (!isPlain(object)) {
      this.report("type", "expected a JSON value, found an object of a class");
      return object;
    }
    const changed = new Map<string, unknown>();
    for (const [name, member] of Object.entries(object)) {
      if (this.isDone()) break;
      if (member !== undefined && hasLoneSurrogate(name)) this.report(...LONE_SURROGATE);
      const taken = member === undefined ? undefined : descend(name, member);
      if (member === undefined || taken !== member) changed.set(name, taken);
    }
    return changed.size === 0 ? object : withChanges(object, changed);
  }

  private report(keyword: string, message: string): void {
    this.faults.push({ pointer: this.path.reduce(join, ""), keyword, message });
  }

  private isDone(): boolean {
    return this.tooDeep || this.faults.length >= LIMIT;
  }
}

/** Takes what an array or object holds under a position or name. */
type Descend = (token: string | number, inner: unknown) => unknown;

/** A copy of an object with other members; without those that became `undefined`. */
function withChanges(object: object, changed: ReadonlyMap<string, unknown>): object {
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(object)) {
    const taken: unknown = changed.has(name) ? changed.get(name) : member;
    if (taken !== undefined) setMember(copy, name, taken);
  }
  return copy;
}

const LONE_SURROGATE = ["syntax", "expected surrogates in pairs, found a lone one"] as const;

function problemOf(value: unknown): readonly [keyword: string, message: string] | undefined {
  switch (typeof value) {
    case "string":
      return hasLoneSurrogate(value) ? LONE_SURROGATE : undefined;
    case "number":
      return Number.isFinite(value) ? undefined : ["type", "expected a finite number, found another"];
    case "undefined":
      return ["type", "expected a JSON value, found undefined; make it null, or leave it out"];
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
