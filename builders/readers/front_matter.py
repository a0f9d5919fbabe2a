"""Front matter: the YAML in which programs for notes and sites keep what is known about a text.

It stands between two rules above the text and is no part of it. It says what the text is called,
when it was written and in which language, and the rest is left to readers as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from builders import dates
from builders.inputs.yaml_texts import parse_yaml
from builders.model.document import Document, Header, Role
from builders.model.front_matter import front_matter
from builders.model.source import Source
from builders.readers.addresses import with_ids
from builders.readers.blocks import leaf
from builders.readers.letter_dates import days
from builders.readers.reader import Reader
from builders.spans import Span

NAME = "front-matter"
NO_HEADLINE = "no-headline"
"""The code of the problem that a text below lacks what front matter may give."""
KEY_RE = re.compile(r"[a-z][\w-]*")
"""A key as programs write it; `From` and `SUBJECT` are those of a message between two rules."""
FIRST_KEY_RE = re.compile(rf"(?:#[^\n]*\n)*{KEY_RE.pattern}:\s")
MOST_CHARACTERS = 10_000
"""More between two rules is no front matter but a part of the text."""
LANGUAGE_RE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
DAY_RE = re.compile(r"\d{4}-\d\d-\d\d(?=[T ]\d)")
"""The day in `2015-09-08T09:12:44+08:00`."""
_INK_RE = re.compile(r"[^\r\n]")


def below_front_matter(reader: Reader) -> Reader:
    """The reader, which is shown only the text below front matter; its fields go into the header."""

    def recognize(text: str) -> float:
        return reader.recognize(_without(text, found[0]) if (found := _found(text)) else text)

    def read(source: Source) -> Document:
        found = _found(source.text)
        return _read(reader, source, *found) if found else reader.read(source)

    return replace(reader, recognize=recognize, read=read)


def _read(reader: Reader, source: Source, span: Span, fields_: Mapping[str, Any]) -> Document:
    """The document of a source with front matter."""
    language = _text(fields_, "lang", "language")
    known = language if LANGUAGE_RE.fullmatch(language) else None
    document = reader.read(
        Source(
            source.id,
            source.path,
            source.data,
            _without(source.text, span),
            source.encoding,
            source.sha256,
            source.redactions,
            source.language or known,
            is_markdown=True,
        )
    )
    titled = bool(_title(fields_))
    above = leaf(source.text, span, "fw", Role.FURNITURE, NAME)
    return replace(
        document,
        header=_with_fields(document.header, fields_, document.language),
        blocks=with_ids([above, *document.blocks]),
        problems=tuple(p for p in document.problems if not (titled and p.code == NO_HEADLINE)),
    )


def _found(text: str) -> tuple[Span, Mapping[str, Any]] | None:
    """The range of a text's front matter with both rules, and its fields; None if it has none."""
    found = front_matter(text)
    if found is None:
        return None
    inner, end = found
    if inner.length > MOST_CHARACTERS or not FIRST_KEY_RE.match(text, inner.start):
        return None
    parsed = parse_yaml(text[slice(*inner)])
    value = parsed.value
    if parsed.problems or not isinstance(value, dict) or not value:
        return None
    if not all(KEY_RE.fullmatch(key) for key in value):
        return None
    return Span(text.index("---"), end), value


def _without(text: str, span: Span) -> str:
    """The text with spaces in place of a range, so that all that follows stays where it is."""
    return f"{text[: span.start]}{_INK_RE.sub(' ', text[slice(*span)])}{text[span.end :]}"


def _with_fields(header: Header, given: Mapping[str, Any], language: str) -> Header:
    """The header with the title and the date that the front matter gives."""
    title = _title(given)
    values = {"title": title, "headline": title, "date": _date(_text(given, "date"), language)}
    header_: Any = header  # each kind has a dataclass of its own
    there = {field.name for field in fields(header_)}
    known = {name: value for name, value in values.items() if value and name in there}
    with_fields: Header = replace(header_, **known)
    return with_fields


def _title(given: Mapping[str, Any]) -> str:
    return _text(given, "title", "headline")


def _text(given: Mapping[str, Any], *keys: str) -> str:
    """The first of the values that is a text, its lines joined; empty if none is."""
    found = (given[key] for key in keys if isinstance(given.get(key), str))
    return " ".join(next(found, "").split())


def _date(written: str, language: str) -> str | None:
    """The date in EDTF; None if it cannot be read as one."""
    if day := DAY_RE.match(written):
        written = day[0]
    try:
        return dates.parse(written).edtf
    except ValueError:
        found = days(written, language)
        return found[0].date if found else None
