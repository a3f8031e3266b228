"""The format `date-time`, and timestamps of the contract."""

import calendar
import re
from datetime import datetime, timezone

_RFC_3339 = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?"
    r"(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))"
)


def is_date_time(text: str) -> bool:
    """Whether a text is a date and time of RFC 3339; a leap second only where UTC has them."""
    found = _RFC_3339.fullmatch(text)
    if found is None:
        return False
    year, month, day, hour, minute, second = map(int, found.groups()[:6])
    offset_hour, offset_minute = (int(part or 0) for part in found.groups()[7:])
    if not (1 <= month <= 12 and 1 <= day <= _days(year, month)):
        return False
    if hour > 23 or minute > 59 or offset_hour > 23 or offset_minute > 59:
        return False
    if second == 60:
        ahead = offset_hour * 60 + offset_minute
        utc = hour * 60 + minute + (ahead if found[7] == "-" else -ahead)
        return utc % (24 * 60) == 23 * 60 + 59
    return second < 60


def _days(year: int, month: int) -> int:
    # The calendar of Python has no year 0, which is a leap year like 400.
    return calendar.monthrange(year or 400, month)[1]


def moment_of(text: str) -> datetime:
    """The moment of a timestamp in UTC with at most six digits of fraction."""
    seconds, _, fraction = text.rstrip("Z").partition(".")
    return datetime.fromisoformat(f"{seconds}.{fraction.ljust(6, '0')}+00:00")


def utc_of(moment: datetime) -> datetime:
    """The moment in UTC, as a plain datetime. Raises ValueError where that cannot be told."""
    if moment.utcoffset() is None:
        raise ValueError("expected a datetime with a time zone, found one without")
    try:
        utc = moment.astimezone(timezone.utc)
    except OverflowError:
        raise ValueError("expected a datetime in the years 1 to 9999 of UTC") from None
    # A subclass may be finer than a microsecond.
    return datetime(
        utc.year,
        utc.month,
        utc.day,
        utc.hour,
        utc.minute,
        utc.second,
        utc.microsecond,
        timezone.utc,
    )


def text_of(moment: datetime) -> str:
    """A moment as the contract writes it: in UTC, no fraction where it is zero, else six digits.

    Raises ValueError where that cannot be told.
    """
    # What was never validated may stand in another time zone, or in none.
    if type(moment) is not datetime or moment.tzinfo is not timezone.utc:
        moment = utc_of(moment)
    return moment.replace(tzinfo=None).isoformat() + "Z"
