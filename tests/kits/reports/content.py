"""content.py PDFS: for each file of PDFS, a JSON list of {file, name, bundle, said, pages, uncovered, sound}, what is
wrong with it, a line each: what `pikepdf` takes out of it is not the bundle, `rfc8785` computes another seal, or
`pdftotext` does not find a step, a text, or at the head of a page that the bundle is not sound."""

import hashlib
import json
import re
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import rfc8785


def main(pdfs: str) -> None:
    with open(pdfs, encoding="utf-8") as file, ThreadPoolExecutor(2) as pool:
        for wrong in pool.map(lambda it: list(faults(it)), json.load(file)):
            print(*wrong, sep="\n", end="\n" if wrong else "")


def faults(given):
    name, bundle = given["name"], given["bundle"]
    with pikepdf.open(given["file"]) as pdf:
        attached = {it: spec.get_file().read_bytes() for it, spec in pdf.attachments.items()}
        if attached != {"bundle.json": bundle.encode()}:
            yield f"{name}: attached are {list(attached)}"
        if len(pdf.pages) != given["pages"]:
            yield f"{name}: {len(pdf.pages)} pages"
        with pdf.open_metadata() as metadata:
            marks = [metadata.get(it) for it in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")]
            if marks != ["3", "A", "1"]:
                yield f"{name}: it says to be {marks}"
    document = json.loads(attached["bundle.json"])
    seal = document.pop("content_hash", None)
    pages = read(given["file"])
    text = squeezed("".join(between(page) for page in pages))
    for number, page in enumerate(pages, 1):
        if ("NOT SOUND" in page.split("\n")[0]) == given["sound"]:
            yield f"{name}: page {number} does not say whether the bundle is sound"
    if seal is not None and given["sound"]:
        computed = hashlib.sha256(rfc8785.dumps(document)).hexdigest()
        if computed != seal or computed not in text:
            yield f"{name}: its seal is {computed}"
    for step in document.get("steps", []):
        moment = step["timestamp"].rstrip("Z").replace("T", "")
        moment = moment.rstrip("0").rstrip(".") if "." in moment else moment
        for what in (moment, (step.get("content_hash") or "")[:16]):
            if what not in text:
                yield f"{name}: no trace of step {step['step_index']}"
    for said in given["said"]:
        for part in parts(shown(said, given["uncovered"])):
            if squeezed(part) not in text and squeezed(turned(part)) not in text:
                yield f"{name}: is not there: {part[:80]!r}"


def read(file: str) -> list[str]:
    """What a PDF says, page after page."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", file, "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode().split("\f")[:-1]


def between(page: str) -> str:
    """A page without the line that stands at the head of each, and that at its foot."""
    lines = page.rstrip("\n").split("\n")
    return "\n".join(lines[1:-1])


def parts(text: str) -> list[str]:
    """What has to be found in one piece: all of a text, or its words where the order in which they are read is not that
    in which they are drawn. A PDF holds the latter, and a reader can only guess."""
    leftwards = any(unicodedata.bidirectional(it) in ("R", "AL") for it in text)
    return re.findall(r"\w+", text) if leftwards else [text]


def turned(text: str) -> str:
    """As `pdftotext` reads lam and alef, which are one glyph: it turns around what is read leftwards, letter by letter."""
    return text.replace("\u0644\u0627", "\u0627\u0644")


def shown(text: str, uncovered: str) -> str:
    """A text, with the code points of what no font has."""
    return "".join(f"⟨U+{ord(it):04X}⟩" if it in uncovered else it for it in text)


def squeezed(text: str) -> str:
    """Where lines end is the layout's; how a letter with a mark is composed is the reader's."""
    return re.sub(r"[\s\u202a-\u202c]+", "", unicodedata.normalize("NFKC", text))


main(sys.argv[1])
