"""A cable received as a record of a CSV file.

The columns are number, date, identifier, origin, classification, references, header, body; quotes
within a field are escaped by a backslash or doubled.
"""

from __future__ import annotations

import re

from builders.aligned_text import AlignedText
from builders.readers.cable.fields.identifiers import PUBLISHED_ID_RE
from builders.readers.cable.transcripts import Transcript
from builders.spans import Span

# No two alternatives begin alike, so that an unclosed quote is tried in one way only; the group need
# not be possessive for that (see `MORE_LINES` in `leaks/base64_runs.py`).
_QUOTED_RE = re.compile(r'"((?:[^"\\]++|\\.|"")*)"[ \t]*(,|\r?\n|\Z)', re.DOTALL)
_BARE_RE = re.compile(r"([^,\"\r\n]{0,200})(,|\r?\n|\Z)")
_ESCAPE_RE = re.compile(r'\\([\\\'"])|""')
_FEWEST_FIELDS = 6
_MOST_FIELDS = 16
_AFTER_THE_ID = ("origin", "classification", "references")


def transcribe(text: str) -> Transcript | None:
    """The telegram in the first record, or None where the text does not begin with a record."""
    fields = _fields(text)
    if len(fields) < _FEWEST_FIELDS:
        return None
    read = [_reading(text, span) for span in fields]
    place = next(
        (i for i, words in enumerate(read) if PUBLISHED_ID_RE.fullmatch(words.text.strip())), None
    )
    if place is None or place > len(read) - 3:
        return None
    metadata = {"reference_id": read[place].text.strip()}
    if place:
        metadata["created"] = read[place - 1].text.strip()
    for name, words in zip(_AFTER_THE_ID, read[place + 1 : -2], strict=False):
        metadata[name] = words.text.strip()
    spans = [span for words in read[:-2] for span in words.strip().source_spans()]
    return Transcript("cable-csv", AlignedText.join(read[-2:], "\n"), metadata, tuple(spans))


def _fields(text: str) -> list[Span]:
    """The ranges of the first record's fields, quotes excluded; none where there is no record."""
    fields: list[Span] = []
    at = 1 if text.startswith("\ufeff") else 0
    if text[at : at + 1] != '"':
        return fields
    while len(fields) < _MOST_FIELDS:
        match = _QUOTED_RE.match(text, at) or _BARE_RE.match(text, at)
        if not match:
            return []
        fields.append(Span(*match.span(1)))
        at = match.end()
        if match[2] != ",":
            return fields
    return []


def _reading(text: str, span: Span) -> AlignedText:
    words = AlignedText.verbatim(text, span)
    return words.sub(_ESCAPE_RE, lambda match: match[1] or '"')
