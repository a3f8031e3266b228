import { branchOf } from "./check.js";
import { setMember } from "./member.js";

/** Where in documents of a type members with a default are, however deep. */
export interface Shape {
  /** The members that may be absent, and what absent means: made anew for each document. */
  readonly defaults?: readonly (readonly [name: string, make: () => unknown])[];
  /** The members in which more such members are. */
  readonly members?: () => Readonly<Record<string, Shape>>;
  /** Likewise for every item of an array. */
  readonly items?: () => Shape;
  /** Likewise for every member that `members` does not name. */
  readonly others?: () => Shape;
  /** Which shape it is, by the value of a tag. */
  readonly union?: { readonly member: string; readonly branches: () => Readonly<Record<string, Shape>> };
}

/** A valid value with every default filled in: a copy, as deep as defaults are. */
export function complete(value: unknown, shape: Shape): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = shape.items?.();
    return items ? value.map((item) => complete(item, items)) : value;
  }
  if (shape.union) return complete(value, branchIn(value, shape.union));
  const whole: Record<string, unknown> = { ...value };
  fillIn(whole, shape);
  for (const [name, inner] of shapesWithin(whole, shape)) {
    setMember(whole, name, complete(whole[name], inner));
  }
  return whole;
}

/** Fills every default into a valid value that nobody else holds. */
export function fill(value: unknown, shape: Shape): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    const items = shape.items?.();
    if (items) for (const item of value) fill(item, items);
  } else if (shape.union) {
    fill(value, branchIn(value, shape.union));
  } else {
    const whole = value as Record<string, unknown>;
    fillIn(whole, shape);
    for (const [name, inner] of shapesWithin(whole, shape)) fill(whole[name], inner);
  }
}

/** Fills the defaults of its own members into an object. */
function fillIn(object: Record<string, unknown>, { defaults = [] }: Shape): void {
  for (const [name, make] of defaults) if (!Object.hasOwn(object, name)) object[name] = make();
}

/** Whether a valid value holds every member that has a default. */
export function isComplete(value: unknown, shape: Shape): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) {
    const items = shape.items?.();
    return items === undefined || value.every((item) => isComplete(item, items));
  }
  if (shape.union) return isComplete(value, branchIn(value, shape.union));
  const whole = value as Record<string, unknown>;
  return (
    (shape.defaults ?? []).every(([name]) => Object.hasOwn(whole, name)) &&
    shapesWithin(whole, shape).every(([name, inner]) => isComplete(whole[name], inner))
  );
}

/** The shape of the branch that a value of a union is; without one, nothing in it has a default. */
function branchIn(value: object, { member, branches }: NonNullable<Shape["union"]>): Shape {
  return branchOf(value, member, branches()) ?? {};
}

const NONE: readonly [string, Shape][] = [];

/** The members of an object in which defaults may be missing. */
function shapesWithin(object: Record<string, unknown>, { members, others }: Shape): readonly [string, Shape][] {
  if (members === undefined && others === undefined) return NONE;
  const known = members?.() ?? {};
  const within = Object.entries(known).filter(([name]) => Object.hasOwn(object, name));
  const shape = others?.();
  const unnamed = shape ? Object.keys(object).filter((name) => !Object.hasOwn(known, name)) : [];
  return [...within, ...unnamed.map((name): [string, Shape] => [name, shape!])];
}
