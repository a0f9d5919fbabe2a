"""What a build took, set into the colophon of the site that it made, for builds that are asked to.

Otherwise the same sources make the same bytes, whatever the machine and however long it took.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from builders.model.page import ProsePage
from builders.pages.prose import INSERTION_RE
from builders.profile import MEGABYTE, Whole
from builders.site.rendering import Site
from builders.storage.places import put

NAME = "colophon"
"""Of the insertion."""
LINE_RE = re.compile(r'( data-built="(\w+)") hidden(?:="")?(><dt>[^<]*</dt><dd>)(?=</dd>)')
"""A line that waits for its figure."""


def record(site: Site, prose: Iterable[ProsePage], taken: Whole) -> int:
    """How many pages say now what the build of their site took."""
    figures = _figures(site, taken)
    said = 0
    for path in _pages(site.folder, prose):
        text = path.read_text(encoding="utf-8")
        filled = LINE_RE.sub(partial(_filled, figures), text)
        if filled != text:
            put(path, filled.encode())
            said += 1
    return said


def _filled(figures: Mapping[str, str], line: re.Match[str]) -> str:
    """The line with its figure; one that nobody can tell stays hidden."""
    figure = figures.get(line[2])
    return line[0] if figure is None else f"{line[1]}{line[3]}{figure}"


def _figures(site: Site, taken: Whole) -> Mapping[str, str]:
    """In units that need no word of any language."""
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
    """Where the pages stand that have a colophon: `method.md` as a folder's page, or as a file's."""
    for page in prose:
        if any(match[1] == NAME for match in INSERTION_RE.finditer(page.text)):
            path = folder / page.uri.removesuffix(".md")
            for place in (path / "index.html", path.with_name(f"{path.name}.html")):
                if place.is_file():
                    yield place
