"""The reader of plain text: paragraphs by blank lines, headings only where the evidence is plain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from builders.aligned_text import AlignedText
from builders.model.document import MARKUP, Block, Document, Role
from builders.model.source import Source
from builders.readers.blocks import (
    ENDS_A_SENTENCE_RE,
    GAP_RE,
    Passage,
    as_running_text,
    as_typed,
    completed,
    joined,
    leaf,
    passages,
)
from builders.readers.broken_words import with_whole_words
from builders.readers.columns import column_warnings
from builders.readers.languages import language_of, other_language
from builders.readers.markdown import FENCE_RE, RULE_RE, is_markdown, parse_inline, parse_table
from builders.readers.reader import Reader
from builders.readers.text.header import LINE, STAMP, header_of
from builders.readers.text.headings import (
    STOP_RE,
    is_title,
    looks_like_heading,
)
from builders.readers.text.indents import split_at_indents
from builders.readers.text.lines import (
    ITEM_RE,
    Setting,
    Width,
    item_starts,
    paragraph_starts,
    setting,
    turn_starts,
    width_of,
)
from builders.readers.text.notes import with_raised_numbers, without_notes
from builders.readers.text.pages import STAMP_RE, join_across_pages, page_break

CONFIDENCE = 0.3
"""The confidence of this reader in any text; another reader must exceed it to be chosen."""

HASHES_RE = re.compile(r"(?P<hashes>#{1,6})[ \t]+(?=[^\s#])")
"""`## A heading`."""
END_MARK_RE = re.compile(r"#(?:[ \t]?#){2,}|-30-")
"""`# # #`, with which a press release ends."""
QUOTE_RE = re.compile(r"(?:>[ \t]?)+")
"""`> `, with which the lines of a quotation begin in e-mails and in Markdown."""
QUOTED_LINE_RE = re.compile(r"(?<=[\n\r])[ \t]*(?:>[ \t]?)+")
FURNITURE_RES = (RULE_RE, END_MARK_RE, QUOTE_RE, FENCE_RE)
"""Lines that only separate."""

ENDMATTER_RE = re.compile(
    r"(?:-{2,12} ?(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Message d['’]origine)"
    r"|(?:From|Von|De|Da): |P\.?[- ]?S\b|N\.? ?B\b|Witness|Proved |Sworn |Encl|Annex|cc\b|Copy\b|Copies\b|\[|\(Encl|\*|\d{1,3}\.? (?:[A-Z][a-z]+ ?:|Not printed|Ibid|See |For (?:text|the text)|In (?:telegram|despatch|airgram|a )|Printed |Dated |Text ))",
    re.IGNORECASE,
)
"""What may stand below a signature: `P. S. The maps`, `1 Source: Central Files`, `[Envelope:]`, the
e-mail that is answered."""
_LONGEST_LINE_OF_A_SIGNATURE = 60


class _Context(NamedTuple):
    """What the rules for a group of lines need to know of the whole text."""

    text: str
    width: Width
    language: str


def recognize(_text: str) -> float:
    """A low confidence for every text, as any can be read as plain text."""
    return CONFIDENCE


def read(source: Source) -> Document:
    """The text as paragraphs and headings."""
    text = source.text
    language = source.language or language_of(text)
    blocks: list[Block] = []
    groups, notes = without_notes(text, _groups(text))
    width = width_of([passage.text for group in groups for passage in group])
    context = _Context(text, width, language)
    possible_headings = _possible_headings(groups)
    for number, group in enumerate(groups):
        blocks.extend(
            replace(block, language=other_language(block.text.text, language))
            for block in _blocks(
                context, group, first=not blocks, may_be_heading=number in possible_headings
            )
        )
    if ">" in text:
        blocks = [_without_inner_marks(text, block) for block in blocks]
    markdown = source.is_markdown or is_markdown(text)
    if markdown:
        blocks, notes = ([_without_marks(one) for one in some] for some in (blocks, notes))
    whole, emendations = with_whole_words(text, join_across_pages(blocks), language)
    header = header_of(whole, language)
    mended, raised = with_raised_numbers(whole, notes)
    return Document(
        source.id,
        "text",
        "markdown" if markdown else "text",
        language,
        header,
        completed(text, [*mended, *notes]),
        tuple(sorted((*emendations, *raised), key=lambda one: one.span)),
        column_warnings(text),
    )


def _without_inner_marks(text: str, block: Block) -> Block:
    """The block, if its lines are those of a quotation, with the mark of the first alone."""
    if block.type not in {"p", "item"} or not QUOTED_LINE_RE.search(text, *block.spans[0]):
        return block
    words = AlignedText.verbatim(text, block.spans[0]).sub(QUOTED_LINE_RE, "")
    return replace(block, text=as_running_text(words))


def _without_marks(block: Block) -> Block:
    """The block with the marks of Markdown read: bold, italics, links, quotations."""
    if block.role is not Role.TEXT or not block.text:
        return block
    quote = QUOTE_RE.match(block.text.text)
    own = block.text[quote.end() :] if quote else block.text
    words = (parse_table if block.type == "table" else parse_inline)(own)
    if not words.text.strip():  # `[](#top)`
        return replace(block, type="fw", role=Role.FURNITURE, name=MARKUP)
    return replace(block, text=words.text, emphasis=words.emphasis, strong=words.strong)


def _groups(text: str) -> list[list[Passage]]:
    """The lines in groups, which blank lines separate, or the beginning and end of a quotation."""
    groups: list[list[Passage]] = []
    quoted = False
    for passage in passages(text):
        mark = QUOTE_RE.match(passage.text)
        empty = mark is not None and mark.end() == len(passage.text)
        if not groups or passage.blank_before or empty or quoted != (mark is not None):
            groups.append([])
        groups[-1].append(passage)
        quoted = mark is not None and not empty
    return groups


def _possible_headings(groups: list[list[Passage]]) -> frozenset[int]:
    """The indices of the groups that may be headings: text follows, but not directly end matter.

    A signature is not one: no text stands below it, except perhaps a note.
    """
    last = max((k for k, group in enumerate(groups) if any(map(_is_text, group))), default=0)
    return frozenset(k for k in range(last) if not ENDMATTER_RE.match(groups[k + 1][0].text))


def _is_text(passage: Passage) -> bool:
    """Whether a line belongs to a sentence, a list or a table, as far as one line can tell."""
    line = passage.text
    return len(line) > _LONGEST_LINE_OF_A_SIGNATURE or any(
        pattern.search(line) for pattern in (ENDS_A_SENTENCE_RE, STOP_RE, GAP_RE, ITEM_RE)
    )


def _blocks(
    context: _Context, group: list[Passage], *, first: bool, may_be_heading: bool
) -> list[Block]:
    """The blocks of a group of lines: headings, each on its own line, paragraphs or single lines.

    Args:
        context: What is known of the whole text.
        group: Lines between blank ones.
        first: Whether no block precedes the group.
        may_be_heading: Whether the group may be the heading of what follows.
    """
    text, width, language = context
    blocks: list[Block] = []
    body: list[Passage] = []

    def close() -> None:
        blocks.extend(_body_blocks(text, body, width))
        body.clear()

    if first and may_be_heading and is_title([passage.text for passage in group], language):
        return [_heading(text, joined(text, group[0], group[-1]), 1, 0)]
    for position, passage in enumerate(group):
        following = group[position + 1] if position + 1 < len(group) else None
        hashes = HASHES_RE.match(passage.text)
        ruled = following is not None and bool(RULE_RE.fullmatch(following.text))
        page = page_break(text, passage)
        if page is not None:
            close()
            blocks.append(page)
        elif any(pattern.fullmatch(passage.text) for pattern in FURNITURE_RES):
            close()
            blocks.append(leaf(text, passage.span, "fw", Role.FURNITURE, "rule"))
        elif STAMP_RE.fullmatch(passage.text):
            close()
            blocks.append(leaf(text, passage.span, "fw", Role.FURNITURE, STAMP))
        elif hashes:
            close()
            blocks.append(_heading(text, passage, len(hashes["hashes"]), hashes.end()))
        elif (ruled and not body) or (
            len(group) == 1
            and (first or may_be_heading)
            and not QUOTE_RE.match(passage.text)
            and looks_like_heading(passage.text, language, first=first)
        ):
            close()
            blocks.append(_heading(text, passage, 1, 0))
        else:
            body.append(passage)
    close()
    return blocks


def _body_blocks(text: str, body: list[Passage], width: Width) -> Iterator[Block]:
    """The blocks of lines that are no headings: paragraphs, list items, single lines or a table."""
    match setting([passage.text for passage in body], width):
        case Setting.LINES | Setting.RUNNING if len(parts := split_at_indents(text, body)) > 1:
            for part in parts:
                yield from _body_blocks(text, part, width)
        case Setting.LINES if 0 in item_starts([passage.text for passage in body]):
            yield from _running_blocks(text, body)
        case Setting.LINES:
            yield from (leaf(text, passage.span, LINE, Role.TEXT) for passage in body)
        case Setting.PARAGRAPHS:
            yield from (leaf(text, passage.span, "p", Role.TEXT) for passage in body)
        case Setting.TABLE:
            span, words = as_typed(text, body[0], body[-1])
            yield Block("table", Role.TEXT, (span,), words)
        case Setting.RUNNING if body:
            yield from _running_blocks(text, body)


def _running_blocks(text: str, body: list[Passage]) -> Iterator[Block]:
    """The paragraphs and list items in lines of running text."""
    lines = [passage.text for passage in body]
    marked = item_starts(lines)
    starts = sorted({0, *marked, *turn_starts(lines), *paragraph_starts(lines)})
    for start, end in pairwise((*starts, len(body))):
        kind = "item" if start in marked else "p"
        block = leaf(text, joined(text, body[start], body[end - 1]).span, kind, Role.TEXT)
        yield _without_bullet(block) if start in marked else block


def _without_bullet(block: Block) -> Block:
    """A list item, its bullet moved from the text into the label; a number or letter is text."""
    mark = ITEM_RE.match(block.text.text)
    if mark is None or mark.lastgroup != "bullet":
        return block
    label = block.text.source_span(*mark.span("bullet"))
    return replace(block, text=block.text[mark.end() :], label=label)


def _heading(text: str, passage: Passage, level: int, mark: int) -> Block:
    block = leaf(text, passage.span, "head", Role.TEXT)
    return replace(block, level=level, text=block.text[mark:])


READER = Reader(kind="text", label="Text", recognize=recognize, read=read, surest=CONFIDENCE)
