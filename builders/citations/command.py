"""One citation on demand: what `muniment cite` prints."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from builders.citations.formats.file_formats import FORMATS
from builders.citations.styles.formatting import Request, format_works
from builders.citations.works.sources import source_works
from builders.inputs.spellings import did_you_mean
from builders.model.citation import Formatted, Rendered, Style
from builders.model.document import Block
from builders.model.publication import Entry, Publication
from builders.model.work import Work
from builders.problems import Problem, ProblemsFound


class Format(StrEnum):
    """The values of `--format`."""

    TEXT = "text"
    HTML = "html"
    BIBTEX = "bibtex"
    BIBLATEX = "biblatex"
    RIS = "ris"
    CSL_JSON = "csl-json"


WRITERS = {Format(one.option): one.dumps for one in FORMATS}


def cite(
    publication: Publication,
    what: str,
    *,
    style: Style = Style.CHICAGO,
    form: Format = Format.TEXT,
    edition: bool = False,
) -> str:
    """The citation of a source (`09GUANGZHOU176`, `09GUANGZHOU176#p5`) or of a work by its key.

    As text or HTML it is the entry of a reference list; with a paragraph or a range of them
    (`#p5-p7`) it is the note or in-text citation, with these as the pinpoint.

    Args:
        publication: The edition.
        what: Identifier or key; after `#`, the address of a paragraph.
        style: The citation style; ignored for files.
        form: Text, HTML or a file format for programs.
        edition: Whether this edition's page is cited instead of the original document.

    Raises:
        ProblemsFound: Nothing has this identifier or key, or the paragraph is not there.
    """
    name, _, fragment = what.partition("#")
    sources = {one.lower(): entry for entry in publication.entries for one in entry.ids}
    works = publication.shared(source_works)
    entry = sources.get(name.lower())
    if entry is not None:
        places = _places(what, entry, fragment)
        work = (
            works.with_page_address(entry) if form in WRITERS or edition else works.original(entry)
        )
    else:
        places = []
        work = _work(publication, name, fragment)
    if form in WRITERS:
        return WRITERS[form]([work])
    if entry is not None and edition:
        request = Request(name, works.original(entry), works.edition(entry), bool(places))
    else:
        request = Request(name, work, pinned=bool(places))
    rendered = _rendered(format_works([request], among=[style])[name, style], style, places)
    return f"{rendered.html if form is Format.HTML else rendered.text}\n"


def _rendered(formatted: Formatted, style: Style, places: Sequence[Block]) -> Rendered:
    if not places:
        return formatted.reference
    numbers = list(dict.fromkeys(place.number for place in places if place.number))
    if formatted.pinned is None or not numbers:  # a signature has no number to be cited by
        return formatted.citation
    return formatted.pinned.at(
        style.dash.join(numbers), f"#{places[0].id}", several=len(numbers) > 1
    )


def _places(what: str, entry: Entry, fragment: str) -> list[Block]:
    """The block at an address, the first and last blocks of a range, or nothing for no address."""
    blocks = {block.id: block for block in entry.document.blocks if block.id}
    if not fragment or fragment in blocks:
        return [blocks[fragment]] if fragment else []
    first, _, last = fragment.partition("-")
    if first in blocks and last in blocks:
        return sorted((blocks[first], blocks[last]), key=lambda block: block.start)
    hint = did_you_mean(f"#{fragment}", [f"#{block}" for block in blocks])
    message = f"the source `{entry.id}` has nothing at `#{fragment}`"
    raise ProblemsFound([Problem(what, None, "unknown-paragraph", message, hint)])


def _work(publication: Publication, name: str, fragment: str) -> Work:
    work = publication.bibliography.find(name)
    if work is not None and not fragment:
        return work
    known = [*publication.bibliography.works, *(entry.id for entry in publication.entries)]
    hint = did_you_mean(name, known, "Give the identifier of a source, or a key.")
    message = "is neither a source of this publication nor a work of references.bib"
    if work is not None:
        message, hint = (
            "is a work, which has no paragraphs here",
            "Leave out the part after the `#`.",
        )
    raise ProblemsFound([Problem(name, None, "unknown-source", message, hint)])
