"""What the tests stand on: the installed package, and the repository around them."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[3]
CLIENT = Path(os.environ.get("KITS", REPOSITORY / "crates" / "kits")) / "python"


@pytest.fixture(scope="session")
def client() -> Path:
    """The folder of the maker and the judges."""
    return CLIENT


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def brief() -> Path:
    """What the package was made from."""
    default = REPOSITORY / "target" / "clients" / "brief.json"
    return Path(os.environ.get("KITS_BRIEF", default))


@pytest.fixture(scope="session")
def run() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs Python with these arguments, in a process of its own."""

    def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, **options)  # type: ignore

    return run


@pytest.fixture(scope="session")
def made(
    tmp_path_factory: pytest.TempPathFactory,
    client: Path,
    brief: Path,
    run: Callable[..., subprocess.CompletedProcess[str]],
) -> Path:
    """The package's project, made for these tests."""
    folder = tmp_path_factory.mktemp("made")
    result = run(client / "make" / "main.py", brief, folder)
    assert result.returncode == 0, result.stderr
    return folder


@pytest.fixture(scope="session")
def project(made: Path) -> Path:
    """The package's project as it is published, licences and corpus included."""
    return Path(os.environ.get("KITS_PYPI", made))
