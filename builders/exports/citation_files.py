"""Files for reference managers: beside the page of each source and work, and one of each kind for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from builders.citations import biblatex, bibtex, csl_json, ris
from builders.citations.sources import SourceWorks, source_works
from builders.model.page import Asset, Unit, made
from builders.model.publication import Entry, Publication
from builders.model.work import Work

FORMATS: dict[str, Callable[[Iterable[Work]], str]] = {
    "bib": bibtex.dumps,
    "biblatex.bib": biblatex.dumps,
    "ris": ris.dumps,
    "csl.json": csl_json.dumps,
}
"""From the ending of a file's name to what writes it."""
FOLDER = "bibliography"


def units(publication: Publication) -> Iterator[Unit[Asset]]:
    """`cite.*` beside each source and work, and `references.*` with all of them."""
    makes = publication.shared(source_works)
    for key, work in publication.bibliography.works.items():
        yield Unit(work_uri(key, ""), partial(_of_work, work), ())
    for entry in publication.entries:
        yield Unit(source_uri(entry.slug, ""), partial(_of_source, makes, entry), (entry.id,))
    for ending in FORMATS:
        yield Unit(whole_uri(ending), partial(_of_all, publication, makes, ending))


def assets(publication: Publication) -> Iterator[Asset]:
    """The same, one after the other."""
    return made(units(publication))


def _of_work(work: Work) -> Iterator[Asset]:
    for ending, dumps in FORMATS.items():
        yield Asset(work_uri(work.key, ending), dumps([work]).encode())


def _of_source(makes: SourceWorks, entry: Entry) -> Iterator[Asset]:
    work = makes.read_here(entry)
    for ending, dumps in FORMATS.items():
        yield Asset(source_uri(entry.slug, ending), dumps([work]).encode())


def _of_all(publication: Publication, makes: SourceWorks, ending: str) -> Iterator[Asset]:
    works = [
        *publication.bibliography.works.values(),
        *(makes.read_here(entry) for entry in publication.entries),
    ]
    yield Asset(whole_uri(ending), FORMATS[ending](works).encode())


def source_uri(slug: str, ending: str) -> str:
    """The file of one source, below `docs/`."""
    return f"sources/{slug}/cite.{ending}"


def work_uri(key: str, ending: str) -> str:
    """The file of one work, below `docs/`."""
    return f"works/{key}/cite.{ending}"


def whole_uri(ending: str) -> str:
    """The file of everything, below `docs/`."""
    return f"{FOLDER}/references.{ending}"
