"""Packing the ZIP: the same bytes for the same site, on any day and any machine."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from builders.offline.bundle import bundle, entry_script, twin_script
from builders.offline.pages import from_disk, modules_of
from builders.processes.pools import cores, map_in_forks
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
FEW = 500
"""Up to this number of files, one process is done before a second one would be ready."""
BATCH = 64
"""Number of files that a process takes at a time."""
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
    found = _files(site)
    entries: set[str] = set()
    with closing(workplace(target)) as work:
        packed = work.folder / f"new{ARCHIVE}"
        with zipfile.ZipFile(packed, "w") as archive:
            for segment in _segments(found, target.stem):
                _append(archive, segment.data)
                entries |= segment.entries
            for uri, data in _scripts(found, entries):
                _add(archive, f"{target.stem}/{uri}", data)
            count = len(archive.filelist)
        examine(packed)
        packed.chmod(MODE)
        packed.replace(target)
    return count


def may_be_replaced(target: Path) -> bool:
    """Whether nothing is lost if a new archive replaces the file: it is missing, empty, or one itself."""
    if not target.exists() or not target.stat().st_size:
        return True
    try:
        with zipfile.ZipFile(target) as archive:
            return any(name.endswith(f"/{BUNDLE}") for name in archive.namelist())
    except zipfile.BadZipFile:
        return False


class _Segment(NamedTuple):
    """Some of the files, packed."""

    data: bytes
    """A ZIP of them alone."""
    entries: set[str]
    """The paths of the modules that pages among them load."""


def _files(site: Path) -> dict[str, Path]:
    """Every file of the site, by its path below it, always in the same order."""
    every = (path for path in site.rglob("*") if path.is_file())
    return dict(sorted((path.relative_to(site).as_posix(), path) for path in every))


def _segments(found: Mapping[str, Path], folder: str) -> Iterator[_Segment]:
    """The files of the offline copy except for its scripts, packed, in order.

    Compressing takes most of the time, so that as many processes share it as there are cores.

    Args:
        found: The files of the site.
        folder: The folder in the ZIP.
    """
    uris = [uri for uri in found if _belongs(uri) and not _is_script(uri)]
    batches = [uris[at : at + BATCH] for at in range(0, len(uris), BATCH)]
    work, count = partial(_segment, found, folder), cores()
    if count == 1 or len(uris) <= FEW:
        return map(work, batches)
    return map_in_forks(work, batches, count)


def _segment(found: Mapping[str, Path], folder: str, uris: Iterable[str]) -> _Segment:
    """Some of the files, packed; only one of them at a time is held in memory as it is."""
    entries: set[str] = set()
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for uri in uris:
            data = found[uri].read_bytes()
            if uri.endswith(".html"):
                html = data.decode()
                entries.update(modules_of(html, uri))
                data = from_disk(html, uri, found.keys(), BUNDLE).encode()
            _add(archive, f"{folder}/{uri}", data)
            if _is_fetched(uri):
                _add(archive, f"{folder}/{uri}.js", twin_script(data.decode()).encode())
    return _Segment(packed.getvalue(), entries)


def _append(archive: zipfile.ZipFile, segment: bytes) -> None:
    """Add the files of one ZIP to another that is being written, as they are packed."""
    if archive.fp is None:
        raise ValueError("the archive is closed")
    with zipfile.ZipFile(BytesIO(segment)) as packed:
        at = archive.start_dir
        archive.fp.write(memoryview(segment)[: packed.start_dir])
        for info in packed.infolist():
            info.header_offset += at
            archive.filelist.append(info)
            archive.NameToInfo[info.filename] = info
        archive.start_dir = at + packed.start_dir


def _belongs(uri: str) -> bool:
    """Whether a file of the site is in the offline copy, as it is or adapted."""
    # A hidden folder may be that in which this very ZIP is being made.
    hidden = any(name.startswith(".") for name in uri.split("/"))
    beside = "/" not in uri and uri.endswith(ARCHIVE)
    return not (hidden or beside or uri in LEFT_OUT or uri.endswith(CARD_SUFFIX))


def _is_script(uri: str) -> bool:
    return uri.startswith("assets/js/") and uri.endswith(".js")


def _scripts(found: Mapping[str, Path], entries: set[str]) -> Iterator[tuple[str, bytes]]:
    """The scripts: the bundle, those that run its entry modules, and those that are not modules."""
    sources = {
        uri: path.read_text(encoding="utf-8") for uri, path in found.items() if _is_script(uri)
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
