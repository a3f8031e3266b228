"""Documents to try the clients with: `documents.py --count N --seed S --schemas DIR OUTPUT`.

Writes N documents that hypothesis-jsonschema makes from the published schemas, and a mutation of
each, one `{"type": …, "text": …}` a line. The same arguments make the same lines.
"""

import argparse
import json
import random
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis.configuration import set_hypothesis_home_dir

# Hypothesis keeps notes from its import on, in the working directory if it is not told otherwise.
_NOTES = TemporaryDirectory()
set_hypothesis_home_dir(_NOTES.name)

from instances import Instances  # noqa: E402
from mutations import Mutations  # noqa: E402
from words import words_of  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--schemas", type=Path, required=True)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()

    chance = random.Random(arguments.seed)
    schemas = {}
    for path in sorted(arguments.schemas.glob("*.schema.json")):
        schema = json.loads(path.read_text("utf-8"))
        schemas[schema["title"]] = schema
    instances = Instances(schemas, chance)
    mutations = Mutations(chance, words_of(schemas.values()))
    with arguments.output.open("w", encoding="utf-8", newline="\n") as output:
        for index, title in enumerate(sorted(schemas)):
            count = (arguments.count + index) // len(schemas)
            for document in instances.draw(title, count):
                for text in (mutations.spelled(document), mutations.mutated(document)):
                    output.write(json.dumps({"type": title, "text": text}) + "\n")


if __name__ == "__main__":
    main()
