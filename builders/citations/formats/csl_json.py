"""Works as a CSL-JSON file, for Zotero, pandoc and every CSL processor."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from builders.citations.formats import csl
from builders.model.work import Work, WorkType

OPENING, BETWEEN, CLOSING = "[\n", ",\n", "\n]\n"
"""What stands before, between and after the items of the list."""


def dumps(works: Iterable[Work]) -> str:
    """The text of the file, one line for each work; with a line for each field it would double."""
    items = (json.dumps(_item(work), ensure_ascii=False) for work in works)
    return f"{OPENING}{BETWEEN.join(items)}{CLOSING}"


def joined(texts: Iterable[str]) -> str:
    """The texts of several files joined into one."""
    items = (text.removeprefix(OPENING).removesuffix(CLOSING) for text in texts)
    return f"{OPENING}{BETWEEN.join(items)}{CLOSING}"


def _item(work: Work) -> dict[str, Any]:
    found = csl.record(work)
    for role in csl.NAMES:
        for name in found.get(role, ()):
            # Zotero drops a separate particle; CSL processors also find one in the family name.
            if particle := name.pop("non-dropping-particle", ""):
                name["family"] = f"{particle} {name.get('family', '')}".strip()
    if work.type is WorkType.PERSONAL_COMMUNICATION and work.number:
        # Zotero's letters have no number, but it reads one written so in the note.
        found["note"] = "\n".join(filter(None, (f"Number: {work.number}", work.note)))
    return found
