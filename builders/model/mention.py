"""Mentions: which register entries are named in a text, and where."""

from __future__ import annotations

from collections.abc import Callable
from sys import intern
from typing import NamedTuple

from builders.spans import Span


class Mention(NamedTuple):
    """One register entry named at one place in a source."""

    entity: str
    """Id of the entry."""
    kind: str
    """person, role, organization, place, term, work."""
    label: str
    """The entry's preferred label."""
    block: str
    """Address of the block it stands in."""
    span: Span
    """Its range in the source."""
    reading: Span
    """Its range in the text of the block as read."""
    text: str
    """The words of that range, as read."""

    def __reduce__(self) -> tuple[Callable[..., Mention], tuple[object, ...]]:
        """The form in which it is pickled: a call, which is read twice as fast as single fields."""
        named = (self.entity, self.kind, self.label, self.block)
        return _interned, (*named, self.span, self.reading, self.text)


def _interned(  # noqa: PLR0913, PLR0917  # a mention has that many parts
    entity: str, kind: str, label: str, block: str, span: Span, reading: Span, text: str
) -> Mention:
    """The mention, with interned strings: thousands of mentions share the same words."""
    return Mention(
        intern(entity), intern(kind), intern(label), intern(block), span, reading, intern(text)
    )
