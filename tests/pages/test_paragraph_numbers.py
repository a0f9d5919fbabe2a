"""The printed number of a paragraph is shown if it differs from the number meant."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from builders.aligned_text import AlignedText
from builders.model.document import Block, Role
from builders.pages.source.body import ReadBlock
from builders.spans import Span


@pytest.mark.parametrize(
    ("number", "printed", "shown"),
    [(5, "15", "15"), (5, "5", ""), (5, None, ""), (None, "5", "")],
)
def test_a_printed_number_is_shown_if_another_is_meant(
    number: int | None, printed: str | None, shown: str
) -> None:
    text = AlignedText("Words.")
    block = Block("p", Role.TEXT, (Span(0, 6),), text, id="p5", n=number, printed=printed)
    assert ReadBlock(block, "p", Markup("Words.")).printed == shown
