"""Where the headline and the body of the article stand among the lines of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from builders.model.scripts import HAN_RE
from builders.readers.blocks import ENDS_A_SENTENCE_RE, Passage
from builders.readers.links import is_links, without_targets
from builders.readers.news.chrome import (
    BULLET_RE,
    BUTTON_RE,
    RELATED_RE,
    RUBRIC_RE,
    is_buttons,
    is_chrome,
)
from builders.readers.news.fields import (
    CONTACT_RE,
    CREDIT_RE,
    EDITOR_RE,
)
from builders.readers.news.line_items import Item, Part, begins_with_words, items, tells_about
from builders.readers.news.lines import FIGURE_RE, is_caption, is_prose, lines_of

KICKER_RE = re.compile(r"[A-Z][A-Z'’&-]{2,}(?: [A-Z'’&-]{2,}){0,3}:? (?=[A-Z][a-z])")
HASHES_RE = re.compile(r"#{1,6}\s+")
TITLE_RE = re.compile(r"#\s+\S")
_FEWEST_WORDS_OF_A_TITLE = 3
_FEWEST_HAN = 6
_WORD_RE = re.compile(r"[^\W\d_]{4,}")
_LETTERS_RE = re.compile(r"[^\W\d_]+")
_BETWEEN_WORDS_RE = re.compile(r"[\W_]+")
_WORDS_OF_A_SENTENCE = 4
_FEWEST_WORDS_LEFT = 2
"""The fewest words that must remain of a headline without the words of buttons in it."""
_FEWEST_PARAGRAPHS = 2
_ROWS_ABOVE_TITLE = 6
"""How many rows above the title may still say when and by whom the article was written."""
_STEM_LENGTH = 5
_COMPARED_LENGTH = 60


class Segment(NamedTuple):
    """A range of the source, and which part of the page it is."""

    start: int
    end: int
    part: Part


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page, or one wrapped paragraph, and what its words show."""

    passage: Passage
    pieces: tuple[Item, ...]
    prose: bool

    @property
    def text(self) -> str:
        """The characters of the row."""
        return self.passage.text

    @property
    def about(self) -> bool:
        """Whether the row is information about the article, such as byline, date or source."""
        return tells_about(self.pieces)

    @property
    def glued(self) -> bool:
        """Whether information about the article is appended to other words in the row."""
        return begins_with_words(self.text, self.pieces)

    @property
    def chrome(self) -> bool:
        """Whether the row's own words show that it belongs to the page around the article."""
        if self.prose or self.about or self.glued:
            return False
        return (is_links(self.text) and not self.title) or is_chrome(without_targets(self.text))

    @property
    def title(self) -> bool:
        """Whether the row is a first-level Markdown heading with enough words for a headline."""
        if not self.text.startswith("# "):
            return False
        words = without_targets(self.text)
        return bool(TITLE_RE.match(words)) and (
            len(words.split()) > _FEWEST_WORDS_OF_A_TITLE
            or len(HAN_RE.findall(words)) >= _FEWEST_HAN
        )

    @property
    def figure(self) -> bool:
        """Whether the row is a picture or a caption."""
        return bool(FIGURE_RE.match(self.text)) or is_caption(self.passage)


# Cached, because a text is read as an article right after it has been recognised as one.
@lru_cache(maxsize=1)
def rows(text: str, *, day_first: bool) -> tuple[Row, ...]:
    """The rows of a page, each wrapped paragraph as a single row."""
    found = []
    for passage in lines_of(text):
        prose = (
            is_prose(without_targets(passage.text))
            and not is_caption(passage)
            and not HASHES_RE.match(passage.text)
        )
        pieces: tuple[Item, ...] = ()
        if not prose:
            pieces = items(passage.text, day_first=day_first)
        found.append(Row(passage, pieces, prose))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the article's parts stand, as indexes of rows."""

    headline: int | None
    first: int
    """The first paragraph of the body."""
    end: int
    """The row after the last paragraph."""
    title: int | None = None
    """The headline if it is marked as the page's title, which shows that the page is Markdown."""


