"""The facsimiles of a source: the pictures and PDFs in `site_src/facsimiles/<id>/`."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

import imagesize

from builders.inputs.records import line_of
from builders.inputs.source_files import is_by_program
from builders.inputs.sources import Received
from builders.inputs.spellings import MOST_PROPOSALS, did_you_mean
from builders.model.document import PAGE_BREAK, PAGE_FOOTER
from builders.model.facsimile import MEDIA_TYPES, PDF, Facsimile
from builders.model.publication import Entry
from builders.model.sidecar import Surface
from builders.problems import Problem
from builders.storage.memory import Memory, stamps

FOLDER = "site_src/facsimiles"
NAME_RE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.[A-Za-z]+")
NUMBER_RE = re.compile(r"([0-9]+)")


class Facsimiles:
    """The facsimiles of all sources, one folder for each source that has any."""

    def __init__(self, root: Path, memory: Memory | None = None) -> None:
        """List the folders.

        Args:
            root: The project.
            memory: What earlier runs have read: an unchanged picture is not read again.
        """
        self._root = root
        self._memory = memory or Memory()
        self._names = frozenset(_names(root / FOLDER))

    def added(self, received: Received, entry: Entry) -> tuple[Entry, list[Problem]]:
        """The entry with its facsimiles, and what is wrong with them."""
        if entry.id not in self._names and not entry.sidecar.facsimiles:
            return entry, []
        folder = self._root / FOLDER / entry.id
        make = partial(_added, self._root, folder, received, entry)
        return self._memory.get_or_make(("facsimiles", entry.id), (entry, stamps(folder)), make)

    def problems(self, ids: Iterable[str]) -> Iterator[Problem]:
        """An error for each folder that is not named after a source.

        Args:
            ids: The identifiers of all sources.
        """
        known = frozenset(ids)
        for k, name in enumerate(sorted(self._names - known)):
            among = known if k < MOST_PROPOSALS else ()
            hint = did_you_mean(name, among, "Give it the name of the source's file.")
            message = f"there is no source `{name}`"
            yield Problem(f"{FOLDER}/{name}", None, "missing-source", message, hint)


def _added(
    root: Path, folder: Path, received: Received, entry: Entry
) -> tuple[Entry, list[Problem]]:
    records = {one.file: one for one in entry.sidecar.facsimiles}
    found: list[Facsimile] = []
    problems: list[Problem] = []
    labels = frozenset(_page_labels(entry))
    names = sorted(_names(folder), key=_natural_sort_key)
    owners: dict[str, str] = {}
    """From each address, in lower case, to the name of the file that has it."""
    for name in names:
        where = f"{FOLDER}/{entry.id}/{name}"
        surface = records.get(name) or Surface(file=name)
        read = _read(root, folder / name, where)
        address = Path(name).stem.lower()
        if isinstance(read, Problem):
            problems.append(read)
        elif address in owners:
            message = f"has the same address as `{owners[address]}`"
            problems.append(_wrong(where, message, "Change its name, not only the suffix."))
        elif entry.source.redactions and not surface.redacted:
            problems.append(_not_redacted(received, where, name))
        else:
            page = surface.page or _page_by_name(read.stem, labels)
            found.append(replace(read, page=page, what=surface.what or ""))
            owners[address] = name
    problems.extend(_unmatched_records(received, names))
    return replace(entry, facsimiles=tuple(found)), problems


def _names(folder: Path) -> Iterator[str]:
    """The names of the files in a folder that people put there; none where there is no folder."""
    if folder.is_dir():
        yield from (path.name for path in folder.iterdir() if not is_by_program(path.name))


def _read(root: Path, path: Path, where: str) -> Facsimile | Problem:
    """The facsimile in a file, or why it cannot be shown."""
    if not Path(os.path.realpath(path)).is_relative_to((root / "site_src").resolve()):
        hint = f"Put the file itself in {FOLDER}/."
        return Problem(where, None, "outside", "is a link that leaves site_src/", hint)
    if not path.is_file():
        return _wrong(where, "is no file", "Put the pictures themselves into the source's folder.")
    if path.suffix.lower() not in MEDIA_TYPES:
        hint = f"Convert it to one of these: {', '.join(MEDIA_TYPES)}."
        return _wrong(where, "is in no format that every browser shows", hint)
    if not NAME_RE.fullmatch(path.name):
        hint = "Use ASCII letters, digits, `-`, `_` and `.`: the name becomes an address."
        return Problem(where, None, "bad-id", f"`{path.name}` cannot be an address", hint)
    data = path.read_bytes()
    size = _size(data, MEDIA_TYPES[path.suffix.lower()])
    if size is None:
        return _wrong(where, "is damaged, or not what its name says", "Put the file itself there.")
    return Facsimile(path.name, path, *size, len(data), hashlib.sha256(data).hexdigest())


def _size(data: bytes, media_type: str) -> tuple[int, int] | None:
    """Width and height of a picture, zeros for a PDF; None for what is neither."""
    if media_type == PDF:
        return (0, 0) if data.startswith(b"%PDF-") else None
    try:
        width, height = imagesize.get(BytesIO(data))
    except Exception:  # noqa: BLE001  # the library may raise anything on a damaged file
        return None
    return (width, height) if width > 0 and height > 0 else None


def _wrong(where: str, message: str, hint: str) -> Problem:
    return Problem(where, None, "facsimile", message, hint)


def _not_redacted(received: Received, where: str, name: str) -> Problem:
    """An error for a facsimile of a redacted source, as pictures cannot be searched."""
    hint = (
        f"Cover the passages in the picture, and say so in {received.sidecar_path}: "
        f"`facsimiles: [{{file: {name}, redacted: true}}]`."
    )
    message = "may show what is redacted in the text"
    return Problem(where, None, "facsimile-redacted", message, hint)


def _unmatched_records(received: Received, names: Iterable[str]) -> Iterator[Problem]:
    """An error for each `facsimiles` record whose picture is missing or has a record already."""
    known = frozenset(names)
    listed: set[str] = set()
    for k, surface in enumerate(received.sidecar.facsimiles):
        name = surface.file
        if name not in known:
            message = f"there is no picture `{name}`"
            folder = f"{FOLDER}/{received.source.id}/"
            hint = did_you_mean(name, known, f"Put it in {folder}.")
        elif name in listed:
            message, hint = f"`{name}` is listed twice", "Take one out."
        else:
            listed.add(name)
            continue
        line = line_of(received.sidecar_text, "facsimiles", k, "file")
        message = f"`facsimiles[{k + 1}].file`: {message}"
        yield Problem(received.sidecar_path, line, "facsimile", message, hint)


def _page_labels(entry: Entry) -> Iterator[str]:
    """The page labels printed at page breaks, and that of the page before the first break."""
    breaks = [block for block in entry.document.blocks if block.type == PAGE_BREAK]
    if breaks and breaks[0].name != PAGE_FOOTER and breaks[0].as_printed.isdecimal():
        # A text whose first break says that page 2 begins has page 1 before it.
        yield str(int(breaks[0].as_printed) - 1)
    yield from (block.as_printed for block in breaks)


def _page_by_name(stem: str, labels: frozenset[str]) -> str:
    """The page that a picture is named after (`012.jpg`: page 12); empty if the text has none."""
    page = stem.lstrip("0")
    return page if page in labels else ""


def _natural_sort_key(name: str) -> list[tuple[int, str]]:
    """A sort key that compares numbers by value: `2.jpg` comes before `10.jpg`."""
    return [(int(part) if part.isdecimal() else 0, part) for part in NUMBER_RE.split(name)]
