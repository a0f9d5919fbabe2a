"""The reader of plain text: paragraphs by blank lines, headings only where the evidence is plain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, takewhile, zip_longest
from typing import NamedTuple

from builders.aligned_text import AlignedText
from builders.model.document import MARKUP, Block, Document, Role
from builders.model.plain import PlainHeader
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
from builders.readers.datelines import is_dateline
from builders.readers.languages import language_of, other_language
from builders.readers.letter_dates import days
from builders.readers.markdown import FENCE_RE, RULE_RE, is_markdown, parse_inline, parse_table
from builders.readers.other_genres import SALUTATION_RE
from builders.readers.reader import Reader
from builders.readers.text.headings import (
    CLASSIFICATION_RE,
    LONGEST_HEADING,
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

STAMP = "running-head"
"""The name of what archives stamp on pages."""
LINE = "line"
"""The type of a block that is a single line and no paragraph."""
CONFIDENCE = 0.3
"""The confidence of this reader in any text; another reader must exceed it to be chosen."""

HASHES_RE = re.compile(r"(?P<hashes>#{1,6})[ \t]+(?=[^\s#])")
"""`## A heading`."""
END_MARK_RE = re.compile(r"#(?:[ \t]?#){2,}|-30-")
"""`# # #`, with which a press release ends."""
SUBJECT_RE = re.compile(
    r"(?:Title|Subject|Betreff|Titel|Objet|Titre|Asunto|Assunto|Oggetto|Тема|Chủ đề|标题|標題|主题|主題|件名|الموضوع|הנדון)\s?[:：]\s{0,3}(?P<words>\S.{0,200})\Z",
    re.IGNORECASE,
)
"""`Subject: Re: Dover court papers`: a line in which the text says what it is about."""

QUOTE_RE = re.compile(r"(?:>[ \t]?)+")
"""`> `, with which the lines of a quotation begin in e-mails and in Markdown."""
QUOTED_LINE_RE = re.compile(r"(?<=[\n\r])[ \t]*(?:>[ \t]?)+")
FURNITURE_RES = (RULE_RE, END_MARK_RE, QUOTE_RE, FENCE_RE)
"""Lines that only separate."""

FILE_RE = re.compile(r"\d{3}[\w.]{0,12}(?: [^:\n]{1,40})?/[\d–-]{1,12}: [A-Z][a-z]+(?: [a-z]+)?\Z")
"""`893.00B/6–749: Telegram`: a file number, which stands above the title of the document."""
ENDMATTER_RE = re.compile(
    r"(?:-{2,12} ?(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Message d['’]origine)"
    r"|(?:From|Von|De|Da): |P\.?[- ]?S\b|N\.? ?B\b|Witness|Proved |Sworn |Encl|Annex|cc\b|Copy\b|Copies\b|\[|\(Encl|\*|\d{1,3}\.? (?:[A-Z][a-z]+ ?:|Not printed|Ibid|See |For (?:text|the text)|In (?:telegram|despatch|airgram|a )|Printed |Dated |Text ))",
    re.IGNORECASE,
)
"""What may stand below a signature: `P. S. The maps`, `1 Source: Central Files`, `[Envelope:]`, the
e-mail that is answered."""
ENTRY_RE = re.compile(
    r"(?P<words>\d{1,4}\. (?:[A-Z][\w’'-]{1,20} ){0,3}?(?:Telegram|Airgram|Despatch|Dispatch|Cable|Letter|Note|Memorand\w{1,3}|Minutes|Message|Report"
    r"|Paper|Record|Summary|Circular|Aide-Mémoire)\b.{0,180}?[\w.)])(?:(?<=[a-z)])[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})?\Z"
)
"""`97. Telegram From the Consulate General to the Department1`: a document's number and heading in an
edition, with the mark of a footnote."""
MEETING_RE = re.compile(
    r"(?:draft |council |committee |board )?minutes (?:of|taken)\b|(?:the )?minutes[.:]?\Z|proceedings of an? "
    r"|(?:at )?an? (?:[\w’'-]+ ){0,3}(?:meeting of\b(?=.{0,200}\bheld\b)|(?:meeting|vestry|court|council|assembly) (?:held|holden)\b)"
    r"|(?:coroner[’']s )?inquest (?:on|upon|held|taken|touching)\b"
    r"|(?:\w*sitzungs|verhandlungs)?(?:protokoll|niederschrift)\b|procès[- ]verbal de\b|acta de la\b|verbale d\w|notulen van\b"
    r"|.{0,20}(?:會議紀錄|会议记录|議事錄|议事录)",
    re.IGNORECASE,
)
"""How minutes begin: `Minutes of a meeting`, `At a meeting of the Board`, `At a Vestry holden`,
`Inquest on the body of`, `Protokoll der Sitzung`."""
HELD_RE = re.compile(r",?\s(?:was )?held\b|,\s")
"""What separates the name of a meeting from its place and day."""
_LONGEST_LINE_OF_A_SIGNATURE = 60
_TOP_BLOCKS = 4


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
    header = PlainHeader(title=_title(whole), date=_date(whole, language))
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


def _title(blocks: list[Block]) -> str:
    """The title of the text: its subject line, its meeting, its first heading or its first words."""
    blocks = [
        block
        for block in blocks
        # Neither a page number nor a classification is a title.
        if block.name != STAMP
        and not FILE_RE.match(block.text.text)
        and not CLASSIFICATION_RE.fullmatch(block.text.text)
        and any(map(str.isalpha, block.text.text))
    ]
    opening = _opening(blocks)
    for block in opening:
        subject = SUBJECT_RE.match(block.text.text)
        if subject:
            return _shortened(subject["words"])
        entry = ENTRY_RE.match(block.text.text)
        if entry and not ENDS_A_SENTENCE_RE.search(block.text.text):
            return entry["words"]
    parts = [block.text.text for block in _meeting_blocks(blocks)]
    if meeting := " ".join(part for part in parts if part is parts[0] or part[0].islower()):
        return _shortened(HELD_RE.split(meeting, maxsplit=1)[0]).rstrip(".:")
    for block in opening:
        if block.type == "head":
            return block.text.text
    written = [block for block in blocks if block.role is Role.TEXT][:_TOP_BLOCKS]
    # `British Consulate,` is no title without the line that follows.
    whole = list(takewhile(lambda one: one.type == LINE and one.text.text[-1] == ",", written))
    words = [block.text.text for block in written[: len(whole) + 1]]
    return _shortened(" ".join(words)).rstrip(",. ")


def _opening(blocks: list[Block]) -> list[Block]:
    """The blocks above the first sentences; a heading further down is only that of a part."""
    return list(takewhile(lambda block: not _is_running(block), blocks))


def _is_running(block: Block) -> bool:
    text = block.text.text
    if block.type not in {"p", "item"}:
        return False
    # A deed or a will may have no stop at all.
    stopped = bool(ENDS_A_SENTENCE_RE.search(text) or STOP_RE.search(text))
    return len(text) > (1 if stopped else 2) * LONGEST_HEADING


def _shortened(words: str) -> str:
    """The words, cut at a space and marked with `…` where they are long."""
    if len(words) <= LONGEST_HEADING:
        return words
    cut = words[:LONGEST_HEADING]
    space = cut.rfind(" ", LONGEST_HEADING // 2)
    return f"{cut[:space] if space > 0 else cut} …"


def _date(blocks: list[Block], language: str) -> str | None:
    """The date that the text bears, or that of the meeting whose minutes it is."""
    return _dateline_date(blocks, language) or _meeting_date(blocks, language)


def _meeting_date(blocks: list[Block], language: str) -> str | None:
    """The date of the meeting whose minutes these are: the first in the words that name it."""
    found = [day for block in _meeting_blocks(blocks) for day in days(block.text.text, language)]
    return found[0].date if found else None


def _meeting_blocks(blocks: list[Block]) -> tuple[Block, ...]:
    """The block near the top that names the meeting whose minutes these are; none in other texts.

    If it is a heading the block below, which may continue it, comes with it.
    """
    written = [block for block in blocks if block.role is Role.TEXT][:_TOP_BLOCKS]
    for block, below in zip_longest(written, written[1:]):
        if MEETING_RE.match(block.text.text):
            goes_on = block.type == "head" and below is not None
            return (block, below) if goes_on else (block,)
    return ()


def _dateline_date(blocks: list[Block], language: str) -> str | None:
    """The first date that stands by itself or after the name of a place.

    A date further down counts only if neither the opening nor the first sentences name another day:
    minutes are signed later. In a letter, those sentences may name the day of the one it answers.
    """
    opening = _opening(blocks)
    greeted = any(SALUTATION_RE.match(block.text.text) for block in opening)
    last = len(opening) - greeted
    named = False
    for position, block in enumerate(blocks):
        found = days(block.text.text, language)
        if found and is_dateline(block.text.text, found[0].start, found[0].end):
            return None if named and position > last else found[0].date
        named = named or (bool(found) and position <= last)
    return None


READER = Reader(kind="text", label="Text", recognize=recognize, read=read, surest=CONFIDENCE)