def places(found: tuple[Row, ...]) -> Places:
    """Where the headline and the body stand."""
    title = _title(found)
    first = _first_paragraph(found, 0 if title is None else title + 1)
    end = _body_end(found, first)
    return Places(_headline(found, first) if title is None else title, first, end, title=title)


def _title(found: tuple[Row, ...]) -> int | None:
    """The row that is marked as the page's title and has an article under it, or None.

    On a web page, menus, notices and the beginnings of other articles stand above it.
    """
    marked = [
        k
        for k, row in enumerate(found)
        if row.text.startswith("# ") and TITLE_RE.match(without_targets(row.text))
    ]
    # A site may mark its own name, a word or two, as a title; but then there is another one.
    titles = [k for k in marked if len(marked) == 1 or found[k].title]
    fewest = _FEWEST_PARAGRAPHS if len(titles) > 1 else 1
    for k, following in pairwise((*titles, len(found))):
        if sum(row.prose for row in found[k:following]) >= fewest:
            return k
    return None


def _first_paragraph(found: tuple[Row, ...], after: int) -> int:
    """The row of the first paragraph: the first prose that is not a sentence above the byline."""
    proses = [k for k, row in enumerate(found) if row.prose and k >= after]
    if not proses:
        return len(found)
    first = proses[0]
    for k in range(first + 1, min(first + 4, len(found))):
        names = {piece.part for piece in found[k].pieces}
        if (
            found[k].about
            and names & {Part.BYLINE, Part.UPDATED, Part.DATE}
            and Part.CITATION not in names
        ):
            later = [n for n in proses if n > k]
            if later:
                return later[0]
    # `TIP-OFF The Coast Guard said ...` without a full stop is the line under a headline.
    top = found[first].text
    if len(proses) > 1 and KICKER_RE.match(top) and not ENDS_A_SENTENCE_RE.search(top):
        first = proses[1]
    # A sentence that is repeated in one of the next paragraphs stood under the headline.
    again = _BETWEEN_WORDS_RE.sub(" ", found[first].text)[:_COMPARED_LENGTH].strip()
    for k in proses[1:3]:
        if len(again) > _COMPARED_LENGTH / 2 and again in _BETWEEN_WORDS_RE.sub(" ", found[k].text):
            first = k
    # Short sentences directly above belong to the body too.
    while first > after and _is_sentence(found[first - 1]):
        first -= 1
    return first


def _is_sentence(row: Row) -> bool:
    words = row.text.split()
    return (
        not row.about
        and not row.prose
        and not row.chrome
        and not row.figure
        and len(words) >= _WORDS_OF_A_SENTENCE
        and row.text.rstrip("\"”’'").endswith(".")
        and sum(word[0].islower() for word in words) * 2 >= len(words)
    )


def _body_end(found: tuple[Row, ...], first: int) -> int:
    """The row after the last paragraph that stands before the citation and the related links."""
    last = first
    for k in range(first, len(found)):
        row = found[k]
        if row.prose:
            last = k
        elif last >= first and k > first:
            names = {piece.part for piece in row.pieces}
            if row.about and Part.CITATION in names:
                break
            if RELATED_RE.fullmatch(row.text) and not _text_resumes(found, k):
                break
    return min(last + 1, len(found))


def near(found: tuple[Row, ...], where: Places) -> range:
    """The rows whose information may be about the article; on a web page, others have their own."""
    if where.headline is None or not HASHES_RE.match(found[where.headline].text):
        return range(len(found))
    below = range(where.end, len(found))
    foot = next((k for k in below if is_menu(found[k])), len(found))
    return range(max(0, where.headline - _ROWS_ABOVE_TITLE), foot)


