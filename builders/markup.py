"""The one place that writes tags around the text of a source.

A source's words reach a page through `mark_up` or through `escaped`, and nowhere else. What
comes out is safe in three ways: nothing in the text can be taken for markup, whatever marks
overlap the elements are well nested, and no character stands there raw that a renderer on the
way could change (Markdown folds line ends and tabs, HTML drops control characters).
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
"""The element that may not stand inside itself."""
ADDRESSES = frozenset({"id", "xml:id"})
"""The attributes that no two elements share."""
SHOWN = "data-text"
"""The attribute whose words the style sheet shows before its element."""
NONE: Mapping[str, str] = MappingProxyType({})
"""No attributes."""

_CHINESE_DATE = "(?<![0-9])(?:[0-9]{1,4}年(?:代|[0-9]{1,2}月(?:[0-9]{1,2}日)?)?|[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{1,2}日)"
_MONTH = f"(?:{'|'.join(MONTHS)})"
# The year may begin a line: a day and a month are read as one, and names of months are long. A cell
# of a table may end a line of Markdown.
_BETWEEN = r"(?: |\n(?![^\n]*\|))"
_ENGLISH_DATE = (
    rf"(?<![\w.,:/-])(?<![0-9]–)[0-9]{{1,2}}(?:[–-][0-9]{{1,2}})?{_BETWEEN}{_MONTH}(?!\w)"
    rf"|(?<!\w){_MONTH}{_BETWEEN}[0-9]{{1,2}}(?:[–-][0-9]{{1,2}})?(?![\w:/]|[–.-][0-9])"
)
WHOLE_DATE = f"{_CHINESE_DATE}|{_ENGLISH_DATE}"
"""`2008年9月`, the `8 February` of `8 February 2007`: what no line parts, as a fragment of patterns."""
_WHOLE_DATE_RE = re.compile(f"(?P<kept><[^>]*>)|{WHOLE_DATE}")
_OF_A_DATE_RE = re.compile(rf"[0-9](?:[年月日]|\s{_MONTH})|{_MONTH}\s[0-9]")


class Attributes(dict[str, str]):
    """The attributes of an element, and how they are written: for what thousands of marks share."""

    @cached_property
    def html(self) -> str:
        """As they stand in the tag. Nobody may change them."""
        return _written(self)


class Mark(NamedTuple):
    """An element around the words read from a range of the source."""

    span: Span
    element: str
    attributes: Mapping[str, str] = NONE
    reading: Span | None = None
    """The same words by their places as read, where they are but a part of a corrected word."""
    within: tuple[str, str] = ("", "")
    """Markup of ours inside the element, before and behind the words: TEI has what is corrected
    in the same element as the correction. Such a mark must not be closed and opened again."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """Words of ours set into the text: the letter of a correction, the number of a page.

    They are an attribute of an empty element, which the style sheet shows: what a program or a
    reader takes out of the page is the source's words and no others.
    """

    position: int
    """Place in the source: it stands before the first character read from there on."""
    element: str
    text: str
    """What is seen; who cannot see is told by an `aria-label` among the attributes."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    reading: int | None = None
    """The same place in the text as read, where that is known."""
    content: str = ""
    """Markup of ours that stands there in place of an element, in a format with notes in its text."""


def escaped(text: str) -> Markup:
    """The text with nothing in it that markup or a renderer could act upon.

    Control characters, which HTML cannot hold, are shown by their pictures: U+0007 as ␇.
    """
    return Markup(safe(text))  # noqa: S704  # escaped just before


def safe(text: str) -> str:
    """The same as a plain string: joining a hundred of them costs less than joining `Markup`."""
    # As `markupsafe.escape` writes them; `"` too, so that the text is safe in attributes.
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
    # All that `_NOT_RAW` holds is not printable, and nearly all texts are, but for a line's end.
    if text.isprintable():
        return text
    line = text[:-1]
    return f"{line}&#10;" if text[-1] == "\n" and line.isprintable() else text.translate(_NOT_RAW)


def with_bars(text: str) -> Markup:
    """The text escaped, and each bar of a redaction as a picture with a name."""
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
    """HTML in which no line parts a day from its month: browsers would part `6` from `月`, too."""
    # Words of ours around digits, three characters and names of months.
    return Markup(with_whole_dates(html, _WHOLE_DATE_RE))  # noqa: S704  # as it came, but for these


def with_whole_dates(text: str, pattern: re.Pattern[str]) -> str:
    """The text with an element of ours around each match that the pattern does not call `kept`."""
    if not _OF_A_DATE_RE.search(text):
        return text
    return pattern.sub(
        lambda found: found[0] if found["kept"] else f'<span class="mu-one">{found[0]}</span>', text
    )


