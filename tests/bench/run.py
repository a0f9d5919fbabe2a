"""`make bench`: whole builds compared with MkDocs and Hugo on pages of the same text, in one run.

Each figure is of a whole process, from its start to its end. MkDocs with Material is measured in
its default settings, with all pages in the navigation; Hugo with the plainest layout that shows a
page. Both make nothing but the pages (`plain.py`: the same words, headings, links and notes).
Muniment makes everything: first as the edition is set up, in two languages and with the ZIP, then
in one language and without the ZIP. The time for copying that finished site is what its files
alone cost: no build of it can be faster than the disk.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # ships no types

from tests.bench import plain
from tests.bench.corpus import generate
from tests.bench.served import edit, first_made_sidecar, serving
from tests.conftest import PROJECT

SIZES = (10, 100, 1000)
MOST_FOR_MKDOCS = 1000
"""With every page in the navigation, the time that MkDocs takes grows quadratically."""
MEGABYTE = 1 << 20
KILOBYTE = 1 << 10
GIGABYTE = 1 << 30
INDEX = "search"
"""The folder of the search index in a site."""
RESULT = PROJECT / ".cache" / "muniment" / "bench.json"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement."""

    what: str
    documents: int
    seconds: float
    cpu: float
    """Processor seconds of the process and all that it started; 0 if not measured."""
    megabytes: float
    """Peak memory of the largest single process; 0 if not measured."""
    files: int = 0
    bytes: int = 0
    index: int = 0
    """Bytes of the search index."""
    together: float = 0
    """Peak megabytes of all processes together, with shared memory counted once."""


def main() -> None:
    """Measure, print a table, and save the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    arguments = parser.parse_args()
    figures: list[Figure] = []
    for size in arguments.sizes or SIZES:
        with tempfile.TemporaryDirectory(prefix="muniment-bench-") as folder:
            for figure in measured(Path(folder), size):
                figures.append(figure)
                sys.stdout.write(f"{line(figure)}\n")
                sys.stdout.flush()
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    record = {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
        "figures": [asdict(figure) for figure in figures],
    }
    RESULT.write_text(json.dumps(record, indent=1) + "\n")


def line(figure: Figure) -> str:
    """The figure as a line of the table."""
    return (
        f"{figure.documents:7,}  {figure.seconds:8.2f} s  {figure.cpu:8.2f} s CPU"
        f"  {figure.megabytes:6.0f} MB  {figure.files:7,} files  {figure.bytes / MEGABYTE:8.1f} MB"
        f"  {figure.what}"
    )


def measured(folder: Path, size: int) -> Iterable[Figure]:
    """All figures for a publication of `size` documents."""
    root = generate(folder / "publication", size)
    build = [sys.executable, "-m", "builders", "build", "--project", str(root)]
    site = root / "site"
    yield measured_process("muniment build, from nothing, two languages and ZIP", size, build, site)
    shutil.rmtree(site)
    shutil.rmtree(root / ".cache")
    remove_second_language(root)
    yield measured_process("muniment build, from nothing, one language", size, build, site)
    copy = folder / "copy"
    yield measured_process("cp -R of that site", size, ["cp", "-R", str(site), str(copy)], copy)
    shutil.rmtree(copy)
    yield measured_process("muniment build, nothing changed", size, build, site)
    reword(root)
    yield measured_process("muniment build, words of one source edited", size, build, site)
    yield measured_process("muniment build, read before", size, [*build, "--again"], site)
    with serving(root) as served:
        yield Figure("muniment serve, until the last build is shown", size, served.answered, 0, 0)
        yield Figure("muniment serve, until all that is new is shown", size, served.fresh, 0, 0)
        for what, seconds in edit(root, served.address):
            yield Figure(what, size, seconds, 0, 0)
    if size <= MOST_FOR_MKDOCS:
        other = plain.mkdocs(folder / "mkdocs", plain.pages(root, plain.MKDOCS))
        yield measured_process(
            "MkDocs + Material, defaults",
            size,
            [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(other / "mkdocs.yml")],
            other / "site",
        )
    if shutil.which("hugo"):
        other = plain.hugo(folder / "hugo", plain.pages(root, plain.HUGO))
        yield measured_process(
            "Hugo, bare", size, ["hugo", "--quiet", "--source", str(other)], other / "public"
        )


def remove_second_language(root: Path) -> None:
    """Remove the publication's second language, its ZIP and its docs/."""
    for name, setting in (("site_src/publication.yml", "interface:"), ("mkdocs.yml", "  offline:")):
        lines = (root / name).read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(setting)]
        if len(kept) == len(lines):
            raise RuntimeError(f"{name} has no {setting}")
        (root / name).write_text("".join(kept), encoding="utf-8")
    shutil.rmtree(root / "site_src/pages/zh")
    shutil.rmtree(root / "docs")


def reword(root: Path) -> None:
    """Give one source other words of its editors."""
    sidecar = first_made_sidecar(root)
    record = json.loads(sidecar.read_text(encoding="utf-8"))
    sidecar.write_text(json.dumps({**record, "provenance": "From a box."}), encoding="utf-8")


def measured_process(what: str, size: int, command: Sequence[str], site: Path) -> Figure:
    """The figure of a command, from its start to its end."""
    begun = time.perf_counter()
    child = subprocess.Popen(  # noqa: S603  # fixed commands
        command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    over, peaks = threading.Event(), [0]
    watching = threading.Thread(target=_watch, args=(child.pid, over, peaks))
    watching.start()
    _, status, used = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - begun
    over.set()
    watching.join()
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} failed")
    files = [path for path in site.rglob("*") if path.is_file()]
    sizes = {path: path.stat().st_size for path in files}
    parts = (
        path for path in files if path.parts[len(site.parts)] == INDEX and path.suffix == ".js"
    )
    index = sum(sizes[path] for path in parts)
    peak = used.ru_maxrss / KILOBYTE
    cpu = used.ru_utime + used.ru_stime
    whole = sum(sizes.values())
    return Figure(what, size, seconds, cpu, peak, len(files), whole, index, max(peaks) / MEGABYTE)


def _watch(pid: int, over: threading.Event, peaks: list[int]) -> None:
    """Add to `peaks` the bytes of a process and its children, every second until it is over."""
    first = psutil.Process(pid)
    while not over.wait(1):
        found = 0
        with suppress(psutil.Error):
            for one in (first, *first.children(recursive=True)):
                with suppress(psutil.Error):
                    found += one.memory_full_info().pss
        peaks.append(found)


if __name__ == "__main__":
    main()
