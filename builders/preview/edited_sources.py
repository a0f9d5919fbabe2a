"""The few sources that an edit has changed, read again while all others stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from builders.annotate import name_index
from builders.entries import read_entry
from builders.inputs.facsimiles import Facsimiles
from builders.inputs.sources import read_redacted
from builders.model.publication import Entry, Publication
from builders.pages.short_names import short_names
from builders.pages.source.related import Relatives
from builders.pages.subjects import Subjects
from builders.preview.saved_state import State
from builders.problems import errors
from builders.resolve import links as links_of
from builders.resolve import published_ids
from builders.storage.memory import Memory

FEW = 20
"""If no more sources than this change at once, their pages are shown first; more is not editing."""
REUSED: tuple[Callable[[Publication], Any], ...] = (Relatives, Subjects, short_names)
"""Shared results that are not computed again for pages that are shown early."""


def edited_sources(root: Path, publication: Publication, before: State, now: State) -> list[Entry]:
    """The sources with a changed file; none if they are not few, or if anything else changed."""
    stamps_now, stamps_before = dict(now[0]), dict(before[0])
    if now[1:] != before[1:] or stamps_now.keys() != stamps_before.keys():
        return []
    paths = {Path(path) for path, stamp in stamps_now.items() if stamp != stamps_before[path]}
    # Folders are ignored: their times change whenever a file in them is replaced.
    files = {path.with_suffix("") for path in paths if not path.is_dir()}
    if len(files) > FEW:
        return []
    found = [
        entry
        for entry in publication.entries
        if (root / entry.source.path).with_suffix("") in files
    ]
    return found if len(found) == len(files) else []


def with_sources_read_again(
    root: Path, publication: Publication, entries: Iterable[Entry], memory: Memory
) -> Publication | None:
    """The publication with these sources as they are saved now; None if one of them has an error."""
    names = memory.get_or_make(
        "names", (publication.registers,), partial(name_index, publication.registers)
    )
    now: dict[str, Entry] = {}
    for entry in entries:
        path = root / entry.source.path
        received, problems = read_redacted(root, path, publication.settings.most_bytes)
        if received is None or errors(problems):
            return None
        read, problems = read_entry(received, names)
        if read is None or errors(problems):
            return None
        now[entry.id], problems = Facsimiles(root).added(received, read)
        if errors(problems):
            return None
    published = published_ids(tuple(entry.document for entry in publication.entries))
    links = {one.id: tuple(links_of(one.document, published)) for one in now.values()}
    return publication.with_entries(now, links, REUSED)
