"""The words of a page divided into chunks by its tags: headings, paragraphs, items, cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape

from builders.aligned_text import AlignedText
from builders.readers.blocks import ENDS_A_SENTENCE_RE, as_running_text
from builders.readers.web_page.tags import Tag, tags
from builders.spans import Span

_ENTITY_RE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905  # reads as the list it is
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby rb rp rt s samp small span strike"  # noqa: SIM905  # as above
    " strong sub sup time tt u var wbr img input".split()
)
"""Elements within a line; every other tag ends the line."""
_KINDS = {"li": "item", "dt": "item", "dd": "item", "figcaption": "figDesc", "caption": "figDesc"}
_HEADING_RE = re.compile(r"h([1-6])")
_ENDED_BY = {
    "p": frozenset({"p"}),
    "li": frozenset({"li", "p"}),
    "tr": frozenset({"tr", "td", "th", "p"}),
    "td": frozenset({"td", "th", "p"}),
    "th": frozenset({"td", "th", "p"}),
}
"""The open elements that an opening tag closes implicitly: `<p>One<p>Two`."""
_ENDS_A_PARAGRAPH = frozenset(
    "div ul ol dl table blockquote pre section article header footer nav aside figure form hr h1 h2 h3 h4 h5 h6".split()  # noqa: SIM905  # as above
)
_ROOT = 0
_DEEPEST = 150
_SHORTEST_LINE = 45
_EMPHASIS = frozenset({"em", "i"})
_STRONG = frozenset({"strong", "b"})
_CELLS = frozenset({"td", "th"})


@dataclass(slots=True)
class Chunk:
    """A run of words between two tags that end a line."""

    kind: str
    """`head`, `p`, `item`, `figDesc` or `cell`."""
    text: AlignedText
    path: tuple[int, ...]
    """The numbers of the elements that contain it, from the outermost."""
    linked: int
    """How many of its characters are in links to other pages."""
    level: int | None = None
    emphasis: tuple[Span, ...] = ()
    strong: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The chunks of a page, and its elements by number: the tag that opened each."""

    chunks: tuple[Chunk, ...]
    elements: tuple[Tag, ...]
    parents: tuple[int, ...]
    """For each element the number of the one that contains it; 0, the root, is its own parent."""


@dataclass(slots=True)
class _State:
    source: str
    elements: list[Tag] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    parts: list[AlignedText] = field(default_factory=list)
    linked: int = 0
    broken: bool = False
    """Whether a `<br>` has come since the last word."""
    emphasis: list[Span] = field(default_factory=list)
    strong: list[Span] = field(default_factory=list)
    chunks: list[Chunk] = field(default_factory=list)

    def names(self) -> list[str]:
        return [self.elements[number].name for number in self.open]


def chunks(text: str) -> Page:
    """The chunks of a page, in order, with the elements that contain them."""
    state = _State(text, [Tag("html", 0, 0)], [_ROOT], [_ROOT])
    for tag in tags(text):
        if not tag.name:
            _words(state, tag)
        elif tag.inside != (0, 0):
            continue
        elif tag.name == "br":
            _break(state, tag)
        elif tag.closes:
            _close(state, tag.name)
        else:
            _open(state, tag)
    _flush(state)
    return Page(tuple(state.chunks), tuple(state.elements), tuple(state.parents))


def _break(state: _State, tag: Tag) -> None:
    """End the chunk at a `<br>`, or only the line, if the `<br>` breaks a sentence.

    Some pages separate paragraphs only by a `<br>` after a sentence, or by two. A line that is
    shorter than lines of running text is a chunk by itself.
    """
    line = _last_line(state.parts)
    if state.broken or ENDS_A_SENTENCE_RE.search(line) or len(line) < _SHORTEST_LINE:
        _flush(state)
    elif state.parts:
        state.parts.append(
            AlignedText.substitute(
                "\n",
                Span(tag.start, tag.end),
            )
        )
        state.broken = True


def _last_line(parts: Sequence[AlignedText]) -> str:
    """The words since the last line end, read from the back: there may be thousands of lines."""
    line: list[str] = []
    for part in reversed(parts):
        _, end, rest = part.text.rpartition("\n")
        line.append(rest)
        if end:
            break
    return "".join(reversed(line)).strip()


def _words(state: _State, tag: Tag) -> None:
    at = tag.start
    parts = []
    for match in _ENTITY_RE.finditer(state.source, tag.start, tag.end):
        parts.append(AlignedText.verbatim(state.source, Span(at, match.start())))
        parts.append(AlignedText.substitute(unescape(match[0]), Span(*match.span())))
        at = match.end()
    parts.append(AlignedText.verbatim(state.source, Span(at, tag.end)))
    words = AlignedText.join(parts)
    if not words:
        return
    state.parts.append(words)
    if stripped := words.strip():
        state.broken = False
        names = state.names()
        if any(_leads_elsewhere(state.elements[n]) for n in state.open):
            state.linked += len(stripped)
        if not _EMPHASIS.isdisjoint(names):
            state.emphasis.append(stripped.span())
        if not _STRONG.isdisjoint(names):
            state.strong.append(stripped.span())


def _leads_elsewhere(tag: Tag) -> bool:
    return tag.name == "a" and bool(tag.get("href").lstrip("#")) and tag.get("href")[0] != "#"


def _open(state: _State, tag: Tag) -> None:
    if tag.name not in _INLINE:
        _flush(state)
        ended = _ENDED_BY.get(tag.name, frozenset())
        if tag.name in _ENDS_A_PARAGRAPH:
            ended = frozenset({"p"})
        while len(state.open) > 1 and state.elements[state.open[-1]].name in ended:
            state.open.pop()
    if tag.name in _VOID or len(state.open) > _DEEPEST:
        return
    state.elements.append(tag)
    state.parents.append(state.open[-1])
    state.open.append(len(state.elements) - 1)


def _close(state: _State, name: str) -> None:
    """End the innermost open element of a name, if any, and all that was left open in it."""
    if name not in _INLINE:
        _flush(state)
    names = state.names()
    if name in names[1:]:
        last = len(names) - 1 - names[::-1].index(name)
        # A stray `</b>` does not end a paragraph.
        if name in _INLINE and any(one not in _INLINE for one in names[last + 1 :]):
            return
        del state.open[last:]


def _flush(state: _State) -> None:
    """Make a chunk of the words gathered so far."""
    text = as_running_text(AlignedText.join(state.parts)) if state.parts else AlignedText("")
    if text:
        names = state.names()
        kind, level = "p", None
        for name in reversed(names):
            if heading := _HEADING_RE.fullmatch(name):
                kind, level = "head", int(heading[1])
            elif name in _CELLS:
                kind = "cell"
            elif name in _KINDS:
                kind = _KINDS[name]
            elif name != "p":
                continue
            break
        path = tuple(n for n in state.open if state.elements[n].name not in _INLINE)
        marks = tuple(state.emphasis), tuple(state.strong)
        state.chunks.append(Chunk(kind, text, path, state.linked, level, *marks))
    state.parts.clear()
    state.emphasis.clear()
    state.strong.clear()
    state.linked = 0
    state.broken = False
