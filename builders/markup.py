"""The one place that writes tags around the text of a source.

A source's words reach a page through `mark_up` or `escaped` and in no other way. The result is
safe in three respects: nothing in the text can be taken for markup; however marks overlap, the
elements are well nested; and no raw character is left that a renderer on the way could change
(Markdown folds line ends and tabs, HTML drops control characters).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup

from builders.aligned_text import AlignedText
from builders.dates import MONTHS
from builders.inputs.patterns import BAR_RE
from builders.spans import Span

LINK = "a"
"""The element that must not be nested in itself."""
ADDRESSES = frozenset({"id", "xml:id"})
"""The attributes whose values must be unique in a document."""
SHOWN_ATTRIBUTE = "data-text"
"""The attribute whose value the style sheet shows before the element."""
NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})
"""An empty mapping, for elements without attributes."""

_CHINESE_DATE = "(?<![0-9])(?:[0-9]{1,4}年(?:代|[0-9]{1,2}月(?:[0-9]{1,2}日)?)?|[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{1,2}日)"
_MONTH = f"(?:{'|'.join(MONTHS)})"
# A line may break before the year: only day and month are kept together, since names of months are
# long. A line of Markdown may end with a cell of a table.
_BETWEEN = r"(?: |\n(?![^\n]*\|))"
_ENGLISH_DATE = (
    rf"(?<![\w.,:/-])(?<![0-9]–)[0-9]{{1,2}}(?:[–-][0-9]{{1,2}})?{_BETWEEN}{_MONTH}(?!\w)"
    rf"|(?<!\w){_MONTH}{_BETWEEN}[0-9]{{1,2}}(?:[–-][0-9]{{1,2}})?(?![\w:/]|[–.-][0-9])"
)
WHOLE_DATE = f"{_CHINESE_DATE}|{_ENGLISH_DATE}"
"""A pattern for what no line break may divide: `2008年9月`, `8 February` in `8 February 2007`."""
_WHOLE_DATE_RE = re.compile(f"(?P<kept><[^<>]*>)|{WHOLE_DATE}")
_CLAUSE_RE = re.compile("[^，、：；。！？]+[，、：；。！？”’》〉）]*")
"""A clause of Chinese with the signs that end it; within the tags of a date there are none of these."""
_MAYBE_DATE_RE = re.compile(rf"[0-9](?:[年月日]|\s{_MONTH})|{_MONTH}\s[0-9]")


class Attributes(dict[str, str]):
    """The attributes of an element with their HTML, which is made once for thousands of marks."""

    @cached_property
    def html(self) -> str:
        """The attributes as written in a tag. They must not be changed afterwards."""
        return _written(self)


class Mark(NamedTuple):
    """An element around the words read from a range of the source."""

    span: Span
    element: str
    attributes: Mapping[str, str] = NO_ATTRIBUTES
    reading: Span | None = None
    """The range of those words in the text as read, if they are only a part of a corrected word."""
    within: tuple[str, str] = ("", "")
    """Our own markup inside the element, before and after the words: TEI puts the corrected reading
    and the correction into one element. Such a mark must not be closed and opened again."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """Our own words inserted into the text: the letter of a correction, the number of a page.

    They are an attribute of an empty element and shown by the style sheet, so that anything
    copied or extracted from the page holds the source's words only.
    """

    position: int
    """Offset in the source; it is placed before the first character read at or after it."""
    element: str
    text: str
    """The words shown; screen readers are given an `aria-label` among the attributes."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    reading: int | None = None
    """The offset in the text as read, if known."""
    content: str = ""
    """Our own markup in place of an element, for formats with notes within the text."""


def escaped(text: str) -> Markup:
    """The text escaped, with nothing left that a parser or renderer could act upon.

    Control characters, which HTML cannot hold, are replaced by their pictures: U+0007 by ␇.
    """
    return Markup(safe(text))  # noqa: S704  # escaped just before


def safe(text: str) -> str:
    """The text escaped, as a plain string: joining many of those is faster than `Markup`."""
    # As `markupsafe.escape` does it; `"` is escaped too, so the text is safe in attributes.
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&#34;")
    if "'" in text:
        text = text.replace("'", "&#39;")
    # None of the characters in `_NOT_RAW` is printable, and nearly all texts are, up to a final newline.
    if text.isprintable():
        return text
    line = text[:-1]
    return f"{line}&#10;" if text[-1] == "\n" and line.isprintable() else text.translate(_NOT_RAW)


