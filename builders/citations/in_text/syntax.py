"""Citations in what editors write: `[@key]`, `[see @a, ch. 2; @b, 12-15]`, `@key` in a sentence.

The notation is pandoc's. Code, comments, tags, addresses and what stands behind a backslash
hold no citations, and neither does an e-mail address.
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

KEPT = 256
"""The citations of so many texts are held."""
BLANK = "\x00"
"""Takes the place of each character that cannot belong to a citation."""
HIDING_RE = re.compile(
    r"\\[^\n]"
    r"|^ {0,3}(?P<fence>`{3,}|~{3,})"
    r"|(?P<ticks>`+)"
    r"|(?P<comment><!--)"
    r"|</?[A-Za-z][^<>\n]*>"
    r"|\[[^\[\]]*\]\([^()\n]*\)"
    r"|https?://[^\s<>\[\]]+",
    re.MULTILINE,
)
"""Where something begins that hides what looks like a citation: code, tags, links, addresses."""
BRACKETS_RE = re.compile(r"\[([^\[\]]*)\]")
AT_RE = re.compile(
    r"(?<![A-Za-z0-9_.@/+\u00c0-\u024f-])(?P<bare>-?)@"
    r"(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>[A-Za-z0-9_](?:[A-Za-z0-9_]|[._:-](?=[A-Za-z0-9_]))*))"
)
"""`@09GUANGZHOU176`, `-@key`, `@{key}`; not the sign in `someone@example.org`."""
BEHIND_RE = re.compile(r"[ \n]?\[([^\[\]@]*)\](?![(\[:])")
"""`[p. 33]` behind a key in a sentence."""
BLANK_LINE_RE = re.compile(r"\n[ \t]*\n")


def citations_in(text: str) -> tuple[Citation, ...]:
    """The citations of an editor's Markdown, in its order."""
    return _found_in(text) if "@" in text else ()


@lru_cache(maxsize=KEPT)
def _found_in(text: str) -> tuple[Citation, ...]:
    """The same; a page asks once for its words, and once for what they cite."""
    visible = _blanked(text, _hidden(text))
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
    behind = BEHIND_RE.match(visible, end)
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
    """The text with blanks in some places; offsets stay as they are."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += (text[at:start], BLANK * (end - start))
        at = end
    return "".join((*parts, text[at:]))


def _hidden(text: str) -> Iterator[Span]:
    """Code, comments, tags, addresses and escapes, in order, none within another."""
    ticks: dict[int, list[int]] = defaultdict(list)
    for run in re.finditer("`+", text):
        ticks[len(run[0])].append(run.start())
    at = len(text) - len(without_front_matter(text))
    if at:
        yield Span(0, at)
    while match := HIDING_RE.search(text, at):
        at = match.end()
        if match["fence"]:
            fence = re.compile(rf"^ {{0,3}}{match['fence']}[`~]*[ \t]*$", re.MULTILINE)
            closing = fence.search(text, at)
            at = closing.end() if closing else len(text)
        elif match["ticks"]:
            runs = ticks[len(match["ticks"])]
            following = bisect_left(runs, at)
            if following == len(runs):
                continue  # it stands alone and is a letter like others
            at = runs[following] + len(match["ticks"])
        elif match["comment"]:
            closed = text.find("-->", at)
            at = closed + 3 if closed >= 0 else len(text)
        yield Span(match.start(), at)
