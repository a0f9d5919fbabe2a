"""A cable received as a web page: of the WikiLeaks viewer of 2010, or any that holds a telegram."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from builders.aligned_text import AlignedText
from builders.readers.cable.transcripts import Transcript
from builders.spans import Span

_PAGE_RE = re.compile(
    r"\s{0,200}(?:\ufeff)?\s{0,200}<(?:!doctype|\?xml|html|head|body|div|table|pre|code)\b",
    re.IGNORECASE,
)
_PRE_RE = re.compile(r"<pre\b[^<>]*>(.*?)(?:</pre>|\Z)", re.IGNORECASE | re.DOTALL)
_TABLE_RE = re.compile(
    r"<table\b[^<>]{0,80}\bcable\b[^<>]{0,80}>(.*?)(?:</table>|\Z)", re.IGNORECASE | re.DOTALL
)
_CELL_RE = re.compile(r"<(t[hd])\b[^<>]{0,80}>(.{0,1000}?)</\1>", re.IGNORECASE | re.DOTALL)
_TAG_OR_ENTITY_RE = re.compile(
    r"<!--.{0,400}?-->|<(?P<unread>script|style)\b[^<>]*>[^<]*(?:</(?P=unread)>)?"
    r"|<(?P<tag>/?[A-Za-z][A-Za-z0-9]*)[^<>]*>|<[!?][^<>]*>|&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,10});",
    re.IGNORECASE | re.DOTALL,
)
_LINE_BREAKING_TAGS = frozenset(
    ("br", "/p", "/div", "/tr", "/li", "/h1", "/h2", "/h3", "/h4", "/pre", "/td", "hr")
)
_FIELD_NAMES = {
    "reference id": "reference_id",
    "created": "created",
    "date": "created",
    "released": "released",
    "release date": "released",
    "classification": "classification",
    "origin": "origin",
}


def transcribe(text: str) -> Transcript | None:
    """The telegram on the page, or None where the text is no web page."""
    if not _PAGE_RE.match(text):
        return None
    parts = [_reading(text, Span(*match.span(1))) for match in _PRE_RE.finditer(text)]
    if not parts:
        parts = [_reading(text, Span(0, len(text)))]
    metadata, spans = _metadata(text)
    return Transcript(
        "cablegate-html" if metadata else "cable-html",
        AlignedText.join(parts, "\n"),
        metadata,
        spans,
    )


def _reading(text: str, span: Span) -> AlignedText:
    """The text between the tags, entities decoded, with a line end for each tag that breaks a line."""
    parts: list[AlignedText] = []
    at = span.start
    for match in _TAG_OR_ENTITY_RE.finditer(text, span.start, span.end):
        if match.start() > at:
            parts.append(AlignedText.verbatim(text, Span(at, match.start())))
        at = match.end()
        read = ""
        if match[0].startswith("&"):
            read = html.unescape(match[0])
        elif match["tag"] and match["tag"].lower() in _LINE_BREAKING_TAGS:
            read = "\n"
        if read:
            parts.append(AlignedText.substitute(read, Span(*match.span())))
    if span.end > at:
        parts.append(AlignedText.verbatim(text, Span(at, span.end)))
    return AlignedText.join(parts)


def _metadata(text: str) -> tuple[dict[str, str], tuple[Span, ...]]:
    """The metadata in the table above the telegram, by column, and where they stand."""
    table = _TABLE_RE.search(text)
    if not table:
        return {}, ()
    names: list[str] = []
    found: dict[str, str] = {}
    spans: list[Span] = []
    for kind, words in _cells(text, Span(*table.span(1))):
        if kind == "th":
            names.append(" ".join(words.text.lower().split()))
        elif len(found) < len(names):
            name = _FIELD_NAMES.get(names[len(found)], names[len(found)])
            found[name] = words.text.strip()
            if words.strip():
                spans.extend(words.strip().source_spans())
        else:
            break
    return found, tuple(spans)


def _cells(text: str, span: Span) -> Iterator[tuple[str, AlignedText]]:
    for match in _CELL_RE.finditer(text, span.start, span.end):
        yield match[1].lower(), _reading(text, Span(*match.span(2)))
