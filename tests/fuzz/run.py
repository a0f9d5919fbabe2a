"""`make fuzz`: every target for its share of the time, half guided by coverage, half at full speed.

    python -m tests.fuzz.run --seconds 60 [--keep] [TARGET ...]
    python -m tests.fuzz.run --until 1000000 [TARGET ...]

An input that fails is shown and left in `.cache/fuzz/`; as a line of
`tests/fuzz/corpus/TARGET.jsonl` it becomes a test. `tests/fuzz/counts.json` counts the inputs of
all runs.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from tests.fuzz.corpora import LONGEST, WORKING_FOLDER, add_to_corpus, count_inputs, working_corpus
from tests.fuzz.targets import TARGETS, text_of

RUNS_RE = re.compile(r"^stat::number_of_executed_units:\s*(\d+)|^#(\d+)\t", re.MULTILINE)
GUIDED_PROGRAM = """
import sys, atheris
with atheris.instrument_imports(include=["builders"]):
    from tests.fuzz.targets import TARGETS, text_of
check = TARGETS[sys.argv.pop()]
atheris.Setup(sys.argv, lambda data: check(text_of(data)))
atheris.Fuzz()
"""
MILLION = 1_000_000
SECONDS_PER_ROUND = 240
"""Seconds between two counts on the way to `--until`: a run that is stopped loses no more."""


def fuzz(target: str, seconds: float) -> list[str]:
    """The inputs that fail."""
    folder = working_corpus(target)
    failed = _failures_folder(target)
    before = set(failed.iterdir())
    if find_spec("atheris") is not None:
        seconds /= 2
        options = [f"-max_total_time={max(1, round(seconds))}", f"-artifact_prefix={failed}/"]
        limits = [f"-max_len={LONGEST}", "-timeout=20", "-rss_limit_mb=3000"]
        options += [*limits, "-print_final_stats=1", "-use_value_profile=1"]
        _run_and_count(
            target, "led by coverage", ["-c", GUIDED_PROGRAM, *options, str(folder), target]
        )
    _at_full_speed(target, seconds, MILLION)
    return [text_of(path.read_bytes()) for path in sorted(set(failed.iterdir()) - before)]


def fuzz_until(target: str, most: int) -> list[str]:
    """The inputs that fail before the target has had `most` in all."""
    failed = _failures_folder(target)
    before = set(failed.iterdir())
    while (left := most - count_inputs(target, 0)) > 0 and set(failed.iterdir()) == before:
        _at_full_speed(target, SECONDS_PER_ROUND, left)
    return [text_of(path.read_bytes()) for path in sorted(set(failed.iterdir()) - before)]


def _failures_folder(target: str) -> Path:
    folder = WORKING_FOLDER / "failed" / target
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _at_full_speed(target: str, seconds: float, most: int) -> None:
    # The count so far is the seed, so that no run repeats another's inputs.
    numbers = (str(seconds), str(most), str(count_inputs(target, 0)))
    arguments = [
        "-m",
        "tests.fuzz.composed_inputs",
        target,
        *numbers,
        f"{_failures_folder(target)}/",
    ]
    _run_and_count(target, "at full speed", arguments)


def _run_and_count(target: str, how: str, arguments: list[str]) -> None:
    done = subprocess.run(  # noqa: S603  # this Python, our own script
        [sys.executable, *arguments], capture_output=True, check=False
    )
    output = (done.stdout + done.stderr).decode("utf-8", "replace")
    inputs = max((int(a or b) for a, b in RUNS_RE.findall(output)), default=0)
    total = count_inputs(target, inputs)
    sys.stdout.write(f"{target}: {inputs:,} inputs {how}; {total:,} by now\n")
    sys.stdout.flush()
    if done.returncode:
        sys.stdout.write(output[-3000:] + "\n")


def _merge(target: str) -> None:
    """Add to the repository the inputs that reach more of the code than the others."""
    with tempfile.TemporaryDirectory() as folder:
        options = [
            "-merge=1",
            f"-max_len={LONGEST}",
            "-timeout=20",
            folder,
            str(working_corpus(target)),
        ]
        subprocess.run(  # noqa: S603  # this Python, our own script
            [sys.executable, "-c", GUIDED_PROGRAM, *options, target],
            capture_output=True,
            check=False,
        )
        add_to_corpus(target, [text_of(path.read_bytes()) for path in Path(folder).iterdir()])


def main() -> int:
    """The exit status: 1 if an input failed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--until", type=int, help="how many inputs each target is to have had")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("targets", nargs="*", default=list(TARGETS))
    given = parser.parse_args()
    bad = 0
    for target in given.targets:
        share = given.seconds / len(given.targets)
        for text in fuzz_until(target, given.until) if given.until else fuzz(target, share):
            bad += 1
            sys.stdout.write(f"{target} fails: {json.dumps(text)}\n")
        if given.keep and find_spec("atheris") is not None:
            _merge(target)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
