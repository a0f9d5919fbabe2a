"""New inputs tried at full speed in one process, none of them twice."""

from __future__ import annotations

import random
import signal
import sys
import time
import traceback
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from tests.fuzz.composing import compose
from tests.fuzz.targets import TARGETS

LONGEST_SECONDS = 10
"""Seconds within which any of these inputs must have been read, on any machine."""
MOST_FAILURES = 5
"""The number of failing inputs after which a run ends."""


class HangsError(Exception):
    """An input took too long."""


@dataclass(slots=True)
class RunResult:
    """The result of a run."""

    inputs: int = 0
    """The number of different inputs."""
    failed: list[str] = field(default_factory=list)
    """Failing inputs, one for each place in the code where an error was raised."""


def try_inputs(target: str, seconds: float, most: int, seed: int) -> RunResult:
    """Try up to `most` inputs of the target, as many as `seconds` allow."""
    warnings.simplefilter("ignore")
    draw = random.Random(seed)  # noqa: S311  # no secrets
    check = TARGETS[target]
    signal.signal(signal.SIGALRM, _raise_hangs)
    done = RunResult()
    seen: set[int] = set()
    places: set[str] = set()
    ends = time.monotonic() + seconds
    while done.inputs < most and len(done.failed) < MOST_FAILURES and time.monotonic() < ends:
        text = compose(draw, target)
        number = hash(text)
        if number in seen:
            continue
        seen.add(number)
        done.inputs += 1
        signal.alarm(LONGEST_SECONDS)
        try:
            check(text)
        except Exception as error:  # noqa: BLE001  # any exception is a finding
            place = traceback.format_exception(error)[-2]
            if place not in places:
                places.add(place)
                done.failed.append(text)
        finally:
            signal.alarm(0)
    return done


def _raise_hangs(_signal: int, _frame: FrameType | None) -> None:
    raise HangsError


def main(target: str, seconds: str, most: str, seed: str, prefix: str) -> int:
    """The exit status: 77, as with a fuzzer, if inputs failed; these are left in files."""
    done = try_inputs(target, float(seconds), int(most), int(seed))
    sys.stdout.write(f"#{done.inputs}\t\n")
    for number, text in enumerate(done.failed):
        Path(f"{prefix}composed-{seed}-{number}").write_bytes(text.encode("utf-8", "surrogatepass"))
    return 77 if done.failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
