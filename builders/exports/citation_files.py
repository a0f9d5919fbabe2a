"""Files for reference managers: beside the page of each source and work, and one of each kind for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from builders.citations import biblatex, bibtex, csl_json, ris
from builders.citations.sources import SourceWorks
from builders.model.page import Asset
from builders.model.publication import Publication
from builders.model.work import Work

FORMATS: dict[str, Callable[[Iterable[Work]], str]] = {
    "bib": bibtex.dumps,
    "biblatex.bib": biblatex.dumps,
    "ris": ris.dumps,
    "csl.json": csl_json.dumps,
}
"""From the ending of a file's name to what writes it."""
FOLDER = "bibliography"


def assets(publication: Publication) -> Iterator[Asset]:
    """`cite.*` beside each source and work, and `references.*` with all of them."""
    makes = SourceWorks(publication.registers, publication.settings)
    works = list(publication.bibliography.works.values())
    for work in works:
        for ending, dumps in FORMATS.items():
            yield Asset(work_uri(work.key, ending), dumps([work]).encode())
    for entry in publication.entries:
        work = makes.read_here(entry)
        works.append(work)
        for ending, dumps in FORMATS.items():
            yield Asset(source_uri(entry.slug, ending), dumps([work]).encode())
    for ending, dumps in FORMATS.items():
        yield Asset(whole_uri(ending), dumps(works).encode())


def source_uri(slug: str, ending: str) -> str:
    """The file of one source, below `docs/`."""
    return f"sources/{slug}/cite.{ending}"


def work_uri(key: str, ending: str) -> str:
    """The file of one work, below `docs/`."""
    return f"works/{key}/cite.{ending}"


def whole_uri(ending: str) -> str:
    """The file of everything, below `docs/`."""
    return f"{FOLDER}/references.{ending}"
