"""`make bench`: the whole product beside MkDocs and Hugo on pages of the same text, in one run.

Each figure is of a whole process, from its start to its end. MkDocs with Material is measured as
people use it by default, with all pages in the navigation; Hugo with the plainest layout that shows
a page. Both make nothing but the pages; Muniment makes everything.
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
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from builders.build import understand
from builders.session import Session
from tests.bench.corpus import generate, identifier
from tests.conftest import PROJECT

SIZES = (10, 100, 1000)
DEFAULT_MOST = 1000
"""MkDocs with every page in the navigation takes a time that grows with the square."""
MEGABYTE = 1 << 20
KILOBYTE = 1 << 10
RESULT = PROJECT / ".cache" / "muniment" / "bench.json"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement."""

    what: str
    documents: int
    seconds: float
    cpu: float
    """Of the process and all that it started."""
    megabytes: float
    """Of the largest single process at its peak; 0 where it was not measured."""
    files: int = 0
    bytes: int = 0


def main() -> None:
    """Measures, prints a table, and keeps the figures as JSON."""
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
    """All figures for a publication of that size."""
    root = generate(folder / "publication", size)
    build = [sys.executable, "-m", "builders", "build", "--project", str(root)]
    site = root / "site"
    yield process("muniment build, from nothing", size, build, site)
    yield process("muniment build, nothing changed", size, build, site)
    yield process("muniment build, read before", size, [*build, "--again"], site)
    yield from edits(root, folder / "preview" / "site", size)
    texts = list(pages(root))
    if size <= DEFAULT_MOST:
        other = mkdocs(folder / "mkdocs", texts)
        yield process(
            "MkDocs + Material, defaults",
            size,
            [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(other / "mkdocs.yml")],
            other / "site",
        )
    if shutil.which("hugo"):
        other = hugo(folder / "hugo", texts)
        yield process(
            "Hugo, bare", size, ["hugo", "--quiet", "--source", str(other)], other / "public"
        )


def process(what: str, size: int, command: Sequence[str], site: Path) -> Figure:
    """A command from its start to its end."""
    begun = time.perf_counter()
    child = subprocess.Popen(  # noqa: S603  # fixed commands
        command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} failed")
    files = [path for path in site.rglob("*") if path.is_file()]
    size_of_all = sum(path.stat().st_size for path in files)
    peak = used.ru_maxrss / KILOBYTE
    cpu = used.ru_utime + used.ru_stime
    return Figure(what, size, seconds, cpu, peak, len(files), size_of_all)


def edits(root: Path, site: Path, size: int) -> Iterable[Figure]:
    """A word in a sidecar, until its page is there and until everything is."""
    session = Session(root, site, "http://127.0.0.1:1/muniment/")
    sidecar = next((root / "site_src/sources").glob(f"*/{identifier(0)}.yml"), None)
    if sidecar is None:
        return
    text = sidecar.read_text(encoding="utf-8")
    sidecar.write_text(text.replace("Document 0", "Document nought"), encoding="utf-8")
    yield taken("an edit, its page is there", size, session.update)

    def finish() -> bool:
        while session.update():
            pass
        return True

    yield taken("an edit, all the rest is right", size, finish)


def taken(what: str, size: int, work: Callable[[], bool]) -> Figure:
    """What a call takes in this process."""
    begun, cpu = time.perf_counter(), time.process_time()
    work()
    return Figure(what, size, time.perf_counter() - begun, time.process_time() - cpu, 0)


def pages(root: Path) -> Iterable[tuple[str, str, list[str]]]:
    """The name, the title and the paragraphs of each source, as read."""
    for entry in understand(root).publication.entries:
        read = [block.text.text for block in entry.document.blocks if block.type == "p"]
        yield entry.slug, entry.title, read


def mkdocs(root: Path, texts: Iterable[tuple[str, str, list[str]]]) -> Path:
    """The same texts for MkDocs with Material."""
    (root / "docs").mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: Bench\ntheme:\n  name: material\n")
    (root / "docs/index.md").write_text("# Bench\n")
    for name, title, paragraphs in texts:
        text = "\n\n".join([f"# {title}", *paragraphs])
        (root / "docs" / f"{name}.md").write_text(f"{text}\n", encoding="utf-8")
    return root


def hugo(root: Path, texts: Iterable[tuple[str, str, list[str]]]) -> Path:
    """The same texts for Hugo with one plain layout."""
    (root / "content").mkdir(parents=True)
    (root / "layouts/_default").mkdir(parents=True)
    (root / "hugo.toml").write_text('title = "Bench"\nbaseURL = "https://example.org/"\n')
    page = "<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}"
    (root / "layouts/_default/single.html").write_text(page)
    (root / "layouts/_default/list.html").write_text(
        "<ul>{{ range .Pages }}<li>{{ .Title }}{{ end }}</ul>"
    )
    for name, title, paragraphs in texts:
        head = f"---\ntitle: {json.dumps(title)}\n---\n\n"
        text = head + "\n\n".join(paragraphs)
        (root / "content" / f"{name}.md").write_text(f"{text}\n", encoding="utf-8")
    return root


if __name__ == "__main__":
    main()
