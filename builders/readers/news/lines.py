"""The lines of a page: what a line looks like by itself, and which lines form one paragraph."""

from __future__ import annotations

import re

from builders.model.scripts import HAN_RE
from builders.readers.blocks import ENDS_A_SENTENCE_RE, Passage, joined, passages, trimmed
from builders.readers.measure import column_measure, is_column
from builders.readers.news.chrome import NOTICE_RE
from builders.readers.news.fields import CAPTION_RE, NAME_RE, SIGNED_OFF_RE
from builders.readers.printed_dates import ISSUE_RE, moments
from builders.spans import Span

FIGURE_RE = re.compile(r"!\[[^\[\]\n]{0,200}\]\([^()\n]{0,500}\)|<!--[^<>\n]{0,80}-->")
"""What is left of a picture: `![]()`, or a comment in HTML."""
STAMP_RE = re.compile(r"\s*date (?=(?:19|20)\d\d-\d\d-\d\d\s)")
"""`date 2022-08-26 Ring smuggling people ...`: the date that some copies begin with."""
CREDITED_RE = re.compile(r"\[(?P<name>[^\[\]\n]{2,40})\]\Z")

_FEWEST_KEYWORDS = 3
_LONGEST_KEYWORD = 60
_HAN_SENTENCE = 30
_FEWEST_WORDS = 8
_ENOUGH_WORDS = 22
_LONGEST_NOTICE = 40
_LONGEST_SIGNATURE = 60
_LONGEST_CAPTION = 60
_FEWEST_LINES = 3
_NARROWEST = 45
_WIDEST = 100
_FULL = 0.7


def keywords_start(line: str) -> int | None:
    """Where the keywords for search engines at a line's end begin: `,social news,english news`."""
    start = len(line)
    number = 0
    # From the end: from the front, every comma of a long list would have to be tried as a start.
    while (comma := line.rfind(",", 0, start)) >= 0:
        word = line[comma + 1 : start]
        if not 1 < len(word) <= _LONGEST_KEYWORD or word[0].isspace() or "\n" in word:
            break
        start = comma
        number += 1
    return start if number >= _FEWEST_KEYWORDS else None


def has_keywords(line: str) -> bool:
    """Whether a line ends with keywords for search engines."""
    return keywords_start(line) is not None


def is_prose(line: str) -> bool:
    """Whether a line reads as running sentences."""
    if not line.isascii() and len(HAN_RE.findall(line)) > _HAN_SENTENCE:
        return "。" in line or "，" in line
    if "![" in line or "<!--" in line:
        line = FIGURE_RE.sub(" ", line)
    line = " ".join(line.replace("|", " ").split())
    signed_off = SIGNED_OFF_RE.search(line, max(0, len(line) - _LONGEST_SIGNATURE))
    line = line[: signed_off.start()] if signed_off else line
    words = [word for word in line.split() if word[0].isalpha()]
    lower = sum(word[0].islower() for word in words)
    if lower * 2 < len(words) or len(words) < _FEWEST_WORDS or has_keywords(line):
        return False
    if len(words) < _LONGEST_NOTICE and NOTICE_RE.search(line):
        return False
    return len(words) >= _ENOUGH_WORDS or bool(ENDS_A_SENTENCE_RE.search(line))


def is_caption(passage: Passage) -> bool:
    """Whether a line describes a picture; a longer one is a paragraph that mentions it."""
    if passage.words >= _LONGEST_CAPTION:
        return False
    credited = CREDITED_RE.search(passage.text)
    return bool(CAPTION_RE.search(passage.text)) or (
        credited is not None and bool(NAME_RE.fullmatch(credited["name"]))
    )


def lines_of(text: str) -> tuple[Passage, ...]:
    """The lines of a text, with the lines of a wrapped paragraph joined into one."""
    lines = list(passages(text))
    if lines:
        lines[:1] = _split_stamp(text, lines[0])
    out: list[Passage] = []
    group: list[Passage] = []
    for line in (*lines, None):
        if group and (line is None or line.blank_before):
            out.extend(_paragraphs(text, group))
            group = []
        if line is not None:
            group.append(line)
    return tuple(out)


