"""The cost of a build, written into the colophon of its site, for builds that are asked to.

In other builds the same sources give the same bytes, whatever the machine and the time taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from builders.model.page import ProsePage
from builders.pages.prose import INSERTION_RE
from builders.profile import MEGABYTE, Cost
from builders.site.rendering import Site
from builders.storage.replacing import write_atomically

NAME = "colophon"
"""The name of the colophon's insertion."""
LINE_RE = re.compile(r'( data-built="(\w+)") hidden(?:="")?(><dt>[^<]*</dt><dd>)(?=</dd>)')
"""A hidden line of the colophon whose figure is yet to be filled in."""


def record(site: Site, prose: Iterable[ProsePage], taken: Cost) -> int:
    """Write what the build cost into the colophons; the number of pages changed."""
    figures = _figures(site, taken)
    said = 0
    for path in _pages(site.folder, prose):
        text = path.read_text(encoding="utf-8")
        filled = LINE_RE.sub(partial(_with_figure, figures), text)
        if filled != text:
            write_atomically(path, filled.encode())
            said += 1
    return said


def _with_figure(figures: Mapping[str, str], line: re.Match[str]) -> str:
    """The line with its figure; if that is not known the line stays hidden."""
    figure = figures.get(line[2])
    return line[0] if figure is None else f"{line[1]}{line[3]}{figure}"


def _figures(site: Site, taken: Cost) -> Mapping[str, str]:
    """The figures by name, in units that need no translation."""
    figures = {
        "pages": f"{site.pages:,}",
        "files": f"{taken.files:,}",
        "bytes": f"{taken.bytes / MEGABYTE:,.1f} MB",
        "index": f"{taken.index / MEGABYTE:,.1f} MB",
        "seconds": f"{taken.seconds:,.1f} s",
        "processor": f"{taken.processor:,.1f} s",
    }
    if taken.megabytes is not None:
        figures["megabytes"] = f"{taken.megabytes:,.0f} MB"
    return figures


def _pages(folder: Path, prose: Iterable[ProsePage]) -> Iterator[Path]:
    """The HTML files of the pages with a colophon: `method/index.html` or `method.html`."""
    for page in prose:
        if any(match[1] == NAME for match in INSERTION_RE.finditer(page.text)):
            path = folder / page.uri.removesuffix(".md")
            for place in (path / "index.html", path.with_name(f"{path.name}.html")):
                if place.is_file():
                    yield place
