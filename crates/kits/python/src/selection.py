"""Some of the types of a union."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, reduce
from operator import or_
from typing import Annotated, Any

from pydantic import Field

from .decoding import Document


class Selection(Document):
    """The branches of a union that a caller has chosen, told apart as those of the union."""

    @classmethod
    def of(cls, union: Document, chosen: Sequence[Document]) -> Selection:
        """What these branches of a union read."""
        assert union.union is not None
        titles = [it.title for it in chosen]
        branches = [it for it in union.union["branches"] if it["title"] in titles]
        member = union.union["member"]
        models: Any = reduce(or_, (it.type for it in chosen))
        return cls(
            title=" or ".join(titles),
            type=Annotated[models, Field(discriminator=member)],
            file=union.file,
            union={"member": member, "branches": branches},
        )

    @cached_property
    def schema(self) -> Any:
        """The published schema of the union, with the chosen branches alone."""
        assert self.union is not None
        whole, member = super().schema, self.union["member"]
        tag = {**whole["properties"][member], "enum": [it["value"] for it in self.union["branches"]]}
        chosen = [{"$ref": f"#/$defs/{it['title']}"} for it in self.union["branches"]]
        return {**whole, "properties": {**whole["properties"], member: tag}, "oneOf": chosen}
