/** A moment, so that a later one is greater: the seconds, and six digits behind them. */
export function moment(timestamp: string): string {
  const [seconds = "", fraction = ""] = timestamp.replace("Z", "").split(".");
  return `${seconds}.${fraction.padEnd(6, "0")}`;
}

/** The whole seconds from one moment to another, rounded down; nothing where the other is earlier. */
export function wholeSeconds(start: string, end: string): number | undefined {
  const [from, to] = [moment(start), moment(end)];
  if (to < from) return undefined;
  const seconds = (at: string): number => Date.parse(`${at.slice(0, 19)}Z`) / 1000;
  return seconds(to) - seconds(from) - (to.slice(19) < from.slice(19) ? 1 : 0);
}