def _text_resumes(found: tuple[Row, ...], k: int) -> bool:
    """Whether running text resumes soon after a heading of related links."""
    near = [n for n in range(k + 1, min(k + 5, len(found))) if found[n].prose]
    if not near or BULLET_RE.match(found[near[0]].text):
        return False
    return any(found[n].prose for n in range(near[0] + 1, min(near[0] + 10, len(found))))


def _headline(found: tuple[Row, ...], first: int) -> int | None:
    """The row above the body that looks most like a headline, or None."""
    body = " ".join(row.text for row in found[first : first + 4])
    stems = set(_stems(body))
    last_about = max((k for k in range(first) if found[k].about), default=-1)
    best: tuple[float, int] | None = None
    for k in range(first):
        score = _score(found, k, first, last_about, stems)
        if score is not None and (best is None or score > best[0]):
            best = (score, k)
    return best[1] if best else None


def _score(
    found: tuple[Row, ...], k: int, first: int, last_about: int, stems: set[str]
) -> float | None:
    row = found[k]
    words_of_title = headline_words(row)
    if row.about or row.chrome or row.figure or row.prose or not words_of_title:
        return None
    without_buttons = BUTTON_RE.sub(" ", words_of_title)
    words_left = len(_LETTERS_RE.findall(without_buttons))
    if without_buttons != words_of_title and words_left < _FEWEST_WORDS_LEFT:
        return None
    words = _stems(words_of_title)
    count = max(len(words_of_title.split()), len(HAN_RE.findall(words_of_title)) // 2)
    shared = sum(word in stems for word in words) / len(words) if words else 0.0
    following = found[k + 1] if k + 1 < len(found) else None
    score = 3 * shared + min(count, 6) / 3
    if k + 1 == first or (following is not None and (following.about or following.figure)):
        score += 1
    if k == 0 or found[k - 1].about or row.passage.blank_before:
        score += 0.5
    if k < last_about:
        score += 1
    if words_of_title[:1].islower() or BULLET_RE.match(row.text):
        score -= 1.5
    if words_of_title.endswith((".", ",", ":")):
        score -= 1
    if HASHES_RE.match(row.text):
        score += 1
    return score


def _stems(words: str) -> list[str]:
    """Beginnings of words, and pairs of Chinese characters: what headline and article share."""
    if not HAN_RE.search(words):
        return [word.lower()[:_STEM_LENGTH] for word in _WORD_RE.findall(words)]
    stems = [
        word.lower()[:_STEM_LENGTH] for word in _WORD_RE.findall(words) if not HAN_RE.search(word)
    ]
    return stems + [a + b for a, b in pairwise(words) if HAN_RE.match(a) and HAN_RE.match(b)]


def headline_words(row: Row) -> str:
    """The words of a row that may be a headline, without hashes, rubric or appended information."""
    line = row.text
    if row.glued:
        line = line[: row.pieces[0].end]
    elif len(row.pieces) > 1 and any(piece.part is not Part.OTHER for piece in row.pieces):
        line = ""
    start = headline_start(line)
    return line[start:].strip(" |*")


def headline_start(line: str) -> int:
    """The offset at which a headline begins in its line: after hashes and a Chinese rubric."""
    mark = HASHES_RE.match(line)
    start = mark.end() if mark else 0
    rubric = RUBRIC_RE.match(line, start)
    return rubric.end() if rubric else start


def closing_part(row: Row) -> Part | None:
    """The part that a row is if it closes an article (contact, credit or editor), or None."""
    line = row.text.strip("|* ")
    if CONTACT_RE.fullmatch(line):
        return Part.CONTACT
    if CREDIT_RE.match(line):
        return Part.CREDIT
    if EDITOR_RE.fullmatch(line):
        return Part.EDITOR
    return None


def is_menu(row: Row) -> bool:
    """Whether a row is a menu, buttons or a heading of related links."""
    return row.chrome or is_buttons(row.text) or bool(RELATED_RE.fullmatch(row.text))
