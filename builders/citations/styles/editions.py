"""Citations of this edition's page of a source: the citation of the original, then the edition.

CSL has only one container, which a newspaper's article already uses. So the edition
(`In South China Migration Papers`, the address) is added here, by each style's rules for a
document read in a collection; so is a paragraph's number where a style knows only pages.
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
"""Types that GB/T 7714 can place in a collection (`//`); others have a container of their own."""
PAGES_ONLY = frozenset({Style.GB7714})
"""Styles that print only pages as locators, and drop the number of a paragraph."""
PARAGRAPH = f"para{PLURAL}."
SINGULAR_RE = re.compile(rf"\bpara?(?=\.[ \u00a0]{PINPOINT})")
"""`para. 7` (MLA: `par. 7`), up to where the plural needs an `s`."""


@dataclass(frozen=True, slots=True)
class Place:
    """The style and locale that decide how a paragraph's number is added."""

    style: Style
    locale: str


def with_edition_fields(work: Work, style: Style, edition: Edition | None) -> Work:
    """The work with the edition in its fields where the style has rules for that: in GB/T 7714."""
    if edition is None or style is not Style.GB7714:
        return work
    container = work.container_title
    if work.type in CONTAINED:
        container = container or edition.name
    return replace(work, url=edition.url, container_title=container, archive="")


def with_placeholder(citation: Rendered, place: Place) -> Rendered:
    """The citation with a placeholder for a paragraph's number, also in styles with only pages."""
    html = citation.html
    if PINPOINT in html:
        return Rendered(SINGULAR_RE.sub(rf"\g<0>{PLURAL}", html))
    if place.style is Style.GB7714:
        words = f"第{PINPOINT}段" if place.locale == CHINESE else f"{PARAGRAPH} {PINPOINT}"
        return Rendered(_before_address(html, f": {words}"))
    return Rendered(f"{_without_full_stop(html)}, {PARAGRAPH} {PINPOINT}.")


def read_in(formatted: Formatted, style: Style, edition: Edition) -> Formatted:
    """The original's citation followed by the edition."""
    at_a_place = formatted.pinned
    if style is Style.GB7714:
        # The style has printed the edition already; only the paragraph's address is missing.
        return replace(formatted, pinned=at_a_place and _with_fragment(at_a_place, edition))
    made = replace(formatted, reference=_listed(formatted.reference, style, edition))
    if style is not Style.CHICAGO:
        return made  # in-text citations have only name and year
    at_paragraph = replace(edition, url=f"{edition.url}{FRAGMENT}")
    return replace(
        made,
        citation=_note(formatted.citation, edition),
        pinned=at_a_place and _note(at_a_place, at_paragraph),
    )


def _listed(reference: Rendered, style: Style, edition: Edition) -> Rendered:
    """The entry of a reference list with the edition."""
    original, name = _with_full_stop(reference.html), escape(edition.name)
    link = _link(edition.url)
    match style:
        case Style.APA:
            return Rendered(f"{original} {name}. {link}")
        case Style.MLA:
            return Rendered(f"{original} <i>{name}</i>, {link}.")
        case _:
            return Rendered(f"{original} In <i>{name}</i>. {link}.")


def _note(citation: Rendered, edition: Edition) -> Rendered:
    """Chicago's note with the edition."""
    original, name = _without_full_stop(citation.html), escape(edition.name)
    return Rendered(f"{original}, in <i>{name}</i>, {_link(edition.url)}.")


def _with_fragment(citation: Rendered, edition: Edition) -> Rendered:
    url = escape(edition.url)
    return Rendered(citation.html.replace(url, f"{url}{FRAGMENT}"))


def _link(url: str) -> str:
    return f'<a href="{escape(url)}">{escape(url)}</a>'


def _with_full_stop(text: str) -> str:
    """The text with a full stop at its end, unless it ends in one, or in `?` or `!`."""
    return text if text.endswith((".", ".”", "?”", "!”", "?", "!")) else f"{text}."


def _without_full_stop(text: str) -> str:
    """The text without its final full stop, so that more can follow."""
    if text.endswith(".”"):
        return f"{text[:-2]}”"
    return text.removesuffix(".")


def _before_address(text: str, words: str) -> str:
    """The text with words inserted before its final address, or at its end if it has none."""
    for opening in (". <a ", ". http"):
        before, found, after = text.rpartition(opening)
        if found:
            return f"{before}{words}{found}{after}"
    return f"{_without_full_stop(text)}{words}."
