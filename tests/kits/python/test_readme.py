"""The examples of the README, run as they stand."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.mark.parametrize("number", [0, 1])
def test_example(
    number: int,
    made: Path,
    tmp_path: Path,
    run: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    readme = (made / "README.md").read_text("utf-8")
    examples = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    assert len(examples) == 2
    result = run("-c", examples[number], cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    if number == 0:
        assert result.stdout.splitlines() == [
            "0 steps",
            "/bundle_type enum expected one of `evidence`, `soc2`, `executive_debrief`, "
            "found another string",
        ]
