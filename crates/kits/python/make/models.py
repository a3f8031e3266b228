"""The module of models, through datamodel-code-generator."""

import json
import warnings
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bases import Base
from brief import Brief, Schema
from datamodel_code_generator import generate
from datamodel_code_generator.enums import DataModelType, InputFileType
from datamodel_code_generator.format import Formatter, PythonVersion
from definitions import Definitions
from members import Members
from source import documentation, pascal

_TEMPLATES = Path(__file__).parent / "templates"
_IMPORTS = {
    "Annotated": "typing",
    "ClassVar": "typing",
    "Common": ".common",
    "Field": "pydantic",
    "NotNull": ".exact",
    "Supplied": ".contract",
    "new_id": ".fresh",
    "utc_now": ".fresh",
}
"""Where the names come from that the template writes; what begins with a dot is in the package."""


def render(brief: Brief, definitions: Definitions) -> str:
    """The source of the module."""
    members = Members(definitions, brief.module, brief.keywords)
    fresh = {kind.title: kind.fresh for kind in brief.types}
    bases = definitions.bases
    lowered: dict[str, Schema] = {}
    details: dict[str, Any] = {}
    while waiting := [name for name in definitions.models if name not in lowered]:
        for name in waiting:
            whole = definitions.models[name]
            base, above = bases.all.get(name), bases.above(name)
            schema = _own(whole, above)
            lowered[name] = _model(name, schema, members)
            if above:
                lowered[name] = {"allOf": [{"$ref": f"#/$defs/{above.name}"}, lowered[name]]}
            new = base.first.fresh if base else fresh.get(name, [])
            details[name] = {
                "base": base,
                "documentation": documentation(whole.get("description", name), "    "),
                "members": {
                    member: members.field(name, member, schema, new)
                    for member in schema["properties"]
                },
            }
    return _generated({"$defs": lowered}, details, brief.module)


def _own(schema: Schema, above: Base | None) -> Schema:
    """The schema of the members that are not inherited."""
    inherited = above.members if above else []
    own = {name: it for name, it in schema["properties"].items() if name not in inherited}
    return {**schema, "properties": own}


def _model(name: str, schema: Schema, members: Members) -> Schema:
    properties = {}
    for member, rules in schema["properties"].items():
        properties[member] = members.lowered(rules, name + pascal(member))
    # The generator lets any other member be None; null is none of a default's business.
    never_unset = [
        member
        for member, rules in schema["properties"].items()
        if member in schema.get("required", ()) or "default" in rules
    ]
    return {"type": "object", "properties": properties, "required": never_unset}


def _imports(details: dict[str, Any], module: str) -> list[str]:
    written = json.dumps([detail["members"] for detail in details.values()])
    names = {"Field", *(name for name in _IMPORTS if name in written)}
    bases = [detail["base"] for detail in details.values() if detail["base"]]
    if bases:
        names.add("Common")
    if any(base.told_apart_by for base in bases):
        names.add("ClassVar")
    if "Supplied" in names or "NotNull" in names:
        names.add("Annotated")
    homes = {
        name: module + home if home.startswith(".") else home for name, home in _IMPORTS.items()
    }
    return [f"{homes[name]}.{name}" for name in sorted(names)]


def _generated(schema: Schema, details: dict[str, Any], module: str) -> str:
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        source, output = Path(folder, "schema.json"), Path(folder, "models.py")
        source.write_text(json.dumps(schema), "utf-8")
        generate(
            source,
            input_file_type=InputFileType.JsonSchema,
            output=output,
            output_model_type=DataModelType.PydanticV2BaseModel,
            target_python_version=PythonVersion.PY_310,
            base_class=f"{module}.contract.Contract",
            additional_imports=_imports(details, module),
            custom_template_dir=_TEMPLATES,
            extra_template_data=defaultdict(dict, details),
            custom_file_header='"""The types of the contract."""',
            strict_nullable=True,
            skip_root_model=True,
            disable_timestamp=True,
            formatters=[Formatter.BLACK, Formatter.ISORT],
        )
        # The generator imports what its own template would need.
        return output.read_text("utf-8").replace("import ConfigDict, Field", "import Field")
