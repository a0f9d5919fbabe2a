"""Where each work and source is cited by the editors, with the sentence that cites it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from builders.citations.syntax import citations_in
from builders.model.page import ProsePage
from builders.model.publication import Publication
from builders.pages import addresses
from builders.pages.citation_links import Citations
from builders.pages.sentences import around, sentences
from builders.spans import Span

HEADNOTE, PROVENANCE = "headnote", "provenance"
"""Addresses within the page of a source."""
PARAGRAPH_END = "\n\n"


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the editors that cites something."""

    key: str
    """What it cites: the key of a work, or the identifier of a source."""
    uri: str
    """The page on which it stands, below `docs/`."""
    fragment: str
    """Its address within that page, or nothing."""
    where: str
    """What that page is called."""
    part: str
    """`note`, `headnote`, `provenance`, `rights`, `description`, `page`."""
    text: str
    """The sentence as written, in Markdown."""

    def html(self, publication: Publication, from_uri: str) -> Markup:
        """The sentence as a page shows it, its citations made for that page."""
        html = Citations(publication, from_uri).paragraphs(self.text)
        inner = html.removeprefix("<p>").removesuffix("</p>")
        return Markup(inner)  # noqa: S704  # a part of what is markup

    def href(self, from_uri: str) -> str:
        """The link from a page to it."""
        return addresses.link(from_uri, self.uri, self.fragment)


def passages(
    publication: Publication, prose: Iterable[ProsePage] = ()
) -> Mapping[str, tuple[Passage, ...]]:
    """All passages that cite, by what they cite, in the order of sources, registers and pages.

    A sentence that cites a work twice is there once.
    """
    found: dict[str, dict[Passage, None]] = defaultdict(dict)
    for text, uri, fragment, where, part in _texts(publication, prose):
        for citation in citations_in(text):
            sentence = _sentence(text, citation.span)
            for item in citation.items:
                passage = Passage(item.key, uri, fragment, where, part, sentence)
                found[item.key][passage] = None
    return {key: tuple(those) for key, those in found.items()}


def _sentence(text: str, cited: Span) -> str:
    """The sentence of a citation, on one line; it does not reach over the paragraph's ends."""
    start = text.rfind(PARAGRAPH_END, 0, cited.start)
    start = 0 if start < 0 else start + len(PARAGRAPH_END)
    end = text.find(PARAGRAPH_END, cited.end)
    paragraph = text[start : end if end >= 0 else len(text)]
    here = Span(cited.start - start, cited.end - start)
    return " ".join(paragraph[slice(*around(sentences(paragraph), here))].split())


def _texts(
    publication: Publication, prose: Iterable[ProsePage]
) -> Iterator[tuple[str, str, str, str, str]]:
    """What editors wrote, with page and place within it, the page's name, and what part it is."""
    for entry in publication.entries:
        uri, said = addresses.source(entry), entry.sidecar
        for name, text, fragment in (
            ("headnote", said.headnote, HEADNOTE),
            ("headnote", said.headnote_zh, HEADNOTE),
            ("provenance", said.provenance, PROVENANCE),
            ("rights", said.rights, PROVENANCE),
        ):
            if text:
                yield text, uri, fragment, entry.title, name
        for placed in entry.annotations.notes:
            yield placed.note.note, uri, placed.address, entry.title, "note"
    registers = publication.registers
    for register in ("people", "organizations", "places", "terms"):
        for identifier, entity in getattr(registers, register).items():
            uri = addresses.entity(register, identifier)
            for text in (entity.description, entity.inference):
                if text:
                    yield text, uri, "", entity.label, "description"
    for page in prose:
        yield page.text, page.uri, "", page.uri.removesuffix(".md"), "page"
