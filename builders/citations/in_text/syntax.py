"""Parsing citations in Markdown: `[@key]`, `[see @a, ch. 2; @b, 12-15]`, `@key` in a sentence.

The syntax is pandoc's. There are no citations in code, comments, tags and addresses or after a
backslash, and an e-mail address is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from builders.citations.in_text import locators
from builders.model.citation import Citation, CitationItem
from builders.model.front_matter import without_front_matter
from builders.spans import Span

CACHE_SIZE = 256
"""The number of texts whose citations are cached."""
BLANK = "\x00"
"""Replaces each character that cannot belong to a citation."""
OPAQUE_START_RE = re.compile(
    r"\\[^\n]"
    r"|^ {0,3}(?P<fence>`{3,}|~{3,})"
    r"|(?P<ticks>`+)"
    r"|(?P<comment><!--)"
    r"|</?[A-Za-z][^<>\n]*>"
    r"|\[[^\[\]]*\]\([^()\n]*\)"
    r"|https?://[^\s<>\[\]]+",
    re.MULTILINE,
)
"""The beginnings of code, comments, tags, links and addresses, in which `@` cites nothing."""
BRACKETS_RE = re.compile(r"\[([^\[\]]*)\]")
AT_RE = re.compile(
    r"(?<![A-Za-z0-9_.@/+\u00c0-\u024f-])(?P<bare>-?)@"
    r"(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>[A-Za-z0-9_](?:[A-Za-z0-9_]|[._:-](?=[A-Za-z0-9_]))*))"
)
"""`@09GUANGZHOU176`, `-@key`, `@{key}`; not the `@` in `someone@example.org`."""
LOCATOR_AFTER_KEY_RE = re.compile(r"[ \n]?\[([^\[\]@]*)\](?![(\[:])")
"""`[p. 33]` after a key in a sentence."""
BLANK_LINE_RE = re.compile(r"\n[ \t]*\n")


def citations_in(text: str) -> tuple[Citation, ...]:
    """The citations in an editor's Markdown, in the order of the text."""
    return _parse(text) if "@" in text else ()


@lru_cache(maxsize=CACHE_SIZE)
def _parse(text: str) -> tuple[Citation, ...]:
    """The citations in a text, cached: a page needs them for its words and for what these cite."""
    visible = _blanked(text, _opaque_spans(text))
    found = [
        citation for match in BRACKETS_RE.finditer(visible) if (citation := _bracketed(text, match))
    ]
    visible = _blanked(visible, (citation.span for citation in found))
    found.extend(_narrative(text, visible, match) for match in AT_RE.finditer(visible))
    return tuple(sorted(found, key=lambda citation: citation.span))


def _bracketed(text: str, match: re.Match[str]) -> Citation | None:
    if "@" not in match[1] or BLANK_LINE_RE.search(match[1]):
        return None
    parts: list[Span] = []
    at = match.start(1)
    for part in match[1].split(";"):
        span = Span(at, at + len(part))
        at = span.end + 1
        if parts and not AT_RE.search(part):
            parts[-1] = Span(parts[-1].start, span.end)  # `[@a; and others]`
        else:
            parts.append(span)
    items = [item for part in parts if (item := _item(text, match.string, part))]
    return Citation(Span(*match.span()), tuple(items)) if items else None


def _item(text: str, visible: str, part: Span) -> CitationItem | None:
    match = AT_RE.search(visible, *part)
    if match is None:
        return None
    found, rest = locators.parse(_one_line(text[match.end() : part.end]))
    return CitationItem(
        key=match["braced"] or match["key"],
        span=Span(*match.span("braced" if match["braced"] else "key")),
        locators=found,
        prefix=_one_line(text[part.start : match.start()]),
        suffix=rest,
        bare=bool(match["bare"]),
    )


def _narrative(text: str, visible: str, match: re.Match[str]) -> Citation:
    group = "braced" if match["braced"] else "key"
    key, span, end = match[group], Span(*match.span(group)), match.end()
    behind = LOCATOR_AFTER_KEY_RE.match(visible, end)
    if behind:
        found, rest = locators.parse(_one_line(text[slice(*behind.span(1))]))
        if found and not rest:
            item = CitationItem(key, span, found)
            return Citation(Span(match.start(), behind.end()), (item,), narrative=True)
    item = CitationItem(key, span, bare=bool(match["bare"]))
    return Citation(Span(match.start(), end), (item,), narrative=True)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _blanked(text: str, spans: Iterable[Span]) -> str:
    """The text with some spans replaced by `BLANK`, so that offsets stay the same."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += (text[at:start], BLANK * (end - start))
        at = end
    return "".join((*parts, text[at:]))


def _opaque_spans(text: str) -> Iterator[Span]:
    """The spans of front matter, code, comments, tags, links, addresses and escapes, in order."""
    ticks: dict[int, list[int]] = defaultdict(list)
    for run in re.finditer("`+", text):
        ticks[len(run[0])].append(run.start())
    at = len(text) - len(without_front_matter(text))
    if at:
        yield Span(0, at)
    while match := OPAQUE_START_RE.search(text, at):
        at = match.end()
        if match["fence"]:
            fence = re.compile(rf"^ {{0,3}}{match['fence']}[`~]*[ \t]*$", re.MULTILINE)
            closing = fence.search(text, at)
            at = closing.end() if closing else len(text)
        elif match["ticks"]:
            runs = ticks[len(match["ticks"])]
            following = bisect_left(runs, at)
            if following == len(runs):
                continue  # backticks without a counterpart are plain characters
            at = runs[following] + len(match["ticks"])
        elif match["comment"]:
            closed = text.find("-->", at)
            at = closed + 3 if closed >= 0 else len(text)
        yield Span(match.start(), at)
