"""What a reader is."""

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
    """How sure the text is of this kind, 0 to 1; must be cheap and never raise."""
    read: Callable[[Source], Document]
    """The document. Never raises, whatever the text; every character is accounted for."""
    surest: float = 1.0
    """The most that `recognize` ever says; who is surer than that need not ask."""
    reads_pages: bool = False
    """Whether it knows pages of the web, and reads what stands between their tags."""
