"""Numbers as JSON texts write them."""

import math

SMALLEST = -(2**63)
LARGEST = 2**64 - 1
"""A whole number from `SMALLEST` to `LARGEST` is kept as it is; any other becomes a double."""

# Every whole number of so many characters is within reach of `int`, which refuses to read
# thousands of digits; longer ones are beyond `LARGEST`.
_LONGEST = 20


def number_of(text: str) -> int | float:
    """The number that a JSON numeral without fraction and exponent stands for.

    Raises ValueError where no finite double is near it.
    """
    if len(text) <= _LONGEST and text != "-0":
        number = int(text)
        if SMALLEST <= number <= LARGEST:
            return number
    return double_of(text)


def double_of(text: str) -> float:
    """The double nearest to a JSON numeral. Raises ValueError where it is not finite."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("number out of range")
    return number
