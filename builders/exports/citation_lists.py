"""Files for reference managers beside lists of sources: of register entries, TAGS and originators.

Each source is formatted once per format; the file of a list is joined from these texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from builders.citations.formats.file_formats import FORMATS, FileFormat
from builders.citations.works.sources import SourceWorks, source_works
from builders.model.page import Asset, Unit
from builders.model.publication import Entry, Publication
from builders.pages.citation_files import MOST_SOURCES, file_uri, lists


def units(publication: Publication) -> Iterator[Unit[Asset]]:
    """The files of each list."""
    texts = _Texts(publication.shared(source_works))
    for page, entries in lists(publication):
        if 0 < len(entries) <= MOST_SOURCES:
            # The abstract in a citation is taken from the headnote.
            displays = tuple(entry.id for entry in entries)
            yield Unit(file_uri(page, ""), partial(_files, texts, page, entries), displays)


class _Texts:
    """The formatted sources, cached, since most sources are in many lists."""

    def __init__(self, makes: SourceWorks) -> None:
        self._makes = makes
        self._made: dict[tuple[str, str], str] = {}

    def of(self, entry: Entry, form: FileFormat) -> str:
        """A source in a format."""
        key = (entry.id, form.ending)
        if key not in self._made:
            self._made[key] = form.dumps([self._makes.with_page_address(entry)])
        return self._made[key]


def _files(texts: _Texts, page: str, entries: Sequence[Entry]) -> Iterator[Asset]:
    for one in FORMATS:
        text = one.joined(texts.of(entry, one) for entry in entries)
        yield Asset(file_uri(page, one.ending), text.encode())
