"""Files for reference managers beside lists of sources: of entries, TAGS codes and originators.

Every source is formatted once; a file with several is put together from their texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from builders.citations.csl_json import BETWEEN, CLOSING, OPENING
from builders.citations.sources import SourceWorks, source_works
from builders.exports.citation_files import FORMATS
from builders.model.page import Asset, Unit
from builders.model.publication import Entry, Publication
from builders.pages.cite_files import MOST, file_uri, lists


def units(publication: Publication) -> Iterator[Unit[Asset]]:
    """The files of each list."""
    texts = _Texts(publication.shared(source_works))
    for page, entries in lists(publication):
        if 0 < len(entries) <= MOST:
            # An abstract is from the headnote.
            holds = tuple(entry.id for entry in entries)
            yield Unit(file_uri(page, ""), partial(_files, texts, page, entries), holds)


class _Texts:
    """The texts of the sources; keeps them, since most sources are in many lists."""

    def __init__(self, makes: SourceWorks) -> None:
        self._makes = makes
        self._made: dict[tuple[str, str], str] = {}

    def of(self, entry: Entry, ending: str) -> str:
        """A source in one format."""
        key = (entry.id, ending)
        if key not in self._made:
            self._made[key] = FORMATS[ending]([self._makes.read_here(entry)])
        return self._made[key]


def _files(texts: _Texts, page: str, entries: Sequence[Entry]) -> Iterator[Asset]:
    for ending in FORMATS:
        text = joined(ending, (texts.of(entry, ending) for entry in entries))
        yield Asset(file_uri(page, ending), text.encode())


def joined(ending: str, texts: Iterable[str]) -> str:
    """One file made of several of the same format."""
    match ending:
        case "csl.json":
            items = (text.removeprefix(OPENING).removesuffix(CLOSING) for text in texts)
            return f"{OPENING}{BETWEEN.join(items)}{CLOSING}"
        case "ris":
            return "".join(texts)
        case _:
            return "\n".join(texts)
