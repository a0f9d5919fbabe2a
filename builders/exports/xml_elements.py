"""XML elements as strings, with attribute values escaped."""

from __future__ import annotations

from collections.abc import Mapping

from builders.markup import NO_ATTRIBUTES, safe

PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n'
LANGUAGE = "xml:lang"


def element(name: str, content: str = "", attributes: Mapping[str, str] = NO_ATTRIBUTES) -> str:
    """An element with content that is XML already; attributes with empty values are left out."""
    given = "".join(f' {key}="{safe(value)}"' for key, value in attributes.items() if value)
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"
