"""Type checkers: the package and a caller are clean, and a caller's mistakes are found."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import export_bundles
import pytest

CALLER = Path(__file__).with_name("typing") / "caller.py"
MISTAKES = CALLER.with_name("mistakes.py")
PACKAGE = Path(export_bundles.__file__).parent
PYRIGHT = os.environ.get("PYRIGHT") or shutil.which("pyright")

# What mypy learnt of pydantic for one question is good for the next.
LEARNT = tempfile.TemporaryDirectory()

Checker = Callable[[Path], subprocess.CompletedProcess[str]]


def mypy(path: Path) -> subprocess.CompletedProcess[str]:
    # An installed package goes by its name: by its path, its neighbours would hide the library's.
    what = ["--package", PACKAGE.name] if path == PACKAGE else [path]
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", LEARNT.name, *what]
    return subprocess.run(command, capture_output=True, text=True, cwd=CALLER.parent)


def pyright(path: Path) -> subprocess.CompletedProcess[str]:
    if PYRIGHT is None:
        pytest.skip("pyright is neither in PYRIGHT nor on the path")
    command = [PYRIGHT, "--pythonpath", sys.executable, path]
    return subprocess.run(command, capture_output=True, text=True, cwd=CALLER.parent)


@pytest.mark.parametrize("check", [mypy, pyright])
@pytest.mark.parametrize("path", [PACKAGE, CALLER], ids=["package", "caller"])
def test_clean(check: Checker, path: Path) -> None:
    result = check(path)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("check", [mypy, pyright])
def test_mistakes_are_found(check: Checker) -> None:
    lines = MISTAKES.read_text("utf-8").splitlines()
    expected = {number for number, line in enumerate(lines, 1) if "# wrong" in line}
    found = re.findall(r"mistakes\.py:(\d+):.*\berror\b", check(MISTAKES).stdout)
    assert set(map(int, found)) == expected
