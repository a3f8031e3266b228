"""Bundles on many machines: judged and counted by Spark, or by another engine that speaks its protocol."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .archiving import Added, archive
    from .counting import verify
    from .files import archive_files, read, verify_files
    from .judging import judge
    from .pieces import Form
    from .report import Report

__all__ = ["Added", "Form", "Report", "archive", "archive_files", "judge", "read", "verify", "verify_files"]

_HOMES = {
    "Added": "archiving",
    "Form": "pieces",
    "Report": "report",
    "archive": "archiving",
    "archive_files": "files",
    "judge": "judging",
    "read": "files",
    "verify": "counting",
    "verify_files": "files",
}


def __getattr__(name: str) -> Any:
    # Not before it is asked for: an engine whose threads import several modules of a package at a time would find that
    # each waits for the package, and the package for each.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
