"""The core in Rust, without which nothing here is done: a machine has one interpreter, and many cores."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def archive() -> Any:
    """What the core knows of archives."""
    package = __name__.rsplit(".", 2)[0]
    try:
        return import_module(f"{package}._core").archive
    except ImportError as error:
        raise ImportError(
            f"{package}.spark is done by the compiled core, which the pure wheel has not: "
            "install a wheel for this platform, also where executors run"
        ) from error
