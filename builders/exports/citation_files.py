"""Files for reference managers: beside each source and work, beside each list of sources, and of all.

Every work is formatted once; a file with several is put together from their texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from builders.citations import biblatex, bibtex, csl_json, ris
from builders.citations.sources import SourceWorks
from builders.model.page import Asset
from builders.model.publication import Publication
from builders.model.work import Work
from builders.pages.cite_files import MOST, file_uri, lists

FORMATS: dict[str, Callable[[Iterable[Work]], str]] = {
    "bib": bibtex.dumps,
    "biblatex.bib": biblatex.dumps,
    "ris": ris.dumps,
    "csl.json": csl_json.dumps,
}
"""From the ending of a file's name to what writes it."""
FOLDER = "bibliography"
OPENING, BETWEEN, CLOSING = "[\n", ",\n", "\n]\n"
"""How a list of JSON begins, goes on and ends, as Python writes one with indents."""


def assets(publication: Publication) -> Iterator[Asset]:
    """`cite.*` beside sources, works and lists of sources, and `references.*` with everything."""
    makes = SourceWorks(publication.registers, publication.settings)
    works = {key: _texts(work) for key, work in publication.bibliography.works.items()}
    sources = {entry.slug: _texts(makes.read_here(entry)) for entry in publication.entries}
    for ending in FORMATS:
        for key, texts in works.items():
            yield Asset(work_uri(key, ending), texts[ending].encode())
        for slug, texts in sources.items():
            yield Asset(source_uri(slug, ending), texts[ending].encode())
        everything = (texts[ending] for texts in (*works.values(), *sources.values()))
        yield Asset(whole_uri(ending), joined(ending, everything).encode())
    for page, entries in lists(publication):
        if 0 < len(entries) <= MOST:
            for ending in FORMATS:
                listed = (sources[entry.slug][ending] for entry in entries)
                yield Asset(file_uri(page, ending), joined(ending, listed).encode())


def _texts(work: Work) -> Mapping[str, str]:
    return {ending: dumps([work]) for ending, dumps in FORMATS.items()}


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


def source_uri(slug: str, ending: str) -> str:
    """The file of one source, below `docs/`."""
    return f"sources/{slug}/cite.{ending}"


def work_uri(key: str, ending: str) -> str:
    """The file of one work, below `docs/`."""
    return f"works/{key}/cite.{ending}"


def whole_uri(ending: str) -> str:
    """The file of everything, below `docs/`."""
    return f"{FOLDER}/references.{ending}"
