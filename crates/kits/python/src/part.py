"""What stands within documents, and is none itself."""

from functools import cached_property
from typing import Any

from .decoding import Document


class Part(Document):
    """A definition in the schema of a document, which a text may hold by itself as well."""

    @cached_property
    def schema(self) -> Any:
        """The published schema."""
        return {"$ref": f"#/$defs/{self.title}", "$defs": super().schema["$defs"]}
