"""What a signature shows where a default is made anew for each model."""

from inspect import signature

from pydantic import BaseModel, Field


class _Example(BaseModel):
    member: int = Field(default_factory=int)


PLACEHOLDER = signature(_Example).parameters["member"].default
"""Who calls by the signature, as hypothesis does, may hand it back."""
