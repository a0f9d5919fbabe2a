"""The front matter of pages that the builders make: written, read again, and cut off."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import escape

from builders import markup
from builders.model.page import Page

RULE = "---"
LAYOUT = "edition"
"""Tells the theme that a page has its own layout."""


def write_head(page: Page) -> str:
    """The front matter of a page: YAML between two rules, each value as JSON on one line.

    Themes insert title and description without escaping them, so they are escaped here.
    """
    record = {
        "title": str(escape(markup.visible(page.title))),
        "layout": LAYOUT,
        **page.metadata,
    }
    if page.description:
        record["description"] = str(escape(markup.visible(page.description)))
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in record.items()]
    return "\n".join((RULE, *lines, RULE, ""))


def read_head(lines: Iterable[str]) -> dict[str, Any]:
    """The front matter of a page that the builders made.

    A hand-written page may have any YAML there, or none: that is left to MkDocs, and the result
    is empty.
    """
    record: dict[str, Any] = {}
    lines = iter(lines)
    if next(lines, "").rstrip("\n") != RULE:
        return {}
    for line in lines:
        if line.rstrip("\n") == RULE:
            return record
        key, colon, value = line.partition(": ")
        try:
            record[key] = json.loads(value) if colon else None
        except ValueError:
            return {}
    return {}


def without_head(text: str) -> str:
    """The text of a page that the builders made, without its front matter."""
    return text.partition(f"\n{RULE}\n")[2]
