"""Plain text: paragraphs by blank lines, headings by plain evidence, nothing guessed beyond that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, takewhile, zip_longest
from typing import NamedTuple

from builders.model.document import Block, Document, Role
from builders.model.plain import PlainHeader
from builders.model.source import Source
from builders.readers.broken_words import with_whole_words
from builders.readers.columns import side_by_side
from builders.readers.datelines import is_dateline
from builders.readers.genres import SALUTATION_RE
from builders.readers.languages import language_of, other_language
from builders.readers.leaves import (
    ENDS_A_SENTENCE_RE,
    GAP_RE,
    LEADERS_RE,
    Passage,
    as_typed,
    joined,
    leaf,
    passages,
    settled,
)
from builders.readers.letter_dates import days
from builders.readers.markdown import RULE_RE
from builders.readers.reader import Reader
from builders.readers.text.indents import parted
from builders.readers.text.lines import ITEM_RE, Setting, ends, items, setting, width_of
from builders.readers.text.pages import page_break, run_over

LINE = "line"
"""A line that is none of a paragraph."""
SURE = 0.3
"""What another reader must be surer than."""

HASHES_RE = re.compile(r"(?P<hashes>#{1,6})[ \t]+(?=\S)")
"""`## A heading`."""
LEADER_RE = re.compile(r"[,;:،؛，；：、–—-]\Z")
STOP_RE = re.compile(r"[。！？؟۔।]")
"""What ends a sentence in Chinese, in which no blank need follow, and in Arabic, Urdu and Hindi."""
SUBJECT_RE = re.compile(
    r"(?:Title|Subject|Betreff|Titel|Objet|Titre|Asunto|Assunto|Oggetto|Тема|Chủ đề|标题|標題|主题|主題|件名|الموضوع|הנדון)\s?[:：]\s{0,3}(?P<words>\S.{0,200})\Z",
    re.IGNORECASE,
)
"""`Subject: Re: Dover court papers`: what the text is about, in its own words."""

FILE_RE = re.compile(r"\d{3}[\w.]{0,12}(?: [^:\n]{1,40})?/[\d–-]{1,12}: [A-Z][a-z]+(?: [a-z]+)?\Z")
"""`893.00B/6–749: Telegram`: the number of the file, over what the document is."""
ENDMATTER_RE = re.compile(
    r"(?:-{2,12} ?(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Message d['’]origine)"
    r"|(?:From|Von|De|Da): |P\.?[- ]?S\b|N\.? ?B\b|Encl|Annex|cc\b|Copy\b|Copies\b|\[|\(Encl|\*|\d{1,3}\.? (?:[A-Z][a-z]+ ?:|Not printed|Ibid|See |For (?:text|the text)|In (?:telegram|despatch|airgram|a )|Printed |Dated |Text ))",
    re.IGNORECASE,
)
"""What stands under a signature: `P. S. The maps`, `1 Source: Central Files`, `[Envelope:]`, the mail
that is answered."""
ENTRY_RE = re.compile(
    r"(?P<words>\d{1,4}\. (?:[A-Z][\w’'-]{1,20} ){0,3}?(?:Telegram|Airgram|Despatch|Dispatch|Cable|Letter|Note|Memorand\w{1,3}|Minutes|Message|Report"
    r"|Paper|Record|Summary|Circular|Aide-Mémoire)\b.{0,180}?[\w.)])(?:(?<=[a-z)])\d{1,2})?\Z"
)
"""`97. Telegram From the Consulate General to the Department1`: a document's number and heading in an
edition, with the mark of a note."""
MEETING_RE = re.compile(
    r"(?:draft |council |committee |board )?minutes (?:of|taken)\b|(?:the )?minutes[.:]?\Z|proceedings of an? "
    r"|(?:at )?an? (?:[\w’'-]+ ){0,3}meeting (?:of|held)\b(?=.{0,200}\bheld\b)"
    r"|(?:\w*sitzungs|verhandlungs)?(?:protokoll|niederschrift)\b|procès[- ]verbal de\b|acta de la\b|verbale d\w|notulen van\b"
    r"|.{0,20}(?:會議紀錄|会议记录|議事錄|议事录)",
    re.IGNORECASE,
)
"""How minutes begin: `Minutes of a meeting`, `At a meeting of the Board`, `Protokoll der Sitzung`."""
HELD_RE = re.compile(r",?\s(?:was )?held\b|,\s")
"""Where the name of a meeting ends, and its place and day begin."""
_LONGEST_LINE_OF_A_SIGNATURE = 60
_LONGEST_HEADING = 80
_MOST_WORDS = 12
_MOST_LOWER = 0.5
_HEADLINES = 4


class _Whole(NamedTuple):
    """What is known of all of a text."""

    text: str
    width: int
    language: str


def recognize(_text: str) -> float:
    """A little: any text can be read as plain text."""
    return SURE


def read(source: Source) -> Document:
    """The text as paragraphs and headings."""
    text = source.text
    language = source.language or language_of(text)
    blocks: list[Block] = []
    groups = _groups(text)
    width = width_of([passage.text for group in groups for passage in group])
    whole = _Whole(text, width, language)
    heads = _heads(groups)
    for number, group in enumerate(groups):
        blocks.extend(
            replace(block, language=other_language(block.text.text, language))
            for block in _blocks(whole, group, first=not blocks, heads=number in heads)
        )
    header = PlainHeader(title=_title(blocks), date=_date(blocks, language))
    mended, emendations = with_whole_words(text, run_over(blocks))
    return Document(
        source.id,
        "text",
        "text",
        language,
        header,
        settled(text, mended),
        emendations,
        side_by_side(text),
    )


def _groups(text: str) -> list[list[Passage]]:
    """The lines between blank lines."""
    groups: list[list[Passage]] = []
    for passage in passages(text):
        if not groups or passage.blank_before:
            groups.append([])
        groups[-1].append(passage)
    return groups


def _heads(groups: list[list[Passage]]) -> frozenset[int]:
    """Which groups have something to head: signatures stand over no text, but perhaps over a note."""
    last = max((k for k, group in enumerate(groups) if any(map(_is_text, group))), default=0)
    return frozenset(k for k in range(last) if not ENDMATTER_RE.match(groups[k + 1][0].text))


def _is_text(passage: Passage) -> bool:
    """Whether a line is of sentences, of a list or of a table, as far as one line can tell."""
    line = passage.text
    return len(line) > _LONGEST_LINE_OF_A_SIGNATURE or any(
        pattern.search(line) for pattern in (ENDS_A_SENTENCE_RE, STOP_RE, GAP_RE, ITEM_RE)
    )


def _blocks(whole: _Whole, group: list[Passage], *, first: bool, heads: bool) -> list[Block]:
    """A group's headings, each on its own line, and its paragraph or lines.

    Args:
        whole: The text that it is of.
        group: Lines between blank ones.
        first: Whether nothing stands before.
        heads: Whether there is something that it can be the heading of.
    """
    text, width, language = whole
    blocks: list[Block] = []
    body: list[Passage] = []

    def close() -> None:
        blocks.extend(_body(text, body, width))
        body.clear()

    for position, passage in enumerate(group):
        following = group[position + 1] if position + 1 < len(group) else None
        hashes = HASHES_RE.match(passage.text)
        ruled = following is not None and bool(RULE_RE.fullmatch(following.text))
        page = page_break(text, passage)
        if page is not None:
            close()
            blocks.append(page)
        elif RULE_RE.fullmatch(passage.text):
            close()
            blocks.append(leaf(text, passage.span, "fw", Role.FURNITURE, "rule"))
        elif hashes:
            close()
            blocks.append(_heading(text, passage, len(hashes["hashes"]), hashes.end()))
        elif (ruled and not body) or (
            len(group) == 1
            and (first or heads)
            and _looks_like_a_heading(passage.text, language, first=first)
        ):
            close()
            blocks.append(_heading(text, passage, 1, 0))
        else:
            body.append(passage)
    close()
    return blocks


def _body(text: str, body: list[Passage], width: int) -> Iterator[Block]:
    """What is no heading: one paragraph, or each line by itself."""
    match setting([passage.text for passage in body], width):
        case Setting.LINES | Setting.RUNNING if len(parts := parted(text, body)) > 1:
            for part in parts:
                yield from _body(text, part, width)
        case Setting.LINES:
            yield from (leaf(text, passage.span, LINE, Role.TEXT) for passage in body)
        case Setting.PARAGRAPHS:
            yield from (leaf(text, passage.span, "p", Role.TEXT) for passage in body)
        case Setting.TABLE:
            span, words = as_typed(text, body[0], body[-1])
            yield Block("table", Role.TEXT, (span,), words)
        case Setting.RUNNING if body:
            yield from _running(text, body)


def _running(text: str, body: list[Passage]) -> Iterator[Block]:
    """Paragraphs and the items of a list."""
    lines = [passage.text for passage in body]
    marked = items(lines)
    starts = sorted({0, *marked, *ends(lines)})
    for start, end in pairwise((*starts, len(body))):
        kind = "item" if start in marked else "p"
        yield leaf(text, joined(text, body[start], body[end - 1]).span, kind, Role.TEXT)


def _heading(text: str, passage: Passage, level: int, mark: int) -> Block:
    block = leaf(text, passage.span, "head", Role.TEXT)
    return replace(block, level=level, text=block.text[mark:])


def _looks_like_a_heading(line: str, language: str, *, first: bool) -> bool:
    """Short, unfinished, and in capitals or Title Case; at the very top any short line."""
    words = [word for word in line.split() if word[:1].isalpha()]
    if not words or len(line) > _LONGEST_HEADING or len(words) > _MOST_WORDS:
        return False
    if ENDS_A_SENTENCE_RE.search(line) or LEADER_RE.search(line) or STOP_RE.search(line):
        return False
    if LEADERS_RE.search(line) or SALUTATION_RE.match(f"{line},"):
        return False
    if days(" ".join(line.split()), language):
        return False
    lower = sum(word[0].islower() for word in words)
    return not words[0][0].islower() and (first or lower < len(words) * _MOST_LOWER)


def _title(blocks: list[Block]) -> str:
    """What the text says it is: a line that says so, a heading, or the beginning."""
    blocks = [
        block
        for block in blocks
        # The number of a page calls nothing.
        if not FILE_RE.match(block.text.text) and any(map(str.isalpha, block.text.text))
    ]
    opening = _opening(blocks)
    for block in opening:
        subject = SUBJECT_RE.match(block.text.text)
        if subject:
            return _short(subject["words"])
        entry = ENTRY_RE.match(block.text.text)
        if entry and not ENDS_A_SENTENCE_RE.search(block.text.text):
            return entry["words"]
    parts = [block.text.text for block in _meeting(blocks)]
    if meeting := " ".join(part for part in parts if part is parts[0] or part[0].islower()):
        return _short(HELD_RE.split(meeting, maxsplit=1)[0]).rstrip(".:")
    for block in opening:
        if block.type == "head":
            return block.text.text
    written = [block for block in blocks if block.role is Role.TEXT][:_HEADLINES]
    # `British Consulate,` is no title without the line that goes on.
    whole = list(takewhile(lambda one: one.type == LINE and one.text.text[-1] == ",", written))
    words = [block.text.text for block in written[: len(whole) + 1]]
    return _short(" ".join(words)).rstrip(",. ")


def _opening(blocks: list[Block]) -> list[Block]:
    """What stands above the first sentences: a heading further down is of a part."""
    return list(takewhile(lambda block: not _is_running(block), blocks))


def _is_running(block: Block) -> bool:
    text = block.text.text
    return (
        block.type in {"p", "item"}
        and len(text) > _LONGEST_HEADING
        and bool(ENDS_A_SENTENCE_RE.search(text) or STOP_RE.search(text))
    )


def _short(words: str) -> str:
    """The words, cut between two where they are many."""
    if len(words) <= _LONGEST_HEADING:
        return words
    cut = words[:_LONGEST_HEADING]
    space = cut.rfind(" ", _LONGEST_HEADING // 2)
    return f"{cut[:space] if space > 0 else cut} …"


def _date(blocks: list[Block], language: str) -> str | None:
    """The day that the text is dated, or that of the meeting that it is the minutes of."""
    return _dateline(blocks, language) or _of_a_meeting(blocks, language)


def _of_a_meeting(blocks: list[Block], language: str) -> str | None:
    """The first date in the words that say of which meeting it is."""
    found = [day for block in _meeting(blocks) for day in days(block.text.text, language)]
    return found[0].date if found else None


def _meeting(blocks: list[Block]) -> tuple[Block, ...]:
    """What says at the beginning of which meeting these are the minutes, with what goes on below it."""
    written = [block for block in blocks if block.role is Role.TEXT][:_HEADLINES]
    for block, below in zip_longest(written, written[1:]):
        if MEETING_RE.match(block.text.text):
            goes_on = block.type == "head" and below is not None
            return (block, below) if goes_on else (block,)
    return ()


def _dateline(blocks: list[Block], language: str) -> str | None:
    """The first date that stands for itself, or behind the name of a place.

    A date at the end counts only where the opening names no other: minutes are signed later.
    """
    opening = len(_opening(blocks))
    named = False
    for position, block in enumerate(blocks):
        found = days(block.text.text, language)
        if found and is_dateline(block.text.text, found[0].start, found[0].end):
            return None if named and position > opening else found[0].date
        named = named or (bool(found) and position <= opening)
    return None


READER = Reader(kind="text", label="Text", recognize=recognize, read=read, surest=SURE)
