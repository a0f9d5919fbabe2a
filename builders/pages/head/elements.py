"""The elements of a page's head, as finished, escaped HTML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from builders.markup import safe

ESCAPES = {
    code: f"\\u{code:04x}"
    for code in (*map(ord, "<>&\u2028\u2029"), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF)
}
"""Escapes for JSON within `<script>`, where HTML's character references have no effect.

Control characters among them are not allowed in YAML, in which MkDocs reads the heads of pages.
"""


def meta(name: str, content: str) -> Markup:
    """A `meta` element with a name, as Highwire and Dublin Core use it."""
    return _markup(f'<meta name="{safe(name)}" content="{safe(content)}">')


def property_(name: str, content: str) -> Markup:
    """A `meta` element with a property, as Open Graph uses it (RDFa)."""
    return _markup(f'<meta property="{safe(name)}" content="{safe(content)}">')


def link(relation: str, href: str, media_type: str = "") -> Markup:
    """A `link` element."""
    typed = f' type="{safe(media_type)}"' if media_type else ""
    return _markup(f'<link rel="{safe(relation)}" href="{safe(href)}"{typed}>')


def alternate(language: str, href: str) -> Markup:
    """A `link` element to the version of the page in a language, which may be its own."""
    return _markup(f'<link rel="alternate" hreflang="{safe(language)}" href="{safe(href)}">')


def data(node: Mapping[str, Any]) -> Markup:
    """JSON-LD in a data block, which no browser runs and whose texts cannot close it."""
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    return _markup(f'<script type="application/ld+json">{text.translate(ESCAPES)}</script>')


def _markup(element: str) -> Markup:
    """The element as markup; `Markup.format`, which checks arguments, takes four times as long."""
    return Markup(element)  # noqa: S704  # its words are made safe above
