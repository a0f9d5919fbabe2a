"""The front matter of hand-written pages: reading the title and description, and adding lines."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from builders.model.front_matter import front_matter
from builders.model.page import Page
from builders.spans import Span

FIELD_RE = re.compile(r"^(title|description):[ \t]+([^\s>|].*)$", re.MULTILINE)
"""`title: Method`; not `title: >-`, which continues on further lines."""
HEADING_RE = re.compile(r"^#[ \t]+(\S.*)$", re.MULTILINE)


def title_and_description(text: str) -> tuple[str, str]:
    """The title and description of a hand-written page; either may be empty.

    The title is that of the front matter or, failing that, the first heading below it.
    """
    lines, end = front_matter(text) or (Span(0, 0), 0)
    found = FIELD_RE.finditer(text[slice(*lines)])
    fields = {match[1]: match[2].strip().strip("\"'") for match in found}
    heading = HEADING_RE.search(text, end)
    title = fields.get("title") or (heading[1].strip() if heading else "")
    return title, fields.get("description", "")


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
