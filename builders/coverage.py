"""The account stage: checks that each character of a source lies in exactly one block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders.model.coverage import Coverage
from builders.model.document import Document, Role
from builders.problems import Problem
from builders.spans import WHITE_SPACE_RE, Span, gaps

if TYPE_CHECKING:
    from builders.model.source import Source


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
