"""JSON Pointers (RFC 6901)."""


def join(pointer: str, token: str | int) -> str:
    """The pointer with one more token."""
    return f"{pointer}/{str(token).replace('~', '~0').replace('/', '~1')}"
