"""What the PyPI package takes, beside plain pydantic models of the same fields: pure, and with its core.

    target/clients/python/bin/python benches/peers/python/package.py

after `publish --clients`, which has made what is run, and that Python with its tools. Prints a table in Markdown.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
PROJECT = ROOT / "generated" / "python"
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()
ROUNDS = 3
IMPORTS = 7

ROWS = {
    "parse": "`parse`",
    "model_validate_json": "`model_validate_json`",
    "check": "`check`, beside `model_validate_json`",
    "refusal": "`parse` of one with a fault in its last step",
    "writing": "`model_dump_json`",
    "threads": "`check` in two threads, beside one after the other",
}


def run(*command, **variables):
    environment = {**os.environ, **{name: str(value) for name, value in variables.items()}}
    words = [str(word) for word in command]
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, env=environment, cwd=PROJECT).stdout


def tool(name):
    return Path(sys.executable).with_name(name)


def install(folder):
    """Builds both wheels and installs each into a folder of its own."""
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    pure, compiled = folder / "pure", folder / "compiled"
    run(*pip, "wheel", "--no-deps", "--no-index", "--no-build-isolation", "-w", pure / "wheel", PROJECT)
    build = ("build", "--quiet", "--release", "--compatibility", "linux", "--out", compiled / "wheel")
    run(tool("maturin"), *build, CARGO_TARGET_DIR=TARGET)
    for home in (pure, compiled):
        (wheel,) = (home / "wheel").iterdir()
        run(*pip, "install", "--no-deps", "--no-index", "--no-compile", "--target", home / "site", wheel)
    return {"pure": pure / "site", "compiled": compiled / "site"}


def plain_models(folder):
    """Models that a generator makes of the published schemas, for what an import takes."""
    folder.mkdir()
    codegen = ("--input-file-type", "jsonschema", "--output-model-type", "pydantic_v2.BaseModel")
    for schema in sorted((PROJECT / "src" / "export_bundles" / "schemas").glob("*.json")):
        module = folder / f"{schema.name.partition('.')[0].replace('-', '_')}.py"
        run(tool("datamodel-codegen"), "--input", schema, "--output", module, *codegen, PYTHONWARNINGS="ignore")
    return folder


def seconds_of_import(path, modules):
    """The processor time of a new interpreter that imports these, the byte code being there."""
    before = os.times()
    run(sys.executable, "-c", "\n".join(f"import {module}" for module in modules), PYTHONPATH=path)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def imports(sites, plain):
    modules = [it.stem for it in sorted(plain.glob("*.py"))]
    ways = {"plain": (plain, modules), "pydantic": (plain, ["pydantic"])}
    ways |= {name: (site, ["export_bundles"]) for name, site in sites.items()}
    for way in ways.values():
        seconds_of_import(*way)
    times = {name: [] for name in ways}
    for _ in range(IMPORTS):
        for name, way in ways.items():
            times[name].append(seconds_of_import(*way))
    return {name: median(it) for name, it in times.items()}


def ratios(site):
    """Each row's figures, for each number of steps: the medians of rounds, which are processes of their own."""
    rounds = []
    for _ in range(ROUNDS):
        said = run(sys.executable, HERE / "package_round.py", PYTHONPATH=site)
        rounds.append(json.loads(said))
    steps = rounds[0].keys()
    return {it: {row: median(one[it][row] for one in rounds) for row in ROWS} for it in steps}


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        sites = install(folder)
        figures = {name: ratios(site) for name, site in sites.items()}
        imported = imports(sites, plain_models(folder / "plain"))
    columns = [(name, steps) for steps in figures["pure"] for name in ("pure", "compiled")]
    print("|", *(f"| {name}, {int(steps):,} steps" for name, steps in columns), "|")
    print("|---", *("|---:" for _ in columns), "|", sep="")
    for row, says in ROWS.items():
        print(f"| {says}", *(f"| {figures[name][steps][row]:.2f}" for name, steps in columns), "|")
    print("\nImport, beside plain models of the same schemas:", end=" ")
    shares = (f"{name} {imported[name] / imported['plain']:.2f}" for name in sites)
    print(*shares, f"pydantic alone {imported['pydantic'] / imported['plain']:.2f}", sep=", ")


main()
