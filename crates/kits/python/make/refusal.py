"""What the maker does not know, it refuses: nothing in a schema is dropped silently."""


class Refusal(Exception):
    """Why no package is made: which type, where in its schema, which keyword, and why."""

    def __init__(self, title: str, pointer: str, keyword: str, why: str) -> None:
        super().__init__(f"{title}#{pointer}: `{keyword}` is refused: {why}")
