"""Elements of XML as text, with their words escaped."""

from __future__ import annotations

from collections.abc import Mapping

from builders.markup import NONE, safe

PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n'
LANGUAGE = "xml:lang"


def element(name: str, content: str = "", attributes: Mapping[str, str] = NONE) -> str:
    """The element with its content, which is XML already; attributes without a value are left out."""
    given = "".join(f' {key}="{safe(value)}"' for key, value in attributes.items() if value)
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"
