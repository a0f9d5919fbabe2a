"""The interface of a reader, which turns a source of one kind into a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from builders.model.document import Document
from builders.model.source import Source


@dataclass(frozen=True, slots=True)
class Reader:
    """One kind of source: how to recognise it by its content, and how to understand it.

    A package or module beside this one that defines `READER` adds a kind.
    """

    kind: str
    label: str
    """What readers of the edition call it: `Diplomatic cable`."""
    recognize: Callable[[str], float]
    """The confidence, 0 to 1, that a text is of this kind; must be cheap and never raise."""
    read: Callable[[Source], Document]
    """The document of a source. Never raises, whatever the text; accounts for every character."""
    surest: float = 1.0
    """The highest value `recognize` ever gives: it is not asked where another reader is as sure."""
    reads_pages: bool = False
    """Whether the reader understands saved web pages and reads the text between their tags."""
