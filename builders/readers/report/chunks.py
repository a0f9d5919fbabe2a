"""A converted PDF cut into chunks: headings, paragraphs, list items, images, rules.

Marker, docling, pymupdf4llm and bare text layers write the same page in four ways. They agree
only in setting things off by lines, marks and empty lines, so nothing else is read here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from builders.aligned_text import AlignedText
from builders.model.scripts import EAST_ASIAN_RE
from builders.readers.blocks import (
    ENDS_A_SENTENCE_RE,
    GAP_RE,
    Passage,
    as_running_text,
    as_typed,
    passages,
    trimmed,
)
from builders.readers.markdown import FENCE_RE, RULE_RE, parse_inline, parse_table
from builders.readers.report.text_layers import layers
from builders.spans import Span


class Sort(StrEnum):
    """What a chunk is by its marks alone."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    IMAGE = "image"
    BREAK = "break"
    RULE = "rule"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A range of the source that is set off from its neighbours."""

    span: Span
    sort: Sort
    words: AlignedText
    """The words as read: without markup, lines joined."""
    blank_before: int
    """The number of empty lines above it; a figure that the conversion left out leaves several."""
    level: int | None = None
    """The number of hashes of a heading."""
    label: Span | None = None
    """The bullet or number of a list item."""
    bold: bool = False
    """Whether all of it is set in bold."""
    italic: bool = False
    """Whether all of it is set in italics."""
    note: str | None = None
    """The raised number that a footnote begins with."""
    emphasis: tuple[Span, ...] = ()
    strong: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The words as plain text."""
        return self.words.text

    @property
    def count(self) -> int:
        """The number of words."""
        return len(self.words.text.split())

    @property
    def finished(self) -> bool:
        """Whether it ends like a sentence, or with a colon."""
        return bool(ENDS_RE.search(self.text)) or self.text.endswith(":")

    @property
    def prose(self) -> bool:
        """Whether it reads as running sentences."""
        if self.sort is not Sort.PARAGRAPH:
            return False
        words = [word for word in self.text.split() if word[0].isalpha()]
        lower = sum(word[0].islower() for word in words)
        if len(words) >= _WORDS_OF_PROSE and lower * 2 > len(words):
            return True
        return not self.text.isascii() and _is_prose_without_case(self.text, words)


