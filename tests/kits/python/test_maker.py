"""The maker: the same brief makes the same package, a change flows through, the rest is refused."""

import copy
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def make(tmp_path: Path, client: Path, brief: Path, run: Run) -> Callable[..., Any]:
    """Makes a package from a changed brief."""

    def make(change: Callable[[Any], None]) -> tuple[subprocess.CompletedProcess[str], Path]:
        document = json.loads(brief.read_text("utf-8"))
        change(document)
        changed, folder = tmp_path / "brief.json", tmp_path / "out"
        changed.write_text(json.dumps(document), "utf-8")
        folder.mkdir()
        return run(client / "make" / "main.py", changed, folder), folder

    return make


def schemas(document: Any, title: str) -> list[Any]:
    (kind,) = (it for it in document["types"] if it["title"] == title)
    return [kind["accept"], kind["emit"]]


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(it.relative_to(folder)): it.read_bytes() for it in folder.rglob("*") if it.is_file()
    }


def test_the_same_brief_makes_the_same_package(make: Any, made: Path) -> None:
    result, folder = make(lambda _: None)
    assert result.returncode == 0, result.stderr
    assert files(folder) == files(made)


def test_every_file_says_what_made_it(made: Path, brief: Path) -> None:
    mark = json.loads(brief.read_text("utf-8"))["mark"]
    for name, content in files(made).items():
        if name.endswith((".py", ".toml", ".md")):
            assert mark in content.decode("utf-8").partition("\n")[0], name


MEMBERS = {
    "note": {"description": "A remark.", "type": ["string", "null"]},
    "plain_note": {"description": "A remark, never null.", "type": "string"},
    "level": {
        "description": "How urgent.", "type": "integer", "minimum": 1, "maximum": 5, "default": 1
    },
    "share": {"description": "A part.", "type": "number", "exclusiveMinimum": 0, "default": 1},
    "tags": {
        "description": "Words.", "type": "array", "items": {"type": "string"}, "maxItems": 2,
        "default": []
    },
    "by_name": {
        "description": "Counts.", "type": "object", "additionalProperties": {"type": "integer"},
        "default": {}
    },
    "dozens": {"description": "Eggs.", "type": "integer", "multipleOf": 12, "default": 0},
    "anything": {"description": "Any JSON."},
    "colour": {"description": "A colour.", "enum": ["red", "blue"], "default": "red"},
    "copy": {"description": "Its name is a method of pydantic's.", "type": ["string", "null"]},
    "class": {"description": "Its name is a word of Python.", "type": ["string", "null"]},
}  # fmt: skip
DOCUMENTS = [
    ({}, []),
    ({"note": None, "plain_note": "", "level": 5.0, "share": 0.5, "tags": ["a", "b"]}, []),
    ({"by_name": {"a": 1}, "anything": None, "colour": "blue", "copy": "a", "class": "b"}, []),
    ({"anything": {"a": [1.5, None]}}, []),
    ({"note": 1}, ["/note type"]),
    ({"plain_note": None}, ["/plain_note type"]),
    ({"level": 0}, ["/level minimum"]),
    ({"level": 5.5}, ["/level maximum", "/level type"]),
    ({"level": None}, ["/level type"]),
    ({"dozens": 24.0}, []),
    ({"dozens": 13}, ["/dozens multipleOf"]),
    ({"share": 0}, ["/share exclusiveMinimum"]),
    ({"tags": ["a", "b", 3]}, ["/tags maxItems", "/tags/2 type"]),
    ({"by_name": {"a/b": "1"}}, ["/by_name/a~1b type"]),
    ({"colour": "green"}, ["/colour enum"]),
    ({"class_": "b"}, [" additionalProperties"]),
]
PROGRAM = """
import json, sys
from export_bundles import Rejection, parse
results = []
for document in json.load(sys.stdin):
    try:
        request = parse("ExportBundleRequest", json.dumps(document))
        text = request.model_dump_json()
        assert parse("ExportBundleRequest", request.model_dump_json(nulls=True)) == request
        results.append([json.loads(text), []])
    except Rejection as error:
        results.append([None, sorted(f"{it.pointer} {it.keyword}" for it in error.violations)])
json.dump(results, sys.stdout)
"""


