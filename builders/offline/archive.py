"""Packing the ZIP: the same bytes for the same site, on any day and any machine."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from builders.offline.bundle import bundle, entry_script, twin_script
from builders.offline.pages import from_disk, modules_of
from builders.storage.replacing import workplace

BUNDLE = "assets/js/modules.js"
LEFT_OUT = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz", "robots.txt"})
"""Files that only a server needs; those whose names begin with a dot are left out as well."""
ARCHIVE = ".zip"
"""The extension of an archive of the site, which may be beside the home page."""
CARD_SUFFIX = "/card.png"
"""The end of the paths of pictures for shared links, which no page shows."""
FETCHED_PREFIX = "cite."
"""The beginning of the names of files beside pages that scripts fetch."""
FETCHED_FOLDER = "timeline/"
"""The folder with JSON files that scripts fetch."""
DATE = (1980, 1, 1, 0, 0, 0)
"""The date of every member: the earliest that a ZIP can record, for a build has no clock."""
MODE = 0o644
LEVEL = 6
"""The compression level: 9 takes twice the time and saves one per cent of the bytes."""


def pack(site: Path, target: Path, examine: Callable[[Path], None] = lambda _: None) -> int:
    """Pack a site into a ZIP at the target; the number of files in it.

    Args:
        site: A finished site.
        target: Where the ZIP goes.
        examine: Called with the finished ZIP before it is put in place; it may raise.

    Raises:
        ProblemsFound: a module of the site cannot be made into a plain script.
    """
    count = 0
    with closing(workplace(target)) as work:
        packed = work.folder / f"new{ARCHIVE}"
        with zipfile.ZipFile(packed, "w") as archive:
            for uri, data in files(site):
                _add(archive, f"{target.stem}/{uri}", data)
                count += 1
        examine(packed)
        packed.chmod(MODE)
        packed.replace(target)
    return count


def files(site: Path) -> Iterator[tuple[str, bytes]]:
    """The path and bytes of every file of the offline copy, always in the same order.

    Only one file at a time is held in memory.
    """
    every = (path for path in site.rglob("*") if path.is_file())
    found = dict(sorted((path.relative_to(site).as_posix(), path) for path in every))
    entries: set[str] = set()
    for uri, path in found.items():
        beside = "/" not in uri and uri.endswith(ARCHIVE)
        # A hidden folder may be that in which this very ZIP is being made.
        hidden = any(name.startswith(".") for name in uri.split("/"))
        if hidden or uri in LEFT_OUT or uri.endswith(CARD_SUFFIX) or beside:
            continue
        data = path.read_bytes()
        if uri.endswith(".html"):
            html = data.decode()
            entries.update(modules_of(html, uri))
            yield uri, from_disk(html, uri, found.keys(), BUNDLE).encode()
        elif not (uri.startswith("assets/js/") and uri.endswith(".js")):
            yield uri, data
            if _is_fetched(uri):
                yield f"{uri}.js", twin_script(data.decode()).encode()
    yield from _scripts(found, entries)


def _scripts(found: dict[str, Path], entries: set[str]) -> Iterator[tuple[str, bytes]]:
    """The scripts: the bundle, those that run its entry modules, and those that are not modules."""
    sources = {
        uri: path.read_text(encoding="utf-8")
        for uri, path in found.items()
        if uri.startswith("assets/js/") and uri.endswith(".js")
    }
    bundled = bundle(sources, entries, BUNDLE)
    yield BUNDLE, bundled.script.encode()
    for uri, text in sources.items():
        if uri in entries:
            yield uri, entry_script(uri).encode()
        elif uri not in bundled.modules:
            yield uri, text.encode()


def _is_fetched(uri: str) -> bool:
    name = uri.rpartition("/")[2]
    below = uri.startswith(FETCHED_FOLDER) and uri.endswith(".json")
    return name.startswith(FETCHED_PREFIX) or below


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, DATE)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3  # Unix, wherever it is made
    info.external_attr = (0o100000 | MODE) << 16
    archive.writestr(info, data, compresslevel=LEVEL)
