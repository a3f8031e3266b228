/**
 * Whether a JSON number is exactly what its double says: the shortest text of that double is as much, and an
 * integer is within ±(2^53 - 1). Of any other number, two documents would have one seal.
 */
export function isExact(text: string): boolean {
  const double = Number(text);
  if (/^-?[0-9]+$/.test(text) && !Number.isSafeInteger(double)) return false;
  return decimal(text) === decimal(String(double));
}

/** A decimal number in one form: its digits from the first to the last that is not 0, and the power of ten. */
function decimal(text: string): string {
  const [, sign, whole, fraction = "", exponent = "0"] = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/.exec(text)!;
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  return `${sign}${significant}e${BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - significant.length)}`;
}
