"""One round of `package.py`: the package that is found first beside `models.py`, as JSON.

A figure is how many times as long the package takes, by the processor's time; the two take turns. That of threads is
how many times as much two of them do in the same time.
"""

import gc
import json
import random
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import models
from export_bundles import EvidenceBundle, check, parse

BUNDLE = Path(__file__).parents[2] / "src" / "documents" / "evidence.json"
TURNS = 9
SECONDS = 0.02
TYPES = ["read_ticket", "search_knowledge_base", "tool_call.http", "plan", "draft_reply"]


def step(index):
    return {
        "step_index": index,
        "timestamp": f"2026-03-14T09:{index // 60 % 60:02}:{index % 60:02}.{random.randrange(1, 10**6):06}Z",
        "step_type": random.choice(TYPES),
        "tokens": random.randrange(1, 4000),
        "cost_cents": random.randrange(40_000) / 10_000,
        "duration_ms": random.randrange(2_000_000) / 1000,
        "status": "ok",
        "is_inflection": False,
        "content_hash": f"{random.getrandbits(256):064x}",
    }


def text_of(steps):
    bundle = json.loads(BUNDLE.read_text("utf-8"))
    bundle |= {"steps": [step(index) for index in range(steps)], "total_steps": steps}
    return json.dumps(bundle, ensure_ascii=False, separators=(",", ":")).encode()


def refused(read, *arguments):
    try:
        read(*arguments)
    except ValueError:
        return
    raise SystemExit("a wrong document was taken")


def seconds(work, times):
    start = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - start) / times


def ratio(ours, theirs):
    for work in (ours, theirs):
        # What is made once, such as a validator, is made before.
        work()
    gc.disable()
    times = [max(1, int(SECONDS / max(seconds(work, 1), 1e-6))) for work in (ours, theirs)]
    turns = [(seconds(ours, times[0]), seconds(theirs, times[1])) for _ in range(TURNS)]
    gc.enable()
    return median(turn[0] for turn in turns) / median(turn[1] for turn in turns)


def gain_of_threads(text):
    """How many times as fast two threads are, by the clock."""
    work = [text] * max(2, 20_000_000 // len(text))

    def lasts(threads):
        with ThreadPoolExecutor(threads) as pool:
            start = time.perf_counter()
            list(pool.map(lambda it: check(EvidenceBundle, it), work))
            return time.perf_counter() - start

    turns = [(lasts(1), lasts(2)) for _ in range(3)]
    return median(turn[0] for turn in turns) / median(turn[1] for turn in turns)


def figures(steps):
    text = text_of(steps)
    before, after = text.rsplit(b'"ok"', 1)
    wrong = before + b'"on"' + after
    theirs = models.EvidenceBundle
    bundle, plain = parse(EvidenceBundle, text), theirs.model_validate_json(text)
    return {
        "parse": ratio(lambda: parse(EvidenceBundle, text), lambda: theirs.model_validate_json(text)),
        "model_validate_json": ratio(
            lambda: EvidenceBundle.model_validate_json(text), lambda: theirs.model_validate_json(text)
        ),
        "check": ratio(lambda: check(EvidenceBundle, text), lambda: theirs.model_validate_json(text)),
        "refusal": ratio(
            lambda: refused(parse, EvidenceBundle, wrong), lambda: refused(theirs.model_validate_json, wrong)
        ),
        "writing": ratio(bundle.model_dump_json, plain.model_dump_json),
        "threads": gain_of_threads(text),
    }


random.seed(1)
print(json.dumps({steps: figures(steps) for steps in (100, 10_000)}))