HEADING_RE = re.compile(r"(?P<hashes>#{1,6})(?:[ \t]+|\Z)")
IMAGE_RE = re.compile(
    r"(?:!\[[^\[\]\n]{0,300}\](?:\([^()\n]{0,500}\)|\[[^\[\]\n]{0,100}\])\s*)+|<!-- ?image ?-->|==> ?picture.{0,80}<==|\*\*==>.{0,80}<==\*\*",
    re.IGNORECASE,
)
BREAK_RE = re.compile(
    r"\{\d{1,4}\}-{10,}|<!-- ?page ?-?(?:break|\d{1,4}) ?-->|<page_?break ?/?>"
    r"|#{1,6}[ \t]+Page[ \t]+(?P<page>\d{1,4})(?:[ \t]+of[ \t]+\d{1,4})?",
    re.IGNORECASE,
)
COMMENT_RE = re.compile(r"<!--[^<>]{0,200}-->")
TABLE_RE = re.compile(r"\|.*\|")
FORM_FEED = "\f"
"""The character that `pdftotext` sets before the first line of a page."""
BULLET_RE = re.compile(r"(?:(?:[-*+•●○◦▪■□‣▸►➢❖✓–]|·)[ \t]+){1,3}")
NUMBER_RE = re.compile(r"(?:\(?(?P<number>\d{1,2})[.)]|\(?[a-z]\))[ \t]+(?=\S)")
NOTE_RE = re.compile(r"(?:<sup>(\d{1,3})</sup>|\[\^(\d{1,3})\]:?|([¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}))\s*(?=\S)")
"""`<sup>4</sup> See ...`, `[^4]: See ...`, `⁴ See ...`."""
FURTHER_FIGURES = (
    r"Tableau|Carte|Graphique|Encadré|Abbildung|Abb\.|Tabelle|Karte|Diagramm|Figura|Tabla|Cuadro|Gráfico|Mapa|Tabela|Quadro"
    r"|Tabella|Grafico|Рисунок|Рис\.|Таблица|Карта|График|Hình|Bảng|Biểu đồ|شكل|جدول|خريطة|[图圖表]"
)
"""What figures, tables and maps are called in languages besides English."""
FIGURE_RE = re.compile(
    rf"[*_]{{0,3}}(?:(?:Figure|Fig\.|Table|Map|Chart|Graph|Box|Photo|Source)s?|{FURTHER_FIGURES})\s?[\d:]"
)
MENTION_RE = re.compile(
    rf"(?:(?:Figure|Fig\.|Table|Map|Chart|Graph|Box|Photo)s?|{FURTHER_FIGURES})"
    r"\s(?:[A-Z]?\d{1,3}(?:[.–-]\d{1,3}){0,3}[a-z]?|[A-Z])\s(?=[^\W\d_A-Z])"
)
"""`Table 2-1 shows the losses`: how a sentence begins that is about a table, and no caption."""
BOLD_RE = re.compile(r"\*\*[^*\n]{1,200}\*\*")
URL_RE = re.compile(r"(?:https?://|www\.)\S+")
ENDS_RE = re.compile(rf"{ENDS_A_SENTENCE_RE.pattern}|(?<=[a-z][.!?\"”’)])\d{{1,2}}\Z")
"""The end of a sentence: `... of its people.`, or `... into Canada.1` with a footnote's number."""
FIELD_LINE_RE = re.compile(
    r"(?:Date|To|From|Subject|Re|Ref|Cc|CC|Through|Via|Attention|Attn)\s?:\s", re.IGNORECASE
)
"""`To:  The Commissioners`, a field in the head of a memorandum."""
NOTE_LINE_RE = re.compile(r"\d{1,3}\.?[ \t]+\D")
DIGITS_RE = re.compile(r"[*_\s|-]*\d{1,4}[*_\s|-]*|\d{1,2}(?:\.\d{1,2}){0,3}\.")
SECTION_LINE_RE = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?[ \t]+[A-Z][^.;:,]{2,90}")
"""`10.2. Funding for training`, a heading that no empty line sets off."""

_WORDS_OF_PROSE = 12
_LETTERS_OF_DENSE_PROSE = 20
"""The fewest letters of prose in Chinese or Japanese, which separates no words."""
_MARK_WITHIN_RE = re.compile(r"[.,;:!?…。，、；：！？،؛؟۔।]")
_LONG_LINE = 130
_SHORT_LINE = 0.55
_FEWEST_ROWS = 3
_FULL_CAPTION_LINE = 40
_BEFORE_MORE = frozenset("a an and at by for from in of on or that the to which with".split())  # noqa: SIM905  # reads as the list it is
"""Words that no caption ends with."""
_FEWEST_CAPITALS = 5
_IN_CAPITALS = 0.9
"""The share of capitals that a line set in capitals exceeds; it may contain an `of`."""
_MOST_WORDS_WITH_ADDRESS = 3
"""The most words on the line of a web address: `www.unodc.org · 12`."""
LONG_WORD = 8
"""The fewest letters of a word in capitals that is a heading by itself: `FOREWORD`, not `UNODC`."""


def _is_prose_without_case(text: str, words: Sequence[str]) -> bool:
    """Whether a text in a script without capitals, such as Arabic or Chinese, is running sentences."""
    letters = [character for character in text if character.isalpha()]
    caseless = sum(not (letter.islower() or letter.isupper()) for letter in letters)
    if caseless * 2 <= len(letters) or not _MARK_WITHIN_RE.search(text):
        return False
    return (
        len(words) >= _WORDS_OF_PROSE or len(EAST_ASIAN_RE.findall(text)) >= _LETTERS_OF_DENSE_PROSE
    )


