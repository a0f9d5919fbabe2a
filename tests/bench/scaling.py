"""What a collection of any size costs: measured points, lines through them, and SCALING.md.

`python -m tests.bench.scaling 10 100 1000` measures (minutes to hours) and saves the results;
without sizes it only rewrites the page. Use the processor seconds: elapsed time depends on what
else a machine does.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from math import ceil
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # ships no types

from tests.bench.corpus import generate
from tests.bench.run import GIGABYTE, KILOBYTE, MEGABYTE, Figure, measured_process
from tests.clusters import cluster_of_two
from tests.conftest import PROJECT

PAGE = PROJECT / "SCALING.md"
POINTS = PROJECT / "tests/bench/points.json"
BLOCK_RE = re.compile(r"(<!-- begin: (\w+) \(.*?\) -->\n).*?(<!-- end: \2 -->)", re.DOTALL)
LARGEST_COLLECTION = 250_000
"""The number of cables in the largest collection of this kind."""
ONE, SEVERAL, CLUSTER = "1 process", "processes", "2 Dask workers"
"""Ways to build; the number of processes is that of the machine's cores."""
COMMON_MEMORY = 16 * GIGABYTE
"""The memory of a common machine, in bytes."""
PAGES_LIMIT = GIGABYTE
"""The largest site that GitHub Pages allows, in bytes."""


@dataclass(frozen=True, slots=True)
class Line:
    """A cost as a fixed part and a part for each document."""

    fixed: float
    each: float

    def at(self, documents: int) -> float:
        """The cost of `documents` documents."""
        return self.fixed + self.each * documents


@dataclass(frozen=True, slots=True)
class Cost:
    """One column of the measurements."""

    name: str
    field: str
    unit: str
    scale: float
    """The number of measured units in one of `unit`."""
    least: int = 0
    """The least number of documents with which the measurement is meaningful."""


COSTS = (
    Cost("elapsed", "seconds", "s", 1),
    Cost("processor time", "cpu", "s", 1),
    # With few documents, pandoc is the largest process.
    Cost("memory, largest process", "megabytes", "MB", 1, least=1000),
    Cost("memory of all processes", "together", "MB", 1, least=1000),
    Cost("files of the site", "files", "", 1),
    Cost("site", "bytes", "MB", MEGABYTE),
    Cost("search index", "index", "MB", MEGABYTE),
)


def fitted_line(points: Iterable[tuple[int, float]]) -> Line:
    """The line with the least squares of the relative errors.

    An error of a tenth counts the same at ten documents as at ten thousand; with absolute errors
    the largest point alone would decide.
    """
    rows = [(1 / y, x / y) for x, y in points]
    aa = sum(a * a for a, _ in rows)
    ab = sum(a * b for a, b in rows)
    bb = sum(b * b for _, b in rows)
    a, b = sum(a for a, _ in rows), sum(b for _, b in rows)
    determinant = aa * bb - ab * ab
    return Line((a * bb - b * ab) / determinant, (b * aa - a * ab) / determinant)


def measured(sizes: Sequence[int], ways: Sequence[str]) -> Iterator[Figure]:
    """Figures of clean builds in one language and without the ZIP, of each size and each way."""
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="muniment-scaling-") as folder:
            root = generate(Path(folder) / "publication", size, bare=True)
            build = [sys.executable, "-m", "builders", "build", "--project", str(root), "--again"]
            for way in ways:
                subprocess.run(["rm", "-rf", root / ".cache", root / "site"], check=True)  # noqa: S603, S607  # fixed
                if way == ONE:
                    yield measured_process(way, size, ["taskset", "-c", "0", *build], root / "site")
                elif way == CLUSTER:
                    yield on_cluster(Path(folder), size, build, root / "site")
                else:
                    yield measured_process(
                        f"{os.cpu_count()} processes", size, build, root / "site"
                    )


def on_cluster(folder: Path, size: int, build: Sequence[str], site: Path) -> Figure:
    """The figure of a build whose sources are read on a cluster, including the cluster's workers."""
    with cluster_of_two(folder) as (address, workers):
        each = [psutil.Process(worker.pid) for worker in workers]
        before = sum(sum(one.cpu_times()[:2]) for one in each)
        figure = measured_process(CLUSTER, size, [*build, "--scheduler", address], site)
        taken = sum(sum(one.cpu_times()[:2]) for one in each) - before
        largest = max(one.memory_info().rss for one in each) / MEGABYTE
    return replace(figure, cpu=figure.cpu + taken, megabytes=max(figure.megabytes, largest))


def table(points: Sequence[Figure]) -> Iterator[str]:
    """The table of measurements, with the relative errors of the lines."""
    lines = fitted(points)
    yield "| documents | built with | " + " | ".join(cost.name for cost in COSTS) + " |"
    yield "| ---: | --- |" + " ---: |" * len(COSTS)
    for point in points:
        cells = []
        for cost in COSTS:
            value = getattr(point, cost.field)
            found = lines[point.what].get(cost.field)
            cell = f"{rounded(value / cost.scale)} {cost.unit}".strip() if value else "not measured"
            if found and value and point.documents >= cost.least:
                cell += f" ({(found.at(point.documents) - value) / value:+.0%})"
            cells.append(cell)
        yield f"| {point.documents:,} | {point.what} | {' | '.join(cells)} |"


