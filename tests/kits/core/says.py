"""What the package that is found first makes of documents: `says.py FILE`, a line of JSON for each `{"type", "text"}`."""

import json
import sys

from export_bundles import Rejection, check, parse
from export_bundles import core


def said(title: str, text: str) -> dict[str, object]:
    try:
        value = parse(title, text)
    except Rejection as rejection:
        return {"violations": list(map(violation, rejection.violations)), "more": rejection.is_truncated}
    return {"model": repr(value), "set": sorted(value.model_fields_set), "written": value.model_dump_json()}


def violation(it):
    # Where a reader notices that a text is at fault may be some characters from where another does.
    return [it.pointer, it.keyword, it.message, it.position is not None]


def judged(title: str, text: str) -> bool:
    try:
        check(title, text)
    except Rejection:
        return False
    return True


def main(file: str) -> None:
    print(json.dumps({"core": bool(core.of_title("ExportBundle", None))}))
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            answer = said(case["type"], case["text"])
            print(json.dumps({**answer, "judged": judged(case["type"], case["text"])}))


main(sys.argv[1])