def chunks(text: str) -> tuple[Chunk, ...]:
    """The chunks of a text, in order; together they cover all of it but white space."""
    found: list[Chunk] = []
    group: list[Passage] = []
    sort = Sort.PARAGRAPH

    def close() -> None:
        if group:
            found.extend(_chunks_of_group(text, group, sort))
            group.clear()

    lines = passages(text)
    lists = _numbered(lines)
    rows = _rows(text, lines)
    above = 0
    for k, line in enumerate(lines):
        page = text.find(FORM_FEED, above, line.span.start)
        above = line.span.end
        if page >= 0:
            close()
            if found:
                edge = Span(page, page + 1)
                found.append(Chunk(edge, Sort.BREAK, AlignedText.verbatim(text, edge), 0))
        new = Sort.TABLE if k in rows else Sort.ITEM if k in lists else _sort(line.text)
        if not group or not _continues(group, sort, line, new):
            close()
            sort = new
        group.append(line)
    close()
    return tuple(found)


def _sort(line: str) -> Sort:
    """The sort of chunk that a line begins."""
    for sort, pattern in (
        (Sort.BREAK, BREAK_RE),
        (Sort.IMAGE, IMAGE_RE),
        (Sort.RULE, RULE_RE),
        (Sort.RULE, FENCE_RE),
        (Sort.IMAGE, COMMENT_RE),
        (Sort.TABLE, TABLE_RE),
    ):
        if pattern.fullmatch(line):
            return sort
    if HEADING_RE.match(line):
        return Sort.HEADING
    return Sort.ITEM if BULLET_RE.match(line) else Sort.PARAGRAPH


def _numbered(lines: tuple[Passage, ...]) -> set[int]:
    """The indexes of lines that are items of a numbered list: those with consecutive numbers."""
    numbers = [
        (k, int(match["number"]))
        for k, line in enumerate(lines)
        if (match := NUMBER_RE.match(line.text)) and match["number"]
    ]
    found: set[int] = set()
    for (k, number), (n, following) in pairwise(numbers):
        if following == number + 1 and n - k <= 6:  # noqa: PLR2004  # an item of six lines at most
            found |= {k, n}
    return found


def _rows(text: str, lines: tuple[Passage, ...]) -> set[int]:
    """The indexes of lines of tables whose columns are separated by spaces: several in a row."""
    found: set[int] = set()
    run: list[int] = []
    for k, line in enumerate(lines):
        parted = GAP_RE.search(line.text) is not None
        page = k > 0 and FORM_FEED in text[lines[k - 1].span.end : line.span.start]
        if not parted or line.blank_before or page:
            run = []
        if parted:
            run.append(k)
        if len(run) >= _FEWEST_ROWS:
            found.update(run)
    return found


def _continues(group: list[Passage], sort: Sort, line: Passage, new: Sort) -> bool:
    """Whether a line continues the chunk of the group."""
    if line.blank_before:
        return False
    if sort is Sort.TABLE:
        return new is Sort.TABLE
    if sort not in {Sort.PARAGRAPH, Sort.ITEM} or new is not Sort.PARAGRAPH:
        return False
    above = group[-1].text
    if FIGURE_RE.match(group[0].text) and not MENTION_RE.match(group[0].text):
        return _continues_caption(above, line.text)
    return not (
        # Lines this long were not wrapped: each is a paragraph of a text layer.
        len(above) > _LONG_LINE
        or len(line.text) > _LONG_LINE
        # A line that ends early ends its paragraph.
        or len(above) < len(line.text) * _SHORT_LINE
        or _stands_alone(above)
        or _stands_alone(line.text)
        or FIELD_LINE_RE.match(line.text)
        or _is_next_note(group, line)
        or (len(group) == 1 and _is_section_heading(above, line.text))
    )


def _continues_caption(above: str, below: str) -> bool:
    """Whether a caption goes on: it has not ended, and the next line begins in mid-phrase."""
    if ENDS_RE.search(above) or len(above) > _LONG_LINE or len(below) > _LONG_LINE:
        return False
    full = len(above) > len(below) * _SHORT_LINE and len(above) >= _FULL_CAPTION_LINE
    return full and (below[0].islower() or above.rsplit(maxsplit=1)[-1].lower() in _BEFORE_MORE)


