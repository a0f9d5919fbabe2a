"""The day of an article that its page gives only beside the headline: in `<time>` or in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builders.readers.blocks import ENDS_A_SENTENCE_RE
from builders.readers.datelines import is_dateline
from builders.readers.web_page.article import Article, is_paragraph
from builders.readers.web_page.chunks import Chunk, Page
from builders.readers.web_page.stamps import days_named, only, stamped_day
from builders.readers.web_page.tags import Tag

_WHOLE = frozenset({"html", "body"})
_FIRST_YEAR_OF_THE_WEB = 1991
"""A day before it, in a line without a label, is one that the article is about."""
_LONGEST_LINE = 160
_LONGEST_SENTENCE = 60
_LEVELS_ABOVE_THE_HEADLINE = 6
_CHUNKS_ABOVE_THE_HEADLINE = 3
"""The most chunks between the day of an article and its headline below; a masthead is further off."""
_DATED_WORDS = frozenset(
    "date datum datetime time timestamp datestamp dateline published publish publication pubdate posted post byline meta"  # noqa: SIM905  # reads as the list it is
    " submitted author info fecha".split()
)
"""How pages name the element of a line that gives the day: `class="article-date"`."""
_NOT_THE_ARTICLES = frozenset("today current now clock weather event events".split())  # noqa: SIM905  # reads as the list it is
_PUBLISHED = frozenset("published pubdate".split())  # noqa: SIM905  # reads as the list it is
_CHANGED = frozenset("updated modified update".split())  # noqa: SIM905  # reads as the list it is
_CAMEL_RE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD_RE = re.compile(r"[a-z]+")
_LABEL_RE = re.compile(
    r"(?:\A|[|·•/(\[]\s?)(?:(?:first |last |date )?(?:posted|published|created|submitted|updated)|date|publication date|published date"
    r"|(?:zuletzt )?(?:veröffentlicht|erstellt|publiziert|aktualisiert|geändert)|datum|stand|(?:publié|mis à jour|modifié)e?|publicad[oa]|actualizad[oa]|fecha"
    r"|atualizad[oa]|pubblicato|aggiornato|gepubliceerd|geplaatst|opublikowano|publicerad|опубликовано|发布(?:时间|日期)?|发表于|發布|發佈|时间|日期|公開日)"
    r"(?: (?:on|at|am|le|el|em|il|op|dne|den|in))?\s?[:：]?\s?(?:[^\W\d_]{2,12}\.?,?\s)?\Z",
    re.IGNORECASE,
)
"""`Posted on `, `Veröffentlicht am `, `发布时间：`, before a day or its weekday."""
_CHANGED_RE = re.compile(
    r"updated|modified|aktualisiert|geändert|mis à jour|modifiée?|actualizad[oa]|atualizad[oa]|aggiornato|更新",
    re.IGNORECASE,
)
_SEPARATED_BEFORE_RE = re.compile(
    r"(?:\A|[|·•/–—›»(\[\n]|\s[-~]|[，。])\s*(?:[^\W\d_]{2,12}\.?,?\s{1,2})?\Z"
)
"""The beginning of the line, or a mark between words and a day; a weekday may stand between."""
_BYLINE_BEFORE_RE = re.compile(
    r"\A(?:by|von|par|por|di|door|av)[: ]\s?(?:[^\W\d_][\w.'’-]{0,30},?\s{1,2}){1,5}\Z",
    re.IGNORECASE,
)
"""`By: Ada Lum `."""
_SEPARATED_AFTER_RE = re.compile(
    r"\s*(?:\Z|[|·•/–—›»,;)\]@~-]|(?:at |um |à |a las |alle |kl\.? |[-–] )?\d{1,2}[:.h]\d\d|(?:by|von|par|por|di|BY|VON)\b)"
)


def line_day(words: str, language: str, *, named: bool) -> str:
    """The day of the article, if a line near its headline gives it; empty for other lines.

    Args:
        words: The line.
        language: The language of the article.
        named: Whether the page names the line's element as holding a date or what goes with one.
    """
    found = list(days_named(words, language)) if len(words) <= _LONGEST_LINE else []
    day = only(one.date for one in found)
    if not day:
        return ""
    start, end = min(one.start for one in found), max(one.end for one in found)
    before, after = words[:start], words[end:]
    if _LABEL_RE.search(before):
        return day
    # `HANOI, 3 May 2012 - The ferrymen stayed ashore.` begins an article.
    sentence = ENDS_A_SENTENCE_RE.search(after.removesuffix("m."))
    if int(day[:4]) < _FIRST_YEAR_OF_THE_WEB or (
        sentence and not (named and len(words) <= _LONGEST_SENTENCE)
    ):
        return ""
    apart = (
        named
        or _BYLINE_BEFORE_RE.match(before)
        or is_dateline(words, start, end)
        or (_SEPARATED_BEFORE_RE.search(before) and _SEPARATED_AFTER_RE.match(after))
    )
    return day if apart else ""


@dataclass(frozen=True, slots=True)
class Lead:
    """The part of a page between the beginning of the article and its first paragraph."""

    page: Page
    aside: frozenset[int]
    language: str
    headline: Chunk | None
    start: int
    """Where the elements around the headline begin."""
    end: int
    """Where the first paragraph begins."""

    @classmethod
    def of(cls, page: Page, found: Article, language: str) -> Lead:
        """The lead of an article."""
        headline = found.headline
        begin = found.chunks[0].text.span().start
        paragraphs = (c for c in found.chunks if is_paragraph(c) and not dated(page, c, language))
        first = next((c.text.span().start for c in paragraphs), begin)
        if headline is None:
            return cls(page, found.aside, language, None, begin, first)
        at = headline.text.span().start
        around = headline.path[-_LEVELS_ABOVE_THE_HEADLINE - 1 : -1]
        begins = [page.elements[n].start for n in around if page.elements[n].name not in _WHOLE]
        before = [chunk for chunk in page.chunks if chunk.text.span().start < at]
        # What stands further above is a masthead, whose day is that of the copy.
        far = before[:-_CHUNKS_ABOVE_THE_HEADLINE]
        edge = far[-1].text.span().end if far else 0
        start = max(min(begins, default=at), edge)
        return cls(page, found.aside, language, headline, start, max(first, at))

    def day(self) -> str:
        """The day that the lead gives, in EDTF; empty if it gives none.

        A `<time>` element comes before a line, and what stands below the headline before what
        stands above; a line about a change comes last. Where two `<time>` elements disagree,
        neither is believed.
        """
        return self._stamped() or self._written()

    def _stamped(self) -> str:
        """The day in the `<time>` elements of the lead."""
        found: list[tuple[frozenset[str], str]] = []
        for number, element in enumerate(self.page.elements):
            if element.name != "time" or not self.start <= element.start < self.end:
                continue
            if self.aside.isdisjoint(self._path(number)) and (
                day := stamped_day(element.get("datetime"))
            ):
                found.append((_class_words(element), day))
        published = [day for words, day in found if words & _PUBLISHED]
        return only(published or [day for words, day in found if not words & _CHANGED])

    def _written(self) -> str:
        """The day in the lines of the lead."""
        lines = [
            chunk
            for chunk in self.page.chunks
            if self.start <= chunk.text.span().start < self.end
            and chunk is not self.headline
            # In the cells of a table are facts that the article is about, such as a foundation.
            and chunk.kind not in {"figDesc", "cell"}
            and self.aside.isdisjoint(chunk.path)
        ]
        at = self.headline.text.span().start if self.headline else 0
        lines.sort(key=lambda c: (bool(_CHANGED_RE.search(c.text.text)), c.text.span().start < at))
        return next(filter(None, (dated(self.page, c, self.language) for c in lines)), "")

    def _path(self, number: int) -> Iterator[int]:
        while number:
            yield number
            number = self.page.parents[number]


def dated(page: Page, chunk: Chunk, language: str) -> str:
    """The day of the article, if a chunk is a line that gives it; empty for other chunks."""
    words = _class_words(page.elements[chunk.path[-1]]) if chunk.path else frozenset()
    named = bool(words & _DATED_WORDS) and not words & _NOT_THE_ARTICLES
    return line_day(chunk.text.text, language, named=named)


def _class_words(element: Tag) -> frozenset[str]:
    """The words in the class and the identifier of an element: `entry`, `date`."""
    return frozenset(
        _WORD_RE.findall(_CAMEL_RE.sub(" ", f"{element.get('class')} {element.get('id')}").lower())
    )
