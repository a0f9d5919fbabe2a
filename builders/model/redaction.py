"""A passage that is not published: what is said of it, and what must not be said."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from builders.model.sidecar import Shown
from builders.spans import Span


class Reach(StrEnum):
    """How far redactions are meant to reach."""

    REPOSITORY = "repository"
    """To the files that a site is made from, too: `muniment check` warns where they have more."""
    SITE = "site"
    """To the site and all that is offered there. Who can read the repository can read it all."""


@dataclass(frozen=True, slots=True)
class PlacedRedaction:
    """One bar in a source as published, with what its readers may know."""

    span: Span
    """The bar, in the text as published."""
    number: int
    """In the order of the source, from 1."""
    entry: int
    """Which of the sidecar's redactions made it, from 1."""
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
    """A passage as received. It goes into checks and messages of checks, never into a page."""

    source: str
    """Identifier of the source it stands in."""
    entry: int
    """Which of the sidecar's redactions hides it, from 1."""
    text: str = field(repr=False)
    before: str = field(default="", repr=False)
    """The words of the source just before it."""
    after: str = field(default="", repr=False)
    """The words just after it."""
    common: bool = False
    """Whether the same words are published elsewhere in the source: then only the words together
    with their neighbours tell what was hidden."""

    @property
    def name(self) -> str:
        """What to call it without saying it."""
        return f"`redactions[{self.entry}]` of {self.source}"
