"""The whole package, as files."""

import json
import shutil
from pathlib import Path
from typing import Any

import jinja2
import models
import scalars
from brief import Brief
from check import check
from definitions import Definitions
from source import documentation, literal, tidy

_HERE = Path(__file__).parent
_RUNTIME = _HERE.parent / "src"
_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(_HERE / "templates" / "package"),
    undefined=jinja2.StrictUndefined,
    keep_trailing_newline=True,
)
_TEMPLATES.filters |= {"documentation": documentation, "literal": literal}
_ALWAYS = ("Position", "Rejection", "Violation", "check", "parse", "utc_now")


def make(brief: Brief, folder: Path) -> None:
    """Writes the package into an empty folder."""
    for kind in brief.types:
        check(kind)
    package = folder / "src" / brief.module
    (package / "schemas").mkdir(parents=True)
    for path, text in _project(brief).items():
        _write(folder / path, text)
    for path, source in _modules(brief).items():
        _write(package / path, tidy(f"# {brief.mark}\n{source}"))
    for kind in brief.types:
        schema = {**kind.accept, "$comment": brief.mark}
        text = json.dumps(schema, indent=2, ensure_ascii=False)
        _write(package / "schemas" / kind.file, f"{text}\n")
    for module in sorted([*_RUNTIME.glob("*.py"), *_RUNTIME.glob("*.pyi")]):
        _write(package / module.name, f"# {brief.mark}\n{module.read_text('utf-8')}")
    for name, files in brief.package["modules"].items():
        (package / name).mkdir()
        for file, text in sorted(files.items()):
            _write(package / name / file, f"# {brief.mark}\n{text}")
    shutil.copyfile(_RUNTIME / "py.typed", package / "py.typed")


def _project(brief: Brief) -> dict[str, str]:
    documents = [
        (kind.title, kind.accept["description"].partition(". ")[0].rstrip(".") + ".")
        for kind in brief.types
    ]
    values = {
        "mark": brief.mark,
        "version": brief.version,
        "documents": documents,
        "contract": brief.contract,
        "package": brief.package,
    }
    readme, migration = brief.package["readme"], brief.package["migration"]
    project = {
        "README.md": (
            _render("README.md", **values)
            if readme is None
            else _TEMPLATES.from_string(readme).render(values)
        ),
        "pyproject.toml": _render("pyproject.toml", **values),
    }
    if migration is not None:
        project["MIGRATION.md"] = _TEMPLATES.from_string(migration).render(values)
    return project


def _modules(brief: Brief) -> dict[str, str]:
    definitions = Definitions(brief)
    modules = {
        # First, because it names scalars that have no name of their own.
        "models.py": models.render(brief, definitions),
        "scalars.py": scalars.render(definitions),
        "parsing.py": _render(
            "parsing.py",
            documents=brief.types,
            parts=definitions.parts,
            models=sorted(
                {kind.title for kind in brief.types if not kind.union} | definitions.parts.keys()
            ),
        ),
        "urn.py": _render("urn.py", contract=brief.contract),
        "version.py": _render("version.py", version=brief.version),
    }
    if brief.data:
        types = sorted({data["type"] for data in brief.data})
        modules["data.py"] = _render("data.py", data=brief.data, types=types)
    unions = [union.title for union in definitions.unions]
    if unions:
        branches = {it for union in definitions.unions for it in union.branches}
        modules["unions.py"] = _render(
            "unions.py", unions=definitions.unions, branches=sorted(branches)
        )
    named = {
        "models": sorted(definitions.models),
        "scalars": scalars.names(definitions),
        "unions": unions,
    }
    constants = sorted(data["constant"] for data in brief.data)
    new_id = brief.package["new_id"]
    if new_id:
        modules["ids.py"] = _render(
            "ids.py", new_id=new_id, prefix=brief.package["new_id_prefix"]
        )
    helpers = [*_ALWAYS, *constants, *([new_id] if new_id else [])]
    exported = sorted([*helpers, *named["models"], *named["scalars"], *named["unions"]])
    modules["__init__.py"] = _render(
        "__init__.py",
        title=brief.contract["title"],
        constants=constants,
        new_id=new_id,
        exported=exported,
        **named,
    )
    return modules


def _render(name: str, **values: Any) -> str:
    return _TEMPLATES.get_template(f"{name}.jinja2").render(values)


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")
