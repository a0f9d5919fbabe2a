"""A source as this edition has it: the original's citation, and where it was read.

CSL has one container, and a newspaper's article has it already. So what stands behind the
original (`In South China Migration Papers`, the address) is put there by the rules of each
style for a document read in a collection, and so is a paragraph where a style knows only pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape

from builders.citations.styles.items import CHINESE
from builders.model.citation import (
    FRAGMENT,
    PINPOINT,
    PLURAL,
    Edition,
    Formatted,
    Rendered,
    Style,
)
from builders.model.work import Work, WorkType

CONTAINED = frozenset({WorkType.PERSONAL_COMMUNICATION, WorkType.DOCUMENT, WorkType.MANUSCRIPT})
"""What GB/T 7714 can say to stand in a collection (`//`); the others have a place of their own."""
PAGES_ALONE = frozenset({Style.GB7714})
"""Styles that print a place only where it is a page: their citation of a paragraph says none."""
PARAGRAPH = f"para{PLURAL}."
ONE_RE = re.compile(rf"\bpara?(?=\.[ \u00a0]{PINPOINT})")
"""`para. 7` as styles write it (MLA: `par. 7`): behind it goes the `s` of several."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph's number goes."""

    style: Style
    locale: str


def put(work: Work, style: Style, edition: Edition | None) -> Work:
    """The work as the style's own rules have it: GB/T 7714 marks what is online."""
    if edition is None or style is not Style.GB7714:
        return work
    container = work.container_title
    if work.type in CONTAINED:
        container = container or edition.name
    return replace(work, url=edition.url, container_title=container, archive="")


def pinned(citation: Rendered, place: Place) -> Rendered:
    """The citation with a place for a paragraph's number, also where the style knows only pages."""
    html = citation.html
    if PINPOINT in html:
        return Rendered(ONE_RE.sub(rf"\g<0>{PLURAL}", html))
    if place.style is Style.GB7714:
        words = f"第{PINPOINT}段" if place.locale == CHINESE else f"{PARAGRAPH} {PINPOINT}"
        return Rendered(_before_address(html, f": {words}"))
    return Rendered(f"{_unstopped(html)}, {PARAGRAPH} {PINPOINT}.")


def read_in(formatted: Formatted, style: Style, edition: Edition) -> Formatted:
    """The original's citation with the edition behind it."""
    at_a_place = formatted.pinned
    if style is Style.GB7714:
        # The standard's own rules have said it; only the paragraph's address is left.
        return replace(formatted, pinned=at_a_place and _with_fragment(at_a_place, edition))
    made = replace(formatted, reference=_listed(formatted.reference, style, edition))
    if style is not Style.CHICAGO:
        return made  # between brackets stand name and year alone
    at_paragraph = replace(edition, url=f"{edition.url}{FRAGMENT}")
    return replace(
        made,
        citation=_note(formatted.citation, edition),
        pinned=at_a_place and _note(at_a_place, at_paragraph),
    )


def _listed(reference: Rendered, style: Style, edition: Edition) -> Rendered:
    """The entry of a list."""
    said, name = _stopped(reference.html), escape(edition.name)
    link = _link(edition.url)
    match style:
        case Style.APA:
            return Rendered(f"{said} {name}. {link}")
        case Style.MLA:
            return Rendered(f"{said} <i>{name}</i>, {link}.")
        case _:
            return Rendered(f"{said} In <i>{name}</i>. {link}.")


def _note(citation: Rendered, edition: Edition) -> Rendered:
    """Chicago's note."""
    said, name = _unstopped(citation.html), escape(edition.name)
    return Rendered(f"{said}, in <i>{name}</i>, {_link(edition.url)}.")


def _with_fragment(citation: Rendered, edition: Edition) -> Rendered:
    url = escape(edition.url)
    return Rendered(citation.html.replace(url, f"{url}{FRAGMENT}"))


def _link(url: str) -> str:
    return f'<a href="{escape(url)}">{escape(url)}</a>'


def _stopped(text: str) -> str:
    """The text with a full stop at its end; within quotation marks it is one, too."""
    return text if text.endswith((".", ".”", "?”", "!”", "?", "!")) else f"{text}."


def _unstopped(text: str) -> str:
    """The text without its last full stop, ready for more."""
    if text.endswith(".”"):
        return f"{text[:-2]}”"
    return text.removesuffix(".")


def _before_address(text: str, words: str) -> str:
    """The text with words behind its last part that is no address."""
    for opening in (". <a ", ". http"):
        before, found, after = text.rpartition(opening)
        if found:
            return f"{before}{words}{found}{after}"
    return f"{_unstopped(text)}{words}."
