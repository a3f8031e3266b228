"""Values that are new each time."""

import re
from datetime import datetime, timezone
from uuid import uuid4

_PREFIX = re.compile("[A-Z][A-Z0-9]{0,15}")


def utc_now() -> datetime:
    """The present moment in UTC, to the microsecond."""
    return datetime.now(timezone.utc)


def new_id(prefix: str) -> str:
    """A new unique id: the prefix, a hyphen and the 32 digits of a version-4 UUID.

    >>> new_id("ABC")  # doctest: +SKIP
    'ABC-3f2b8c9d4e5f4a6b8c7d9e0f1a2b3c4d'
    """
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(
            "expected a prefix of an upper-case letter and up to 15 upper-case letters or digits, "
            "such as `ABC`, found another string"
        )
    return f"{prefix}-{uuid4().hex}"
