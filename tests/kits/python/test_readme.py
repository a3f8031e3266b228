"""The examples of the README and of what says how to migrate, run as they stand."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


def examples(page: Path) -> list[str]:
    return re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("number", [0, 1])
def test_example(number: int, made: Path, tmp_path: Path, run: Run) -> None:
    found = examples(made / "README.md")
    assert len(found) == 2
    result = run("-c", found[number], cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    if number == 0:
        assert result.stdout.splitlines() == [
            "0 steps",
            "/bundle_type enum expected one of `evidence`, `soc2`, `executive_debrief`, "
            "found another string (did you mean `soc2`?)",
        ]


@pytest.mark.parametrize("number", range(5))
def test_example_of_the_migration(number: int, made: Path, tmp_path: Path, run: Run) -> None:
    found = examples(made / "MIGRATION.md")
    assert len(found) == 5
    result = run("-c", found[number], cwd=tmp_path)
    assert result.returncode == 0, result.stderr