def test_a_new_member_flows_through(make: Any, run: Run) -> None:
    def change(document: Any) -> None:
        accept, emit = schemas(document, "ExportBundleRequest")
        accept["properties"] |= MEMBERS
        emit["properties"] |= copy.deepcopy(MEMBERS)
        for name, member in MEMBERS.items():
            if "default" in member:
                del emit["properties"][name]["default"]
                emit["required"].append(name)

    result, folder = make(change)
    assert result.returncode == 0, result.stderr
    documents = [{"incident_id": "a", **document} for document, _ in DOCUMENTS]
    result = run(
        "-c", PROGRAM, input=json.dumps(documents), env={"PYTHONPATH": str(folder / "src")}
    )
    assert result.returncode == 0, result.stderr
    results = json.loads(result.stdout)
    assert [violations for _, violations in results] == [expected for _, expected in DOCUMENTS]
    defaults = {"level": 1, "share": 1.0, "tags": [], "by_name": {}, "dozens": 0, "colour": "red"}
    for document, (written, _) in zip(documents, results, strict=True):
        if written is not None:
            kept = {name: it for name, it in document.items() if it is not None}
            assert written == {
                "bundle_type": "evidence",
                "include_raw_steps": True,
                **defaults,
                **kept,
            }


def test_a_new_type_flows_through(make: Any, run: Run) -> None:
    def change(document: Any) -> None:
        complaint = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Complaint",
            "description": "What went wrong. For whoever asked.",
            "type": "object",
            "properties": {
                "status": {"description": "A code.", "type": "integer", "minimum": 100},
                "causes": {
                    "description": "Why.",
                    "type": "array",
                    "items": {"$ref": "#/$defs/Cause"},
                },
            },
            "required": ["causes", "status"],
            "additionalProperties": False,
            "examples": [{"status": 400, "causes": []}],
            "$defs": {
                "Cause": {
                    "description": "A cause.",
                    "type": "object",
                    "properties": {"why": {"description": "Words.", "type": "string"}},
                    "required": ["why"],
                    "additionalProperties": False,
                }
            },
        }
        kind = {"title": "Complaint", "name": "complaint", "union": None, "fresh": [], "extends": []}
        document["types"].append({**kind, "accept": complaint, "emit": complaint})

    result, folder = make(change)
    assert result.returncode == 0, result.stderr
    code = """
from export_bundles import Cause, Complaint, parse
complaint = Complaint(status=400, causes=[Cause(why="a")])
text = complaint.model_dump_json()
assert parse("Complaint", text) == complaint == parse(Complaint, text)
"""
    result = run("-c", code, env={"PYTHONPATH": str(folder / "src")})
    assert result.returncode == 0, result.stderr


