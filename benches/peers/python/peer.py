"""pydantic's `model_validate_json`. Its conversation is described in benches/decode/peers.rs."""

import gc
import json
import platform
import sys
import time

import pydantic

import models


def is_valid(model, text):
    try:
        model.model_validate_json(text)
    except pydantic.ValidationError:
        return False
    return True


def run(model, text, times):
    # As `timeit` does it: counting references frees everything here, so no collector need run.
    gc.disable()
    start = time.perf_counter_ns()
    for _ in range(times):
        model.model_validate_json(text)
    nanoseconds = time.perf_counter_ns() - start
    gc.enable()
    return nanoseconds


def say(answer):
    print(json.dumps(answer), flush=True)


def main():
    say({"versions": f"{pydantic.VERSION}, Python {platform.python_version()}"})
    model, text = None, b""
    for line in sys.stdin:
        question = json.loads(line)
        if "text" in question:
            model, text = getattr(models, question["type"]), question["text"].encode()
            say({"valid": is_valid(model, text)})
        else:
            say({"nanoseconds": run(model, text, question["times"])})


if __name__ == "__main__":
    main()
