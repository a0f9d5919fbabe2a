"""The front matter of hand-written pages: reading the title and description, and adding lines."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from builders.citations.in_text.plain_text import plain
from builders.inputs.yaml_texts import parse_yaml
from builders.model.front_matter import front_matter
from builders.model.page import Page
from builders.spans import Span

HEADING_RE = re.compile(r"^#[ \t]+(\S.*)$", re.MULTILINE)


def title_and_description(text: str) -> tuple[str, str]:
    """The title and description of a hand-written page; either may be empty.

    The title is that of the front matter or, failing that, the first heading below it.
    """
    lines, end = front_matter(text) or (Span(0, 0), 0)
    record = parse_yaml(text[slice(*lines)]).value
    fields = record if isinstance(record, dict) else {}
    heading = HEADING_RE.search(text, end)
    title = _on_one_line(fields.get("title")) or (_words_of(heading[1]) if heading else "")
    return title, _on_one_line(fields.get("description"))


def _on_one_line(value: object) -> str:
    """A value of front matter as words; empty if there is none, or if it has several parts."""
    return "" if value is None or isinstance(value, dict | list) else " ".join(str(value).split())


def _words_of(heading: str) -> str:
    """The words of a Markdown heading, without its marks and attributes (`{#dates}`)."""
    words = heading.rstrip()
    if words.endswith("}"):
        before, brace, _ = words.rpartition("{")
        words = before if brace and before[-1:].isspace() else words
    return plain(words.rstrip().rstrip("#"))


def with_front_matter(page: Page, record: Mapping[str, Any]) -> Page:
    """The page with the record added to its front matter, which is made if there is none.

    Hand-written lines with the same keys are replaced, since no key may occur twice.
    """
    first, *others = page.context["parts"]
    line = "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in record.items()
    )
    if found := front_matter(first.text):
        start, end = found[0]
        names = "|".join(map(re.escape, record))
        kept = re.sub(rf"^(?:{names}):.*\n", "", first.text[start:end], flags=re.MULTILINE)
        text = f"{first.text[:start]}{kept}{line}{first.text[end:]}"
    else:
        text = f"---\n{line}---\n\n{first.text}"
    parts = [replace(first, text=text), *others]
    return replace(page, context={**page.context, "parts": parts})
