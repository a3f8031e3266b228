const DATE_TIME =
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})$/;

const MINUTES_OF_A_DAY = 24 * 60;

/** `format: date-time`: RFC 3339, with leap seconds in the last minute of a day in UTC. */
function isDateTime(text: string): boolean {
  if (!DATE_TIME.test(text)) return false;
  // All but the fraction has its place, so that nothing needs to be taken out.
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return false;
  if (hour > 23 || minute > 59 || second > 60) return false;
  const offset = offsetOf(text);
  if (offset === undefined || second < 60) return offset !== undefined;
  const utc = hour * 60 + minute - offset;
  return (utc + MINUTES_OF_A_DAY) % MINUTES_OF_A_DAY === MINUTES_OF_A_DAY - 1;
}

/** The offset of a date and time in minutes, if there is such an offset. */
function offsetOf(text: string): number | undefined {
  if (text.endsWith("Z") || text.endsWith("z")) return 0;
  const start = text.length - "+00:00".length;
  const hours = twoDigits(text, start + 1);
  const minutes = twoDigits(text, start + 4);
  if (hours > 23 || minutes > 59) return undefined;
  return (hours * 60 + minutes) * (text[start] === "-" ? -1 : 1);
}

/** The number that two digits make, the first of them at `start`. */
function twoDigits(text: string, start: number): number {
  return (text.charCodeAt(start) - ZERO) * 10 + text.charCodeAt(start + 1) - ZERO;
}

const ZERO = "0".charCodeAt(0);

function daysOf(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return leap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The formats that schemas ask for, by name. */
export const formats = { "date-time": isDateTime };
