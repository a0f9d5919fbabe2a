"""Page breaks in transcriptions, and the paragraphs that continue across them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from builders.aligned_text import AlignedText, Piece
from builders.model.document import Block, Role
from builders.readers.blocks import ENDS_A_SENTENCE_RE, Passage, leaf

BREAK_RE = re.compile(
    r"(?:\[\[|[\[({<–—-]|#{1,6}|-{3,})?\s?(?:pp?\.|page|pag\.|pagina|pg\.|f\.|ff\.|fol\.|folio|bl\.|blatt|s\.|seite|pág\.|página|sida|side|sivu|str\.|strona|strana|sayfa|стр\.|страница|tr\.|trang)"
    r"\s?(?P<number>\d{1,4}\s?(?:[rv]|recto|verso)?)\s?(?:\]\]|[\])}>–—-])?"
    r"|[–—-]\s?(?P<between>\d{1,3})\s?[–—-]",
    re.IGNORECASE,
)
"""`[p. 2]`, `Page 3`, `[S. 4]`, `[fol. 12v]`, `- 4 -`; `[[Page 2]]` on crowdsourcing platforms;
`## Page 2`, `------ Page 2` of programs that read scans."""

STAMP_RE = re.compile(
    r"[^a-z]{0,60}\bRELEASED? (?:UNDER|IN FULL|IN PART|AS SANITI[SZ]ED)\b[^a-z]{0,120}"
    r"|.{0,30}\b(?:Approved|APPROVED) (?:[Ff]or|FOR) (?:Release|RELEASE)\b.{0,80}"
    r"|Released under the .{0,80}\bAct\b.{0,60}"
    r"|(?:DECLASSIFIED|SANITIZED)(?: (?:IN|BY|UNDER|PER|ON)\b.{0,80})?"
)
"""`Approved For Release 2003/08/13 : CIA-RDP80`: what archives stamp on pages when they open them."""


def page_break(text: str, passage: Passage) -> Block | None:
    """The page break that a line marks by itself, or None for any other line."""
    found = BREAK_RE.fullmatch(passage.text)
    if found is None:
        return None
    block = leaf(text, passage.span, "pb", Role.FURNITURE, "page-break")
    return replace(block, printed=found["number"] or found["between"])


def join_across_pages(blocks: Iterable[Block]) -> list[Block]:
    """The blocks, with the parts of a paragraph that page breaks split in mid-sentence joined."""
    runs: list[list[Block]] = []
    over: list[Block] = []
    broken = False
    for block in blocks:
        if block.type == "pb":
            runs.append([block])
            broken = True
        elif broken and over and _continues(over[-1], block):
            over.append(block)
            broken = False
        else:
            over, broken = [block], False
            runs.append(over)
    return [_as_one_block(run) for run in runs]


def _continues(before: Block, after: Block) -> bool:
    """Whether the first paragraph stops in mid-sentence and the second continues it."""
    return (
        before.type == after.type == "p"
        and after.text.text[0].islower()
        and not ENDS_A_SENTENCE_RE.search(before.text.text)
    )


def _as_one_block(run: list[Block]) -> Block:
    """One block made of the parts of a paragraph; a word hyphenated at a page break keeps its hyphen."""
    parts = [
        part.text if part is run[-1] or part.text.text.endswith("-") else _with_space(part.text)
        for part in run
    ]
    spans = tuple(span for part in run for span in part.spans)
    return run[0] if len(run) == 1 else replace(run[0], spans=spans, text=AlignedText.join(parts))


def _with_space(words: AlignedText) -> AlignedText:
    """The words and a space after them that owns no character of the source."""
    edge = words.pieces[-1].end
    return AlignedText(f"{words.text} ", (*words.pieces, Piece(len(words), 1, edge, edge)))