def _split_stamp(text: str, first: Passage) -> list[Passage]:
    """The first line; if some program has put the date before it, the date and the rest."""
    stamp = STAMP_RE.match(first.text)
    found = moments(first.text)
    if stamp is None or not found:
        return [first]
    edge = first.span.start + stamp.end() + len("2022-08-26")
    rest = trimmed(text, edge, first.span.end)
    day = Passage(Span(first.span.start, edge), text[first.span.start : edge], first.blank_before)
    return [day, Passage(rest, text[slice(*rest)], 1)] if rest else [day]


def _paragraphs(text: str, group: list[Passage]) -> list[Passage]:
    """The paragraphs of a group of lines without an empty line between them.

    Of lines wrapped to a measure, only the last of a paragraph has room for the first word of
    the next line. Other lines are joined where one breaks off in the middle of a sentence.
    """
    texts = [line.text for line in group]
    in_column = is_column(texts)
    measure = column_measure(texts) if in_column else max(map(len, texts))
    wrapped = not in_column and _is_wrapped(group, measure)
    out: list[Passage] = []
    above: Passage | None = None
    for line in group:
        if above is not None and (
            _is_within_a_link(above.text, line.text)
            or (
                _continues_in_column(above.text, line.text, measure)
                if in_column
                else _continues_below(above.text, line.text, measure)
                if wrapped
                else _breaks_off(above.text, line.text, remainder=out[-1].span != above.span)
            )
        ):
            out[-1] = joined(text, out[-1], line)
        else:
            out.append(line)
        above = line
    return out


def _is_within_a_link(above: str, below: str) -> bool:
    """Whether a link continues on the next line: `[warned the company in` / `1988](https://`."""
    opening = above.rfind("[")
    return (
        opening > 0
        and "]" not in above[opening:]
        and "](" in below
        and "[" not in below[: below.index("](")]
    )


def _is_wrapped(group: list[Passage], measure: int) -> bool:
    """Whether lines were wrapped to a measure: those that do not end a sentence are full."""
    if len(group) < _FEWEST_LINES or not _NARROWEST <= measure <= _WIDEST:
        return False
    if any(HAN_RE.search(line.text) for line in group):
        return False
    open_lines = [line for line in group[:-1] if not ENDS_A_SENTENCE_RE.search(line.text)]
    full = sum(len(line.text) >= _FULL * measure for line in open_lines)
    sentences = sum(any(c in ".,;" for c in line.text) for line in group)
    return (
        len(open_lines) * 2 >= len(group) - 1
        and full >= 0.8 * len(open_lines)
        and sentences * 2 > len(group)
    )


def _continues_in_column(above: str, below: str, measure: int) -> bool:
    """Whether a line of a newspaper continues on the next; headings are set in capitals."""
    if ISSUE_RE.search(above) or ISSUE_RE.search(below) or above.isupper() != below.isupper():
        return False
    if above.isupper():
        return above[-1].isalnum() or above[-1] in ",-"
    return _continues_below(above, below, measure)


def _continues_below(above: str, below: str, measure: int) -> bool:
    """Whether a wrapped line continues on the next: no sentence ends there, or the line is full."""
    room = len(above) + 1 + len(below.split(maxsplit=1)[0]) <= measure
    if ENDS_A_SENTENCE_RE.search(above):
        return not room
    return len(above) >= measure / 2 or below[0].islower()


def _breaks_off(above: str, below: str, *, remainder: bool) -> bool:
    """Whether a line breaks off in the middle of a sentence.

    A mail program that wraps lines a second time leaves short remainders: `remainder` says that
    the line is one, and so may continue although it is short.
    """
    return (
        below[0].islower()
        and (remainder or len(above) >= _NARROWEST)
        and (above[-1].islower() or above[-1] in ",-–—" or above[-1].isdigit())
        and " " in above
    )
