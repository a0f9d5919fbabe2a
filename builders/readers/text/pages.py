"""Where a page of a transcription begins, and the sentences that run over it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from builders.aligned_text import AlignedText, Piece
from builders.model.document import Block, Role
from builders.readers.leaves import ENDS_A_SENTENCE_RE, Passage, leaf

BREAK_RE = re.compile(
    r"[\[({<–—-]?\s?(?:pp?\.|page|pag\.|pg\.|f\.|ff\.|fol\.|folio|bl\.|blatt|s\.|seite|pág\.|página|стр\.|tr\.|trang)\s?(?P<number>\d{1,4}\s?(?:[rv]|recto|verso)?)\s?[\])}>–—-]?"
    r"|[–—-]\s?(?P<between>\d{1,3})\s?[–—-]",
    re.IGNORECASE,
)
"""`[p. 2]`, `Page 3`, `[S. 4]`, `[fol. 12v]`, `- 4 -`."""


def page_break(text: str, passage: Passage) -> Block | None:
    """The break that a line alone marks; None for any other line."""
    found = BREAK_RE.fullmatch(passage.text)
    if found is None:
        return None
    block = leaf(text, passage.span, "pb", Role.FURNITURE, "page-break")
    return replace(block, printed=found["number"] or found["between"])


def run_over(blocks: Iterable[Block]) -> list[Block]:
    """The blocks, a paragraph that page breaks part in the middle of a sentence made one."""
    runs: list[list[Block]] = []
    over: list[Block] = []
    broken = False
    for block in blocks:
        if block.type == "pb":
            runs.append([block])
            broken = True
        elif broken and over and _goes_on(over[-1], block):
            over.append(block)
            broken = False
        else:
            over, broken = [block], False
            runs.append(over)
    return [_whole(run) for run in runs]


def _goes_on(before: Block, after: Block) -> bool:
    """Whether a paragraph stops in mid-sentence, and the next one goes on with it."""
    return (
        before.type == after.type == "p"
        and after.text.text[0].islower()
        and not ENDS_A_SENTENCE_RE.search(before.text.text)
    )


def _whole(run: list[Block]) -> Block:
    """The paragraph that the blocks are of; a word broken with its page keeps its hyphen."""
    parts = [
        part.text if part is run[-1] or part.text.text.endswith("-") else _with_blank(part.text)
        for part in run
    ]
    spans = tuple(span for part in run for span in part.spans)
    return run[0] if len(run) == 1 else replace(run[0], spans=spans, text=AlignedText.join(parts))


def _with_blank(words: AlignedText) -> AlignedText:
    """The words and a blank that is nobody's character."""
    edge = words.pieces[-1].end
    return AlignedText(f"{words.text} ", (*words.pieces, Piece(len(words), 1, edge, edge)))
