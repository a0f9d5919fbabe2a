"""One citation on demand: what `muniment cite` prints."""

from __future__ import annotations

from enum import StrEnum

from builders.citations import biblatex, bibtex, csl_json, ris
from builders.citations.formatting import Request, format_works
from builders.citations.sources import SourceWorks
from builders.model.citation import Formatted, Rendered, Style
from builders.model.publication import Entry, Publication
from builders.model.work import Work
from builders.problems import Problem, ProblemsFound
from builders.records import nearest


class Format(StrEnum):
    """What `--format` may say."""

    TEXT = "text"
    HTML = "html"
    BIBTEX = "bibtex"
    BIBLATEX = "biblatex"
    RIS = "ris"
    CSL_JSON = "csl-json"


WRITERS = {
    Format.BIBTEX: bibtex.dumps,
    Format.BIBLATEX: biblatex.dumps,
    Format.RIS: ris.dumps,
    Format.CSL_JSON: csl_json.dumps,
}


def cite(
    publication: Publication,
    what: str,
    *,
    style: Style = Style.CHICAGO,
    form: Format = Format.TEXT,
    edition: bool = False,
) -> str:
    """The citation of a source (`09GUANGZHOU176`, `09GUANGZHOU176#p5`) or a work by its key.

    In words, without a paragraph it is the reference as a list has it; with one, the note (or
    what stands between brackets in the text) with the paragraph as pinpoint.

    Args:
        publication: The edition.
        what: Identifier or key, and behind `#` a paragraph's address.
        style: Of words; of no account for files.
        form: Words or a file for programs.
        edition: Whether this edition's page is cited and not the original document.

    Raises:
        ProblemsFound: nothing has this identifier or key, or the paragraph is not there.
    """
    name, _, fragment = what.partition("#")
    sources = {entry.id.lower(): entry for entry in publication.entries}
    makes = SourceWorks(publication.registers, publication.settings)
    entry = sources.get(name.lower())
    if entry is not None:
        _check_paragraph(what, entry, fragment)
        work = makes.read_here(entry) if form in WRITERS or edition else makes.original(entry)
    else:
        work = _work(publication, name, fragment)
    if form in WRITERS:
        return WRITERS[form]([work])
    if entry is not None and edition:
        request = Request(name, makes.original(entry), makes.edition(entry), bool(fragment))
    else:
        request = Request(name, work, pinned=bool(fragment))
    rendered = _rendered(format_works([request])[name, style], entry, fragment)
    return f"{rendered.html if form is Format.HTML else rendered.text}\n"


def _rendered(formatted: Formatted, entry: Entry | None, fragment: str) -> Rendered:
    if not fragment or formatted.pinned is None or entry is None:
        return formatted.reference
    number = next(
        (block.n for block in entry.document.blocks if block.id == fragment and block.n), None
    )
    return formatted.pinned.at(str(number or fragment.removeprefix("p")), f"#{fragment}")


def _check_paragraph(what: str, entry: Entry, fragment: str) -> None:
    addresses = [block.id for block in entry.document.blocks]
    if fragment and fragment not in addresses:
        near = nearest(fragment, addresses)
        hint = f"Did you mean `#{near}`?" if near else ""
        message = f"the source `{entry.id}` has nothing at `#{fragment}`"
        raise ProblemsFound([Problem(what, None, "unknown-paragraph", message, hint)])


def _work(publication: Publication, name: str, fragment: str) -> Work:
    work = publication.bibliography.works.get(name)
    if work is not None and not fragment:
        return work
    known = [*publication.bibliography.works, *(entry.id for entry in publication.entries)]
    near = nearest(name, known)
    hint = f"Did you mean `{near}`?" if near else "Give the identifier of a source, or a key."
    message = "is neither a source of this publication nor a work of references.bib"
    if work is not None:
        message, hint = "is a work, which has no paragraphs here", "Leave out what follows the `#`."
    raise ProblemsFound([Problem(name, None, "unknown-source", message, hint)])
