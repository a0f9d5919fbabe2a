"""`make fuzz`: every target for its share of the time, half of it led by coverage, half at full speed.

    python -m tests.fuzz.run --seconds 60 [--keep] [TARGET ...]

What fails is shown and left in `.cache/fuzz/`; as a line of `tests/fuzz/corpus/TARGET.jsonl` it
becomes a test. Inputs are counted in `tests/fuzz/counts.json`, over all runs.
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

from tests.fuzz.corpora import COUNTS, GROWN, LONGEST, counted, grown, keep
from tests.fuzz.targets import TARGETS, text_of

RUNS_RE = re.compile(r"^stat::number_of_executed_units:\s*(\d+)|^#(\d+)\t", re.MULTILINE)
GUIDED = """
import sys, atheris
with atheris.instrument_imports(include=["builders"]):
    from tests.fuzz.targets import TARGETS, text_of
check = TARGETS[sys.argv.pop()]
atheris.Setup(sys.argv, lambda data: check(text_of(data)))
atheris.Fuzz()
"""
BLIND = """
import sys
from pathlib import Path
from tests.fuzz.mutations import run
tried, failed = run(sys.argv[1], Path(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))
print(f"#{tried}\\t")
if failed is not None:
    Path(sys.argv[5] + "mutation").write_bytes(failed.encode("utf-8", "surrogatepass"))
    sys.exit(77)
"""


def fuzz(target: str, seconds: float) -> list[str]:
    """The inputs that fail."""
    folder = grown(target)
    failed = GROWN / "failed" / target
    failed.mkdir(parents=True, exist_ok=True)
    before = set(failed.iterdir())
    prefix = f"{failed}/"
    if find_spec("atheris") is not None:
        seconds /= 2
        options = [f"-max_total_time={max(1, round(seconds))}", f"-artifact_prefix={prefix}"]
        limits = [f"-max_len={LONGEST}", "-timeout=20", "-rss_limit_mb=3000"]
        options += [*limits, "-print_final_stats=1", "-use_value_profile=1"]
        _counted(target, "led by coverage", [GUIDED, *options, str(folder), target])
    drawn = json.loads(COUNTS.read_text()).get(target, 0) if COUNTS.exists() else 0
    arguments = [BLIND, target, str(folder), str(seconds), str(drawn), prefix]
    _counted(target, "at full speed", arguments)
    return [text_of(path.read_bytes()) for path in sorted(set(failed.iterdir()) - before)]


def _counted(target: str, how: str, arguments: list[str]) -> None:
    done = subprocess.run(  # noqa: S603  # this Python, our own script
        [sys.executable, "-c", *arguments], capture_output=True, check=False
    )
    output = (done.stdout + done.stderr).decode("utf-8", "replace")
    inputs = max((int(a or b) for a, b in RUNS_RE.findall(output)), default=0)
    total = counted(target, inputs)
    sys.stdout.write(f"{target}: {inputs:,} inputs {how}; {total:,} by now\n")
    sys.stdout.flush()
    if done.returncode:
        sys.stdout.write(output[-3000:] + "\n")


def _merge(target: str) -> None:
    """Put into the repository what reaches more of the code than the others."""
    with tempfile.TemporaryDirectory() as folder:
        options = ["-merge=1", f"-max_len={LONGEST}", "-timeout=20", folder, str(grown(target))]
        subprocess.run(  # noqa: S603  # this Python, our own script
            [sys.executable, "-c", GUIDED, *options, target], capture_output=True, check=False
        )
        keep(target, [text_of(path.read_bytes()) for path in Path(folder).iterdir()])


def main() -> int:
    """1 where an input failed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("targets", nargs="*", default=list(TARGETS))
    given = parser.parse_args()
    bad = 0
    for target in given.targets:
        for text in fuzz(target, given.seconds / len(given.targets)):
            bad += 1
            sys.stdout.write(f"{target} fails: {json.dumps(text)}\n")
        if given.keep and find_spec("atheris") is not None:
            _merge(target)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
