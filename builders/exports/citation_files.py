"""Files for reference managers: beside the page of each source and work, and one of each kind for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from builders.citations import biblatex, bibtex, csl_json, ris
from builders.citations.sources import SourceWorks, source_works
from builders.model.page import Asset, Unit
from builders.model.publication import Entry, Publication
from builders.model.work import Work
from builders.pages import addresses

FORMATS: dict[str, Callable[[Iterable[Work]], str]] = {
    "bib": bibtex.dumps,
    "biblatex.bib": biblatex.dumps,
    "ris": ris.dumps,
    "csl.json": csl_json.dumps,
}
"""From the ending of a file's name to what writes it."""


def units(publication: Publication) -> Iterator[Unit[Asset]]:
    """`cite.*` beside each source and work, and `references.*` with all of them."""
    makes = publication.shared(source_works)
    for key, work in publication.bibliography.works.items():
        yield Unit(addresses.work_file(key, ""), partial(_of_work, work), ())
    for entry in publication.entries:
        yield Unit(
            addresses.citation_file(entry, ""), partial(_of_source, makes, entry), (entry.id,)
        )
    for ending in FORMATS:
        yield Unit(addresses.references(ending), partial(_of_all, publication, makes, ending))


def _of_work(work: Work) -> Iterator[Asset]:
    for ending, dumps in FORMATS.items():
        yield Asset(addresses.work_file(work.key, ending), dumps([work]).encode())


def _of_source(makes: SourceWorks, entry: Entry) -> Iterator[Asset]:
    work = makes.read_here(entry)
    for ending, dumps in FORMATS.items():
        yield Asset(addresses.citation_file(entry, ending), dumps([work]).encode())


def _of_all(publication: Publication, makes: SourceWorks, ending: str) -> Iterator[Asset]:
    works = [
        *publication.bibliography.works.values(),
        *(makes.read_here(entry) for entry in publication.entries),
    ]
    yield Asset(addresses.references(ending), FORMATS[ending](works).encode())
