"""The title and the date of a plain text: what it says about itself, or its first words."""

from __future__ import annotations

import re
from itertools import takewhile, zip_longest

from builders.model.document import Block, Role
from builders.model.plain import PlainHeader
from builders.readers.blocks import ENDS_A_SENTENCE_RE
from builders.readers.datelines import is_dateline
from builders.readers.letter_dates import days
from builders.readers.other_genres import SALUTATION_RE
from builders.readers.text.headings import CLASSIFICATION_RE, LONGEST_HEADING, STOP_RE

STAMP = "running-head"
"""The name of what archives stamp on pages."""
LINE = "line"
"""The type of a block that is a single line and no paragraph."""
SUBJECT_RE = re.compile(
    r"(?:Title|Subject|Betreff|Titel|Objet|Titre|Asunto|Assunto|Oggetto|Тема|Chủ đề|标题|標題|主题|主題|件名|الموضوع|הנדון)\s?[:：]\s{0,3}(?P<words>\S.{0,200})\Z",
    re.IGNORECASE,
)
"""`Subject: Re: Dover court papers`: a line in which the text says what it is about."""

FILE_RE = re.compile(r"\d{3}[\w.]{0,12}(?: [^:\n]{1,40})?/[\d–-]{1,12}: [A-Z][a-z]+(?: [a-z]+)?\Z")
"""`893.00B/6–749: Telegram`: a file number, which stands above the title of the document."""
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
_TOP_BLOCKS = 4


def header_of(blocks: list[Block], language: str) -> PlainHeader:
    """The header of a plain text, from its blocks."""
    return PlainHeader(title=_title(blocks), date=_date(blocks, language))


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