def with_bars(text: str) -> Markup:
    """The text escaped, with each redaction bar in an element that has a name for screen readers."""
    if not BAR_RE.search(text):
        return escaped(text)
    opening = Markup('<span class="mu-redacted" role="img" aria-label="Redacted">')
    parts: list[Markup] = []
    at = 0
    for match in BAR_RE.finditer(text):
        parts += (escaped(text[at : match.start()]), opening, escaped(match[0]), Markup("</span>"))
        at = match.end()
    return Markup("").join((*parts, escaped(text[at:])))


def whole_dates(html: Markup) -> Markup:
    """The HTML with no line breaks allowed within dates: browsers would even divide `6` from `月`."""
    # Adds only tags of our own, around digits, three Chinese characters and names of months.
    return Markup(with_whole_dates(html, _WHOLE_DATE_RE))  # noqa: S704  # as safe as it came


def whole_clauses(html: Markup) -> Markup:
    """The HTML of a Chinese title with an element around each clause, if it has several.

    Browsers divide Chinese between any two characters, and so within words. A clause that fits on
    a line is moved to the next one as a whole.
    """
    clauses = _CLAUSE_RE.findall(html)
    if clauses == [html] or "".join(clauses) != html:
        return html
    # Adds only tags of our own, between characters that are in no tag.
    return Markup("").join(
        Markup(f'<span class="mu-clause">{clause}</span>')  # noqa: S704  # as safe as it came
        for clause in clauses
    )


def with_end(title: str, end: Markup) -> Markup:
    """The title as HTML, with the HTML at its end: within its last clause, where it has clauses.

    Beside the clause, which may be as wide as the page, a number would be on a line of its own.
    """
    html = title if isinstance(title, Markup) else escaped(title)
    if 'class="mu-clause"' not in html:
        return html + end
    last = Markup("</span>")
    return html.removesuffix(last) + end + last


def with_whole_dates(text: str, pattern: re.Pattern[str]) -> str:
    """The text with a `span` around each match of the pattern except matches of its group `kept`."""
    if not _MAYBE_DATE_RE.search(text):
        return text
    return pattern.sub(
        lambda found: found[0] if found["kept"] else f'<span class="mu-one">{found[0]}</span>', text
    )


def visible(text: str) -> str:
    """The text as readers see it: control characters as pictures, everything else unchanged."""
    return text if text.isprintable() else text.translate(_PICTURES)


def mark_up(
    text: AlignedText, marks: Iterable[Mark] = (), insertions: Iterable[Insertion] = ()
) -> Markup:
    """The text as HTML, with the marks around their words and the insertions in their places.

    Marks may overlap: one is then closed and opened again, and only its first part keeps its
    `id`. Where links are nested, the inner one takes its words out of the outer one. A mark of
    which no character is read is left out; an insertion is placed before the next character read,
    or at the end.
    """
    placed = _placed(text, marks)
    inserted: dict[int, list[Insertion]] = defaultdict(list)
    for insertion in insertions:
        at = insertion.reading
        at = text.reading_offset(insertion.position) if at is None else at
        inserted[at].append(insertion)
    if not inserted and all(one.end <= other.start for (one, _), (other, _) in pairwise(placed)):
        return Markup(_without_overlaps(text.text, placed))  # noqa: S704  # texts escaped
    ends = {0, len(text.text), *inserted}
    for span, _ in placed:
        ends.update(span)
    edges = sorted(ends)

    part = _part_escaper(text.text)
    out: list[str] = []
    seen: set[int] = set()
    active: tuple[int, ...] = ()
    around: list[int] = []
    reached = 0
    for start, end in zip(edges, [*edges[1:], edges[-1]], strict=True):
        if around:
            around = [i for i in around if placed[i][0].end > start]
        while reached < len(placed) and placed[reached][0].start <= start:
            around.append(reached)
            reached += 1
        following = _marks_to_open(placed, around) if start < end else ()
        for insertion in inserted.get(start, ()):
            outside = _common_start(active, following)
            if insertion.element == LINK:
                outside = _up_to_link(placed, outside)
            out.extend(_transition(placed, active, outside, seen))
            out.append(_inserted(insertion))
            active = outside
        if active != following:
            out.extend(_transition(placed, active, following, seen))
            active = following
        out.append(part(text.text[start:end]))
    out.extend(_transition(placed, active, (), seen))
    return Markup("".join(out))  # noqa: S704  # tags written here, texts escaped


