"""Files for reference managers: for each source and work, and one of each format with all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from builders.citations.formats.file_formats import FORMATS, FileFormat
from builders.citations.works.sources import SourceWorks, source_works
from builders.model.page import Asset, Unit
from builders.model.publication import Entry, Publication
from builders.model.work import Work
from builders.pages import addresses


def units(publication: Publication) -> Iterator[Unit[Asset]]:
    """`cite.*` beside the page of each source and work, and `references.*` with all of them."""
    makes = publication.shared(source_works)
    for key, work in publication.bibliography.works.items():
        yield Unit(addresses.work_file(key, ""), partial(_of_work, work), ())
    for entry in publication.entries:
        yield Unit(
            addresses.citation_file(entry, ""), partial(_of_source, makes, entry), (entry.id,)
        )
    for one in FORMATS:
        yield Unit(addresses.references(one.ending), partial(_of_all, publication, makes, one))


def _of_work(work: Work) -> Iterator[Asset]:
    for one in FORMATS:
        yield Asset(addresses.work_file(work.key, one.ending), one.dumps([work]).encode())


def _of_source(makes: SourceWorks, entry: Entry) -> Iterator[Asset]:
    work = makes.with_page_address(entry)
    for one in FORMATS:
        yield Asset(addresses.citation_file(entry, one.ending), one.dumps([work]).encode())


def _of_all(publication: Publication, makes: SourceWorks, one: FileFormat) -> Iterator[Asset]:
    works = [
        *publication.bibliography.works.values(),
        *(makes.with_page_address(entry) for entry in publication.entries),
    ]
    yield Asset(addresses.references(one.ending), one.dumps(works).encode())
