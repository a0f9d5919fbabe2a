"""A passage that is not published: what may be said about it, and what must not."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from builders.model.sidecar import Shown
from builders.spans import Span


class Reach(StrEnum):
    """How far the redactions are meant to reach."""

    REPOSITORY = "repository"
    """Also to the files that a site is made from: `muniment check` warns if these hold more."""
    SITE = "site"
    """To the site and all that it offers. Whoever can read the repository can read everything."""


@dataclass(frozen=True, slots=True)
class PlacedRedaction:
    """One redaction bar in a source as published, with what readers may know about it."""

    span: Span
    """The bar, in the text as published."""
    number: int
    """Its place among the bars in the order of the source, from 1."""
    entry: int
    """Which of the sidecar's redactions made it, counted from 1."""
    what: str
    """What was there, in a few words: `personal e-mail address`."""
    reason: str
    authority: str
    """Who decided it."""
    date: str
    """EDTF: when it was decided."""
    shown: Shown

    @property
    def address(self) -> str:
        """Its address within the page."""
        return f"r{self.number}"


@dataclass(frozen=True, slots=True)
class Secret:
    """A redacted passage as received. It goes into checks and their messages, never into a page."""

    source: str
    """Identifier of the source it stands in."""
    entry: int
    """Which of the sidecar's redactions hides it, counted from 1."""
    text: str = field(repr=False)
    before: str = field(default="", repr=False)
    """The words of the source just before it."""
    after: str = field(default="", repr=False)
    """The words just after it."""
    common: bool = False
    """Whether the same words are published elsewhere in the source: then only the words together
    with their neighbours give away what was hidden."""

    @property
    def name(self) -> str:
        """What to call it without giving it away."""
        return f"`redactions[{self.entry}]` of {self.source}"