def model(points: Sequence[Figure]) -> Iterator[str]:
    """The table of the lines, extrapolated to `LARGEST_COLLECTION` documents."""
    largest = max(point.documents for point in points if point.files)
    yield f"| cost | built with | fixed | per document | {LARGEST_COLLECTION:,} documents |"
    yield "| --- | --- | ---: | ---: | ---: |"
    for way, lines in fitted(points).items():
        for cost in COSTS:
            if cost.field not in lines:
                continue
            found = lines[cost.field]
            unit = cost.unit or "files"
            small, scale = {"s": ("ms", 1000.0), "MB": ("kB", float(KILOBYTE))}.get(
                unit, (unit, 1.0)
            )
            yield (
                f"| {cost.name} | {way} | {rounded(found.fixed / cost.scale)} {unit}"
                f" | {rounded(found.each / cost.scale * scale)} {small}"
                f" | {rounded(found.at(LARGEST_COLLECTION) / cost.scale)} {unit} |"
            )
    yield ""
    yield (
        f"{LARGEST_COLLECTION:,} documents are {LARGEST_COLLECTION / largest:,.0f} times the largest collection that was"
        " built for this. The last column is an extrapolation; nobody has built it."
    )


def consequences(points: Sequence[Figure]) -> Iterator[str]:
    """What follows for the machine that builds and for the host of the site."""
    lines: dict[str, Line] = {}
    for way in sorted(
        fitted(points), key=lambda way: max(p.documents for p in points if p.what == way)
    ):
        lines.update(fitted(points)[way])
    size = lines["bytes"].at(LARGEST_COLLECTION)
    files = lines["files"].at(LARGEST_COLLECTION)
    hours = lines["cpu"].at(LARGEST_COLLECTION) / 3600
    one_site = (PAGES_LIMIT - lines["bytes"].fixed) / lines["bytes"].each
    yield f"- **Time:** {rounded(hours)} hours of one processor; with `n` processors about `1/n` of that for sources and pages, which are nearly all of it."
    if (memory := lines.get("megabytes")) and (together := lines.get("together")):
        fits = (COMMON_MEMORY / MEGABYTE - together.fixed) / together.each
        yield f"- **Memory:** {rounded(memory.each * KILOBYTE)} kB a document in the largest process, {rounded(together.each * KILOBYTE)} kB in all of them; a machine with 16 GB can build some {rounded(fits)} documents. Memory is the first limit of a single machine: build a larger publication as several, or on a larger machine."
    yield f"- **Bytes:** {rounded(size / GIGABYTE)} GB in {rounded(files / 1e6)} million files. The file system must have that many inodes, and twice as many while one site replaces another."
    yield f"- **GitHub Pages** (1 GB for a site, ten minutes for a deployment): some {rounded(one_site)} documents per site, so {ceil(LARGEST_COLLECTION / one_site)} sites."
    storage, writing = size / 1e9, files / 1e6
    yield f"- **Object storage:** {rounded(storage)} × `price per GB and month`; {rounded(writing)} × `price per million writes` whenever every file is new; and for what readers download, `GB × price per GB out`."
    yield f"  At $0.015 a GB and month, $4.50 per million writes and nothing for downloads, that is ${rounded(storage * 0.015)} a month, and ${rounded(writing * 4.5)} each time everything is uploaded."


def fitted(points: Sequence[Figure]) -> dict[str, dict[str, Line]]:
    """The line of each cost by way of building, where there are enough points for one."""
    found: dict[str, dict[str, Line]] = {}
    for way in dict.fromkeys(point.what for point in points):
        found[way] = {}
        for cost in COSTS:
            rows = [
                (point.documents, value)
                for point in points
                if point.what == way and point.documents >= cost.least
                if (value := getattr(point, cost.field))
            ]
            if len(rows) > 1:
                found[way][cost.field] = fitted_line(rows)
    return found


def rounded(number: float) -> str:
    """The number with three significant digits; more would be spurious."""
    if abs(number) >= 1000:  # with separators for thousands
        digits = len(str(int(abs(number))))
        return f"{round(number, 3 - digits):,.0f}"
    return f"{number:.3g}"


def updated(page: str, points: Sequence[Figure]) -> str:
    """The page with the numbers that follow from these points."""
    blocks = {"points": table, "model": model, "consequences": consequences}

    def block(found: re.Match[str]) -> str:
        rows = "".join(f"{row}\n" for row in blocks[found[2]](points))
        return f"{found[1]}{rows}{found[3]}"

    return BLOCK_RE.sub(block, page)


def saved_points() -> list[Figure]:
    """The points measured so far."""
    record = json.loads(POINTS.read_text())
    return [Figure(**point) for point in record["points"]]


def main() -> None:
    """Measure the given sizes, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int)
    parser.add_argument("--ways", nargs="*", default=[ONE, SEVERAL, CLUSTER])
    arguments = parser.parse_args()
    points = (
        {(point.what, point.documents): point for point in saved_points()}
        if POINTS.exists()
        else {}
    )
    for point in measured(arguments.sizes, arguments.ways):
        points[point.what, point.documents] = point
        ordered = sorted(points.values(), key=lambda one: (one.what, one.documents))
        machine = {"cores": os.cpu_count(), "python": platform.python_version()}
        record = {"machine": machine, "points": [asdict(one) for one in ordered]}
        POINTS.write_text(json.dumps(record, indent=1) + "\n")
        sys.stdout.write(f"{point}\n")
        sys.stdout.flush()
    if PAGE.exists():
        PAGE.write_text(updated(PAGE.read_text(), saved_points()))


if __name__ == "__main__":
    main()
