"""The account of characters: each one of a source lies in exactly one leaf."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builders.model.document import Document, Role
from builders.problems import Problem
from builders.spans import WHITE_SPACE_RE, Span, gaps

if TYPE_CHECKING:
    from builders.model.source import Source


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many characters lie where. `accounted` equals `characters`, or the build fails."""

    characters: int
    text: int
    header: int
    furniture: int
    space: int
    doubled: tuple[Span, ...]
    """Ranges that two blocks own."""
    lost: tuple[Span, ...]
    """Ranges other than white space that no block owns."""

    @property
    def accounted(self) -> int:
        """Characters that lie in exactly one leaf."""
        return self.characters - sum(span.length for span in (*self.doubled, *self.lost))

    @property
    def whole(self) -> bool:
        """Whether nothing is lost and nothing counted twice."""
        return not self.doubled and not self.lost


def coverage(source_text: str, document: Document) -> Coverage:
    """The account of a document's characters."""
    owned = sorted((span, block.role) for block in document.blocks for span in block.spans)
    counts = dict.fromkeys(Role, 0)
    doubled: list[Span] = []
    reached = 0
    for span, role in owned:
        if span.start < reached:
            doubled.append(Span(span.start, min(span.end, reached)))
        counts[role] += max(0, span.end - max(span.start, reached))
        reached = max(reached, span.end)
    between = gaps((span for span, _ in owned), Span(0, len(source_text)))
    lost = tuple(
        gap for gap in between if not WHITE_SPACE_RE.fullmatch(source_text, gap.start, gap.end)
    )
    return Coverage(
        characters=len(source_text),
        text=counts[Role.TEXT],
        header=counts[Role.HEADER],
        furniture=counts[Role.FURNITURE],
        space=sum(gap.length for gap in between) - sum(gap.length for gap in lost),
        doubled=tuple(doubled),
        lost=lost,
    )


def problems(source: Source, account: Coverage) -> tuple[Problem, ...]:
    """An error for each range that is lost or counted twice, with its file and line."""
    found = []
    for code, what, ranges in (
        ("characters-lost", "belong to no part of the document", account.lost),
        ("characters-doubled", "belong to two parts of the document", account.doubled),
    ):
        for span in ranges:
            quoted = source.text[span.start : span.end][:40]
            found.append(
                Problem(
                    source.path,
                    source.text.count("\n", 0, span.start) + 1,
                    code,
                    f"{span.length} characters {what}: {quoted!r}",
                    "This is a fault of the reader; please report it with the source.",
                )
            )
    return tuple(found)
