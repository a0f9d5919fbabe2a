"""The head of a page of the builders: YAML between two rules, written here and read again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import escape

from builders import markup
from builders.model.page import Page

RULE = "---"
LAYOUT = "edition"
"""What tells the theme that a page brings its own layout."""


def head_of(page: Page) -> str:
    """YAML between two rules; each value is JSON, which is YAML on one line.

    Themes put title and description into pages as they are, so they are escaped here already.
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


def head_read(lines: Iterable[str]) -> dict[str, Any]:
    """What stands at the head of a page of the builders.

    A page that a person wrote may have any YAML there, or none: that is left to MkDocs, and the
    answer is empty.
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
    """What follows the head of a page of the builders."""
    return text.partition(f"\n{RULE}\n")[2]
