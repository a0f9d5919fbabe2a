"""The time and memory that one very large source takes, each measured in a process of its own.

    python -m tests.large [--bytes 50000000] [NAME ...]

The measurements are written to `tests/large.json`, from which `make security` takes them.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from builders.understand import understand
from tests.conftest import PROJECT
from tests.publication import new_publication

MEASURED = Path(__file__).parent / "large.json"
DEFAULT_BYTES = 50_000_000
"""The largest source, in bytes, that the default settings allow."""
UNITS = {
    "the letter a": "a",
    "digits": "1",
    "spaces": " ",
    "dashes": "-",
    "brackets that open": "(",
    "line ends": "\n",
    "the character 中": "中",
    "words on one line": "word ",
    "short lines": "A line.\n",
}
LINES = sorted((PROJECT / "tests/fixtures").glob("*/*.txt"))
TEXT = "the fixtures of all kinds, again and again"


def publication_with_source(root: Path, name: str, size: int) -> Path:
    """A publication with one source of `size` bytes."""
    made = new_publication(root)
    folder = made / "site_src/sources/text"
    for path in folder.iterdir():
        path.unlink()
    unit = (UNITS.get(name) or "".join(path.read_text(encoding="utf-8") for path in LINES)).encode()
    with (folder / "large.txt").open("wb") as file:
        file.write(unit * (size // len(unit)))
        file.write(unit[: size % len(unit)].decode("utf-8", "ignore").encode())
    return made


def measure(name: str, size: int) -> dict[str, float]:
    """The processor seconds and peak megabytes that it takes to read and understand the source."""
    with tempfile.TemporaryDirectory() as folder:
        root = publication_with_source(Path(folder), name, size)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        started = time.process_time()
        (entry,) = understand(root).publication.entries
        seconds = time.process_time() - started
        assert entry.account.whole
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"bytes": size, "seconds": round(seconds, 1), "megabytes": (peak - before) // 1024}


def main() -> int:
    """Measure the named texts, or all of them, one after another."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bytes", type=int, default=DEFAULT_BYTES)
    parser.add_argument(
        "--here", action="store_true", help="in this process; print what is measured"
    )
    parser.add_argument("names", nargs="*", default=[*UNITS, TEXT])
    given = parser.parse_args()
    if given.here:
        sys.stdout.write(json.dumps(measure(given.names[0], given.bytes)) + "\n")
        return 0
    for name in given.names:
        command = [sys.executable, "-m", "tests.large", "--here", "--bytes", str(given.bytes), name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # this Python, our own module
        if done.returncode:
            sys.stdout.write(f"{name}: {done.stderr[-2000:]}\n")
            return 1
        sys.stdout.write(f"{name}: {done.stdout}")
        sys.stdout.flush()
        figures = json.loads(MEASURED.read_text()) if MEASURED.exists() else {}
        figures[name] = json.loads(done.stdout)
        MEASURED.write_text(
            json.dumps(figures, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
