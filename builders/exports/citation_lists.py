"""Files for reference managers beside lists of sources: of entries, TAGS codes and originators.

Every source is formatted once; a file with several is put together from their texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from builders.citations.sources import SourceWorks
from builders.exports.citation_files import FORMATS
from builders.model.page import Asset, Unit, made
from builders.model.publication import Publication
from builders.pages.cite_files import MOST, file_uri, lists

OPENING, BETWEEN, CLOSING = "[\n", ",\n", "\n]\n"
"""How a list of JSON begins, goes on and ends, as Python writes one with indents."""


def units(publication: Publication) -> Iterator[Unit[Asset]]:
    """The files of one format after those of the other."""
    makes = SourceWorks(publication.registers, publication.settings)
    for ending in FORMATS:
        yield Unit(f"{__name__}.{ending}", partial(_files, publication, makes, ending))


def assets(publication: Publication) -> Iterator[Asset]:
    """The same, one after the other."""
    return made(units(publication))


def _files(publication: Publication, makes: SourceWorks, ending: str) -> Iterator[Asset]:
    texts: dict[str, str] = {}
    for page, entries in lists(publication):
        if not 0 < len(entries) <= MOST:
            continue
        for entry in entries:
            if entry.id not in texts:
                texts[entry.id] = FORMATS[ending]([makes.read_here(entry)])
        text = joined(ending, (texts[entry.id] for entry in entries))
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