def visible(text: str) -> str:
    """The text as a reader sees it: control characters as pictures, all else as it is."""
    return text if text.isprintable() else text.translate(_PICTURES)


def mark_up(
    text: AlignedText, marks: Iterable[Mark] = (), insertions: Iterable[Insertion] = ()
) -> Markup:
    """The text as HTML, with the marks around their words and the insertions in their places.

    Marks may overlap: one is closed and opened again where it must be, and only its first part
    keeps its `id`. A link inside a link takes the inner words from the outer one. A mark none
    of whose characters are read, and an insertion beyond the end, are placed where the next
    character is read.
    """
    placed = _placed(text, marks)
    inserted: dict[int, list[Insertion]] = defaultdict(list)
    for insertion in insertions:
        at = insertion.reading
        at = text.reading_offset(insertion.position) if at is None else at
        inserted[at].append(insertion)
    if not inserted and all(one.end <= other.start for (one, _), (other, _) in pairwise(placed)):
        return Markup(_side_by_side(text.text, placed))  # noqa: S704  # texts escaped
    ends = {0, len(text.text), *inserted}
    for span, _ in placed:
        ends.update(span)
    edges = sorted(ends)

    part = _part_of(text.text)
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
        following = _apart(placed, around) if start < end else ()
        for insertion in inserted.get(start, ()):
            outside = _common(active, following)
            if insertion.element == LINK:
                outside = _up_to_link(placed, outside)
            out.extend(_change(placed, active, outside, seen))
            out.append(_inserted(insertion))
            active = outside
        if active != following:
            out.extend(_change(placed, active, following, seen))
            active = following
        out.append(part(text.text[start:end]))
    out.extend(_change(placed, active, (), seen))
    return Markup("".join(out))  # noqa: S704  # tags written here, texts escaped


_Placed = list[tuple[Span, Mark]]


def _placed(text: AlignedText, marks: Iterable[Mark]) -> _Placed:
    """The marks with their ranges of the reading, the outermost first."""
    found: _Placed = []
    for mark in marks:
        span = mark.reading or text.reading_span(mark.span)
        if span is not None and span.length:
            found.append((span, mark))
    return sorted(found, key=lambda item: (item[0].start, -item[0].end))


def _side_by_side(text: str, placed: _Placed) -> str:
    """The text with marks that have nothing in common: most texts have no others."""
    part = _part_of(text)
    out: list[str] = []
    at = 0
    for (start, end), mark in placed:
        out += (part(text[at:start]), _opened(mark), part(text[start:end]), _closed(mark))
        at = end
    return "".join((*out, part(text[at:])))


def _part_of(text: str) -> Callable[[str], str]:
    """What makes a part of a text safe: of one that is safe as a whole, each part is."""
    return str if safe(text) is text else safe


def _apart(placed: _Placed, around: Sequence[int]) -> tuple[int, ...]:
    """The marks around some words, outermost first; of several links only the innermost."""
    if len(around) < 2:  # noqa: PLR2004  # one is around no other
        return tuple(around)
    links = [i for i in around if placed[i][1].element == LINK]
    return tuple(i for i in around if i not in links[:-1])


def _common(left: Sequence[int], right: Sequence[int]) -> tuple[int, ...]:
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


def _change(
    placed: _Placed, before: Sequence[int], after: Sequence[int], seen: set[int]
) -> list[str]:
    """The tags that lead from one nest of elements to another."""
    kept = len(_common(before, after))
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
        attributes[SHOWN] = insertion.text
    return f"{_open(insertion.element, attributes)}</{insertion.element}>"


def _open(name: str, attributes: Mapping[str, str]) -> str:
    written = attributes.html if type(attributes) is Attributes else _written(attributes)
    return f"<{name}{written}>"


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(f' {key}="{safe(value)}"' for key, value in attributes.items())


def _pictures() -> dict[int, str]:
    """From each control character to what is shown for it."""
    pictures = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"}
    pictures[0x7F] = "\u2421"
    # Windows-1252 taken for Latin-1 leaves these; as references they would turn into letters.
    pictures.update(dict.fromkeys((*range(0x80, 0xA0), 0xFFFE, 0xFFFF), "\ufffd"))
    return pictures


_PICTURES = _pictures()
_NOT_RAW = {
    **_PICTURES,
    # As references: Markdown expands tabs and folds line ends, HTML folds CR LF to LF, and some
    # programs on the way end a line at U+2028 and U+2029 too.
    **{ord(character): f"&#{ord(character)};" for character in "\t\n\r\u2028\u2029"},
}
