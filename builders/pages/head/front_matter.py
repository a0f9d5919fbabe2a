"""The front matter of the pages that people wrote: what it says, and a head put into it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from builders.model.page import Page

RULE_RE = re.compile(r"\A\ufeff?---[ \t]*\r?\n")
END_RE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
FIELD_RE = re.compile(r"^(title|description):[ \t]+([^\s>|].*)$", re.MULTILINE)
"""`title: Method`; not `title: >-`, which goes on over further lines."""
HEADING_RE = re.compile(r"^#[ \t]+(\S.*)$", re.MULTILINE)


def title_and_description(text: str) -> tuple[str, str]:
    """The title and the description that a person's page gives itself; either may be empty.

    The title is that of the front matter, or else the first heading below it.
    """
    rule = RULE_RE.match(text)
    end = END_RE.search(text, rule.end()) if rule else None
    front = text[rule.end() : end.start()] if rule and end else ""
    fields = {match[1]: match[2].strip().strip("\"'") for match in FIELD_RE.finditer(front)}
    heading = HEADING_RE.search(text, end.end() if end else 0)
    title = fields.get("title") or (heading[1].strip() if heading else "")
    return title, fields.get("description", "")


def with_lines(page: Page, record: Mapping[str, Any]) -> Page:
    """The page with more lines in its front matter, which it gets where it has none."""
    first, *others = page.context["parts"]
    line = "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in record.items()
    )
    rule = RULE_RE.match(first.text)
    if rule and (end := END_RE.search(first.text, rule.end())):
        text = f"{first.text[: end.start()]}{line}{first.text[end.start() :]}"
    else:
        text = f"---\n{line}---\n\n{first.text}"
    parts = [replace(first, text=text), *others]
    return replace(page, context={**page.context, "parts": parts})
