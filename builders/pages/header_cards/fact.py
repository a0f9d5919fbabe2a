"""The parts of a header card: facts, their values, and tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from builders.meanings.glossary import Explanation
from builders.model.publication import Link
from builders.model.untranslated import Untranslated


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a fact."""

    text: str
    explanation: Explanation | None = None
    href: str = ""
    note: str = ""
    """A remark shown after it in a quiet style: `not in this publication`."""
    code: bool = False
    """Whether it is given as printed, letter for letter."""
    datetime: str = ""
    """The content of `datetime` in HTML, if it is a date."""
    language: str | None = None
    beside: bool = False
    """Whether it is on the same line as the value before it."""


LINE = 42
"""About how many characters fit on a line of a card in two columns."""
FEWEST_FOLDED = 3
"""The fewest facts worth folding away behind a control."""


class Layout(StrEnum):
    """How the values of a fact are laid out."""

    LINES = "lines"
    """Each on a line of its own."""
    RUN = "run"
    """On one line, separated by commas."""
    CODES = "codes"
    """On one line, set as codes."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled line of the card."""

    label: str
    values: tuple[Value, ...]
    explanation: Explanation | None = None
    """What the label means."""
    layout: Layout = Layout.LINES
    parts: tuple[str, ...] = ()
    """Names of the header's blocks that it is read from."""
    minor: bool = False
    """Whether it may be folded on a narrow screen."""

    @property
    def lines(self) -> int:
        """About how many lines the fact takes on the card."""
        if self.layout is Layout.LINES:
            texts = [value.text + value.note for value in self.values if not value.beside]
            return sum(1 + len(text) // LINE for text in texts)
        return 1 + sum(len(value.text) + 2 for value in self.values) // LINE


@dataclass(frozen=True, slots=True)
class Table:
    """Something too long for a fact: the addressees with their routing indicators."""

    caption: str
    columns: tuple[Value, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that the header of a source says."""

    facts: tuple[Fact, ...]
    identifier: str
    """The identifier as its field writes it: `09 GUANGZHOU 176`."""
    title: str = ""
    """The source's own title, if the page has another."""
    subtitle: str = ""
    subtitle_language: str | None = None
    tables: tuple[Table, ...] = ()

    @property
    def columns(self) -> tuple[tuple[Fact, ...], ...]:
        """The facts in two columns: main and folded or, if none is folded, about equally high."""
        if self.folded:
            return (tuple(fact for fact in self.facts if not fact.minor), self.folded)
        lines = [fact.lines for fact in self.facts]
        # Of equally good ways to divide them, the one with more in the first column.
        heights = {k: max(sum(lines[:k]), sum(lines[k:])) for k in range(len(lines), 0, -1)}
        first = min(heights, key=heights.__getitem__, default=0)
        return tuple(filter(None, (self.facts[:first], self.facts[first:])))

    @property
    def folded(self) -> tuple[Fact, ...]:
        """The minor facts, which narrow screens show on request; none if they are too few."""
        minor = tuple(fact for fact in self.facts if fact.minor)
        return minor if FEWEST_FOLDED <= len(minor) < len(self.facts) else ()

    @property
    def explanations(self) -> tuple[tuple[str, Explanation], ...]:
        """Every term explained on the card with its explanation, each once, in order."""
        found: dict[Explanation, str] = {}
        for fact in self.facts:
            if fact.explanation:
                found.setdefault(fact.explanation, fact.label)
            for value in fact.values:
                if value.explanation:
                    found.setdefault(value.explanation, value.text)
        for table in self.tables:
            for column in table.columns:
                if column.explanation:
                    found.setdefault(column.explanation, column.text)
        return tuple((term, explanation) for explanation, term in found.items())


@dataclass(frozen=True, slots=True)
class Links:
    """The URLs that a card's values link to, relative to its page."""

    tags: Mapping[str, str] = field(default_factory=dict)
    originator: str = ""
    agents: Mapping[str, str] = field(default_factory=dict)
    """URLs of the entries of authors and recipients, by the name that the sidecar gives them."""
    sent_from: str = ""
    """URL of the entry of the place that the source was sent from."""
    subjects: Mapping[str, str] = field(default_factory=dict)
    """URLs of searches for the sources about each subject, by its term."""
    references: Mapping[str, Link] = field(default_factory=dict)
    """The source's references, by the canonical identifier of what they refer to."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """URLs by identifier of a source."""
    absent: Mapping[str, str] = field(default_factory=dict)
    """URLs by canonical identifier of a cable that is referred to but not published here."""


def with_values(*found: Fact | None) -> tuple[Fact, ...]:
    """The facts among `found` that have a value."""
    return tuple(fact for fact in found if fact is not None and fact.values)


def text_value(text: str | None) -> tuple[Value, ...]:
    """The text as the only value, or no value if it is empty."""
    return (Value(text),) if text else ()


def given_value(text: str | None) -> tuple[Value, ...]:
    """Words of a source or an editor as the only value, never translated as interface labels."""
    return text_value(Untranslated(text or ""))
