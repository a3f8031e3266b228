"""Makes the Python package: `main.py BRIEF OUT`, where OUT is an empty folder."""

import sys
from pathlib import Path

# The maker asks the runtime which keywords and patterns it knows.
sys.path.insert(1, str(Path(__file__).parent.parent))

from brief import Brief  # noqa: E402
from package import make  # noqa: E402
from refusal import Refusal  # noqa: E402


def main() -> int:
    if len(sys.argv) != 3:
        print("usage: main.py BRIEF OUT", file=sys.stderr)
        return 2
    try:
        make(Brief.read(Path(sys.argv[1])), Path(sys.argv[2]))
    except Refusal as refusal:
        print(f"error: {refusal}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