_Placed = list[tuple[Span, Mark]]


def _placed(text: AlignedText, marks: Iterable[Mark]) -> _Placed:
    """The marks with their ranges in the text as read, outermost first; empty ones are dropped."""
    found: _Placed = []
    for mark in marks:
        span = mark.reading or text.reading_span(mark.span)
        if span is not None and span.length:
            found.append((span, mark))
    return sorted(found, key=lambda item: (item[0].start, -item[0].end))


def _without_overlaps(text: str, placed: _Placed) -> str:
    """The text with marks that do not overlap, which is the case in most texts."""
    part = _part_escaper(text)
    out: list[str] = []
    at = 0
    for (start, end), mark in placed:
        out += (part(text[at:start]), _opened(mark), part(text[start:end]), _closed(mark))
        at = end
    return "".join((*out, part(text[at:])))


def _part_escaper(text: str) -> Callable[[str], str]:
    """The function that escapes parts of a text; if the whole text is safe, it changes nothing."""
    return str if safe(text) is text else safe


def _marks_to_open(placed: _Placed, around: Sequence[int]) -> tuple[int, ...]:
    """The marks to open around some words, outermost first; only the innermost of several links."""
    if len(around) < 2:  # noqa: PLR2004  # one is around no other
        return tuple(around)
    links = [i for i in around if placed[i][1].element == LINK]
    return tuple(i for i in around if i not in links[:-1])


def _common_start(left: Sequence[int], right: Sequence[int]) -> tuple[int, ...]:
    shared = []
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        shared.append(one)
    return tuple(shared)


def _up_to_link(placed: _Placed, around: Sequence[int]) -> tuple[int, ...]:
    for depth, i in enumerate(around):
        if placed[i][1].element == LINK:
            return tuple(around[:depth])
    return tuple(around)


def _transition(
    placed: _Placed, before: Sequence[int], after: Sequence[int], seen: set[int]
) -> list[str]:
    """The tags that close and open elements to get from one nesting to another."""
    kept = len(_common_start(before, after))
    tags = [_closed(placed[i][1]) for i in reversed(before[kept:])]
    for i in after[kept:]:
        mark = placed[i][1]
        if i in seen and not ADDRESSES.isdisjoint(mark.attributes):
            rest = {key: value for key, value in mark.attributes.items() if key not in ADDRESSES}
            mark = mark._replace(attributes=rest)
        seen.add(i)
        tags.append(_opened(mark))
    return tags


def _opened(mark: Mark) -> str:
    return _open(mark.element, mark.attributes) + mark.within[0]


def _closed(mark: Mark) -> str:
    return f"{mark.within[1]}</{mark.element}>"


def _inserted(insertion: Insertion) -> str:
    if insertion.content:
        return insertion.content
    attributes = dict(insertion.attributes)
    if insertion.text:
        attributes[SHOWN_ATTRIBUTE] = insertion.text
    return f"{_open(insertion.element, attributes)}</{insertion.element}>"


def _open(name: str, attributes: Mapping[str, str]) -> str:
    written = attributes.html if type(attributes) is Attributes else _written(attributes)
    return f"<{name}{written}>"


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(f' {key}="{safe(value)}"' for key, value in attributes.items())


def _pictures() -> dict[int, str]:
    """From each control character to the character shown for it."""
    pictures = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"}
    pictures[0x7F] = "\u2421"
    # These are left when Windows-1252 is read as Latin-1; as references they would become letters.
    pictures.update(dict.fromkeys((*range(0x80, 0xA0), 0xFFFE, 0xFFFF), "\ufffd"))
    return pictures


_PICTURES = _pictures()
_NOT_RAW = {
    **_PICTURES,
    # As references: Markdown expands tabs and folds line ends, HTML folds CR LF to LF, and some
    # programs on the way end a line at U+2028 and U+2029 too.
    **{ord(character): f"&#{ord(character)};" for character in "\t\n\r\u2028\u2029"},
}
