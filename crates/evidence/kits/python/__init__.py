"""The life of a bundle, in this language: its seal, and whether it is sound."""

from .finding import Finding
from .seal import SealError, SealState, canonical, seal, verify_seal
from .table import RULES, Rule
from .verify import Verification, verify

__all__ = [
    "RULES",
    "Finding",
    "Rule",
    "SealError",
    "SealState",
    "Verification",
    "canonical",
    "seal",
    "verify",
    "verify_seal",
]
