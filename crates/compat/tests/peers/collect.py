"""Runs a suite of Python tests with a question in place of each answer, and writes what is expected of each.

    python collect.py PACKAGE TESTS > QUESTIONS

The tests in the folder TESTS ask the functions `isSubschema` and `isEquivalent` of PACKAGE, which need not be there. Each
question that they assert something of becomes a line of JSON: the test, both schemas, and whether every document of the
first is said to be one of the second.
"""

import json
import sys
import unittest
from pathlib import Path
from unittest.mock import MagicMock


# Tests may print, too.
QUESTIONS, sys.stdout = sys.stdout, sys.stderr


class Question:
    """What a test asks: which schema is within which."""

    def __init__(self, *pairs):
        # As text, since tests change their schemas as they go.
        self.pairs = [tuple(map(json.dumps, pair)) for pair in pairs]


class Recorder(unittest.TestCase):
    """Stands in for what tests are made of."""

    def record(self, question, expected):
        if not isinstance(question, Question):
            return
        if not expected and len(question.pairs) > 1:
            return  # One of two directions fails, and nobody says which.
        for inner, outer in question.pairs:
            pair = {"inner": json.loads(inner), "outer": json.loads(outer)}
            print(json.dumps({"test": self.id(), **pair, "expected": expected}), file=QUESTIONS)

    def assertTrue(self, asked, message=None):
        self.record(asked, True)

    def assertFalse(self, asked, message=None):
        self.record(asked, False)


def stand_in(package):
    """A package whose functions ask, and whose inner parts are whatever a test takes them for."""
    asking = MagicMock()
    asking.isSubschema = lambda one, two: Question((one, two))
    asking.isEquivalent = lambda one, two: Question((one, two), (two, one))
    inner = [f"{package}.{part}" for part in ("_canonicalization", "_checkers", "_utils", "api", "exceptions")]
    for name in (*inner, "jsonschema", "jsonschema.exceptions"):
        sys.modules[name] = MagicMock()
    sys.modules[package] = asking


package, tests = sys.argv[1:]
stand_in(package)
unittest.TestCase = Recorder
suite = unittest.TestLoader().discover(str(Path(tests).resolve()))
# What tests say of the inner parts of their package fails, and is of no concern.
suite.run(unittest.TestResult())