def _is_section_heading(above: str, below: str) -> bool:
    """Whether a line with a section number is a heading: it had room for the word that follows."""
    return bool(
        SECTION_LINE_RE.fullmatch(above)
        and below[:1].isupper()
        and len(above) + len(below.split(maxsplit=1)[0]) < len(below)
    )


def _is_next_note(group: list[Passage], line: Passage) -> bool:
    """Whether a line begins another footnote under the one of the group, which has ended."""
    return bool(
        NOTE_LINE_RE.match(line.text)
        and NOTE_LINE_RE.match(group[0].text)
        and ENDS_RE.search(group[-1].text)
    )


def _stands_alone(line: str) -> bool:
    """Whether a line's form sets it off: capitals, bold, a page number, an address, a caption."""
    letters = [c for c in line if c.isalpha()]
    upper = sum(letter.isupper() for letter in letters)
    capitals = len(letters) >= _FEWEST_CAPITALS and upper > _IN_CAPITALS * len(letters)
    return bool(
        (capitals and (len(line.split()) > 1 or len(line) >= LONG_WORD))
        or BOLD_RE.fullmatch(line)
        or DIGITS_RE.fullmatch(line)
        or (FIGURE_RE.match(line) and not MENTION_RE.match(line))
        or (URL_RE.match(line) and len(line.split()) <= _MOST_WORDS_WITH_ADDRESS)
    )


def _chunks_of_group(text: str, group: list[Passage], sort: Sort) -> list[Chunk]:
    """The chunks of a group of lines: one, or several where a text layer has run together."""
    span = Span(group[0].span.start, group[-1].span.end)
    blank = group[0].blank_before
    if sort is Sort.TABLE:
        return [_table(text, group, blank)]
    if sort is Sort.PARAGRAPH:
        parts = layers(text[span.start : span.end])
        if len(parts) > 1:
            made = []
            for part in parts:
                inner = trimmed(text, span.start + part.start, span.start + part.end)
                if inner is not None:
                    made.append(_chunk(text, inner, Sort(part.sort), blank))
                    blank = 0
            return made
    return [_chunk(text, span, sort, blank)]


def _table(text: str, group: list[Passage], blank: int) -> Chunk:
    """A table, its rows as they were typed, without the marks of Markdown in its cells."""
    span, words = as_typed(text, group[0], group[-1])
    if not TABLE_RE.fullmatch(group[0].text):
        return Chunk(span, Sort.TABLE, words, blank)
    read = parse_table(words)
    return Chunk(span, Sort.TABLE, read.text, blank, emphasis=read.emphasis, strong=read.strong)


def _chunk(text: str, span: Span, sort: Sort, blank: int) -> Chunk:
    raw = AlignedText.verbatim(text, span)
    level = label = None
    if sort is Sort.HEADING and (match := HEADING_RE.match(raw.text)):
        level = len(match["hashes"])
        raw = raw[match.end() :]
    elif sort is Sort.ITEM and (match := BULLET_RE.match(raw.text) or NUMBER_RE.match(raw.text)):
        label = Span(span.start, span.start + len(match[0].rstrip()))
        raw = raw[match.end() :]
    if sort in {Sort.IMAGE, Sort.BREAK, Sort.RULE}:
        return Chunk(span, sort, raw, blank)
    note = None
    if sort is Sort.PARAGRAPH and (match := NOTE_RE.match(raw.text)):
        note = unicodedata.normalize("NFKC", next(filter(None, match.groups())))
        label = Span(span.start, span.start + len(match[0].rstrip()))
        raw = raw[match.end() :]
    words = parse_inline(raw)
    read = as_running_text(words.text)
    whole = read.span() if read else span
    return Chunk(
        span,
        sort,
        read,
        blank,
        level=level,
        label=label,
        bold=any(_covers(strong, whole) for strong in words.strong),
        italic=any(_covers(emphasis, whole) for emphasis in words.emphasis),
        note=note,
        emphasis=tuple(s for s in words.emphasis if not _covers(s, whole)),
        strong=tuple(s for s in words.strong if not _covers(s, whole)),
    )


def _covers(span: Span, whole: Span) -> bool:
    """Whether a range covers all of the words, except perhaps for a closing mark."""
    return span.length >= whole.length - 2
