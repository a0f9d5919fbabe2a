"""Works as a file of CSL-JSON, as Zotero, pandoc and every CSL processor read it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from builders.citations.formats import csl
from builders.model.work import Work, WorkType

OPENING, BETWEEN, CLOSING = "[\n", ",\n", "\n]\n"
"""How the list begins, goes on and ends."""


def dumps(works: Iterable[Work]) -> str:
    """The text of the file: a line for each work, half as long as with one for each field."""
    items = (json.dumps(_item(work), ensure_ascii=False) for work in works)
    return f"{OPENING}{BETWEEN.join(items)}{CLOSING}"


def joined(texts: Iterable[str]) -> str:
    """The text of one file with all that several have."""
    items = (text.removeprefix(OPENING).removesuffix(CLOSING) for text in texts)
    return f"{OPENING}{BETWEEN.join(items)}{CLOSING}"


def _item(work: Work) -> dict[str, Any]:
    found = csl.record(work)
    for role in csl.NAMES:
        for name in found.get(role, ()):
            # Zotero drops a particle that stands by itself; processors find it in the family name.
            if particle := name.pop("non-dropping-particle", ""):
                name["family"] = f"{particle} {name.get('family', '')}".strip()
    if work.type is WorkType.PERSONAL_COMMUNICATION and work.number:
        # Zotero's letters have no number; from its note it takes one that is written so.
        found["note"] = "\n".join(filter(None, (f"Number: {work.number}", work.note)))
    return found
