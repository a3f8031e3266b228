"""Wheel and source distribution: built without a network, installed into an empty environment."""

import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pydantic
import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


PROGRAM = """
from export_bundles import parse
print(parse("PolicyContext", '{"policy_snapshot_id":"a"}').model_dump_json())
"""


@pytest.fixture(scope="module")
def source(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy, so that building leaves nothing behind."""
    return shutil.copytree(project, tmp_path_factory.mktemp("source") / "package")


@pytest.fixture(scope="module")
def distributions(source: Path, tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    result = run("-m", "build", "--no-isolation", "--outdir", folder, source)
    assert result.returncode == 0, result.stderr
    return folder


def test_everything_is_packed(source: Path, distributions: Path) -> None:
    (wheel,) = distributions.glob("*.whl")
    (sdist,) = distributions.glob("*.tar.gz")
    code = {str(it.relative_to(source)) for it in source.glob("src/**/*") if it.is_file()}
    assert {"src/export_bundles/py.typed", "src/export_bundles/models.py"} <= code
    assert {it.removeprefix("src/") for it in code} <= set(zipfile.ZipFile(wheel).namelist())
    with tarfile.open(sdist) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", *code} <= inside


def test_pip_builds_the_same_wheel(
    distributions: Path, source: Path, tmp_path: Path, run: Run
) -> None:
    offline = ("--no-index", "--no-build-isolation", "--no-deps")
    result = run("-m", "pip", "wheel", *offline, source, "--wheel-dir", tmp_path)
    assert result.returncode == 0, result.stderr
    (built,) = tmp_path.glob("*.whl")
    (wheel,) = distributions.glob("*.whl")
    assert zipfile.ZipFile(built).namelist() == zipfile.ZipFile(wheel).namelist()


def test_installs_into_an_empty_environment(distributions: Path, tmp_path: Path) -> None:
    (wheel,) = distributions.glob("*.whl")
    venv.create(tmp_path / "empty", with_pip=False)
    python = tmp_path / "empty" / "bin" / "python"
    # The one dependency is lent by the environment of the tests.
    lent = Path(pydantic.__file__).parents[1]
    target = f"{sys.version_info.major}.{sys.version_info.minor}"
    site = tmp_path / "empty" / "lib" / f"python{target}" / "site-packages"
    install = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--no-index",
        "--no-deps",
    ]
    result = subprocess.run([*install, wheel], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    (site / "lent.pth").write_text(f"{lent}\n", "utf-8")
    result = subprocess.run([python, "-I", "-c", PROGRAM], capture_output=True, text=True)
    assert result.stdout == '{"policy_snapshot_id":"a","active_policies":[]}\n', result.stderr