def test_what_types_extend_is_a_class(make: Any, run: Run) -> None:
    """A base stands above the types that begin with its members, and above a base that does."""

    def change(document: Any) -> None:
        (kind,) = (it for it in document["types"] if it["title"] == "Incident")
        names = list(kind["accept"]["properties"])
        kind["extends"] = [
            {"name": "Named", "description": "What has an id.", "members": names[:1]},
            {"name": "Owned", "description": None, "members": names[:2]},
            {"name": "Late", "description": "Not the first.", "members": names[1:3]},
        ]

    result, folder = make(change)
    assert result.returncode == 0, result.stderr
    code = """
import export_bundles
from export_bundles import Incident, Named, Owned
assert Incident.__base__ is Owned and Owned.__bases__[0] is Named
assert [Named.types(), Owned.types()] == [[Incident], [Incident]]
assert not hasattr(export_bundles, "Late")
incident = Incident(id="a", tenant_id="b", created_at="2026-03-14T12:00:00Z")
assert export_bundles.parse(Named, incident.model_dump_json()) == incident
assert list(incident.model_dump(mode="json")) == ["id", "tenant_id", "created_at"]
"""
    result = run("-c", code, env={"PYTHONPATH": str(folder / "src")})
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("prefix", [None, "ABC"])
def test_a_default_prefix_is_of_the_contract(make: Any, run: Run, prefix: str | None) -> None:
    def change(document: Any) -> None:
        document["packages"]["pypi"] |= {"new_id": "new_id", "new_id_prefix": prefix}

    result, folder = make(change)
    assert result.returncode == 0, result.stderr
    code = "from export_bundles import new_id; print(new_id('XYZ'), new_id())"
    result = run("-c", code, env={"PYTHONPATH": str(folder / "src")})
    assert (result.returncode == 0) is (prefix is not None)
    if prefix:
        assert [it.partition("-")[0] for it in result.stdout.split()] == ["XYZ", prefix]


def test_a_contract_without_words_of_its_own(make: Any) -> None:
    def change(document: Any) -> None:
        document["packages"]["pypi"] |= {"readme": None, "migration": None}

    result, folder = make(change)
    assert result.returncode == 0, result.stderr
    assert "export_bundles" in (folder / "README.md").read_text("utf-8")
    assert not (folder / "MIGRATION.md").exists()


REFUSED = [
    ({"type": "string", "contentEncoding": "base64"}, "contentEncoding", "would not enforce it"),
    ({"type": "string", "not": {"const": "a"}}, "not", "would not enforce it"),
    ({"type": "string", "format": "email"}, "format", "expected one of date-time, found `email`"),
    ({"type": "string", "format": "date-time"}, "format", "let a `pattern` keep such moments out"),
    ({"type": "string", "pattern": "^(?=a)"}, "pattern", "engines differ on `(?`"),
    ({"type": "string", "pattern": r"^\p{L}$"}, "pattern", r"engines differ on `\p`"),
    ({"type": ["string", "integer"]}, "type", "expected one type, or one and null"),
    ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, "anyOf", "then the type null"),
    ({"oneOf": [{"type": "string"}]}, "oneOf", "only a document is a union"),
    ({"type": "number", "multipleOf": 0.1}, "multipleOf", "let `type` be integer"),
    ({"$ref": "#/$defs/Identifier", "maxLength": 9}, "maxLength", "what a `$ref` refers to"),
    ({"enum": ["a", "b"], "maxLength": 1}, "maxLength", "`enum` says it all"),
    ({"enum": ["a", 1]}, "enum", "expected strings"),
    ({"const": True}, "const", "expected strings"),
    ({"type": ["array", "null"], "minItems": 1}, "minItems", "only a member that is an array"),
    ({"$ref": "#/$defs/Nothing"}, "$ref", "expected a name in `$defs`"),
    (
        {"type": "object", "properties": {"a": {"type": "string"}}},
        "additionalProperties",
        "an object that names members is closed",
    ),
]


@pytest.mark.parametrize(("member", "keyword", "why"), REFUSED, ids=[it[1] for it in REFUSED])
def test_what_is_not_known_is_refused(make: Any, member: Any, keyword: str, why: str) -> None:
    def change(document: Any) -> None:
        for schema in schemas(document, "ExportBundleRequest"):
            schema["properties"]["a/b"] = {"description": "Something.", **member}

    result, _ = make(change)
    assert result.returncode == 1
    where = f"error: ExportBundleRequest#/properties/a~1b: `{keyword}` is refused: "
    assert result.stderr.startswith(where)
    assert why in result.stderr


def test_usage(client: Path, run: Run) -> None:
    result = run(client / "make" / "main.py")
    assert (result.returncode, result.stderr) == (2, "usage: main.py BRIEF OUT\n")
