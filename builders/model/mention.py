"""What is named in a text, and where."""

from __future__ import annotations

from collections.abc import Callable
from sys import intern
from typing import NamedTuple

from builders.spans import Span


class Mention(NamedTuple):
    """One form of one register entry at one place."""

    entity: str
    """Id of the entry."""
    kind: str
    """person, role, organization, place, term, work."""
    label: str
    """The entry's preferred label."""
    block: str
    """Address of the block it stands in."""
    span: Span
    """Its characters in the source."""
    reading: Span
    """Its characters in the text of the block as read."""
    text: str
    """Those characters, as read."""

    def __reduce__(self) -> tuple[Callable[..., Mention], tuple[object, ...]]:
        """How it is sent: as a call, which is read twice as fast as field by field."""
        named = (self.entity, self.kind, self.label, self.block)
        return _received, (*named, self.span, self.reading, self.text)


def _received(  # noqa: PLR0913, PLR0917  # a mention has that many parts
    entity: str, kind: str, label: str, block: str, span: Span, reading: Span, text: str
) -> Mention:
    """The mention, with the words that thousands have in common held once for all."""
    return Mention(
        intern(entity), intern(kind), intern(label), intern(block), span, reading, intern(text)
    )
