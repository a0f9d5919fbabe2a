"""The elements of a head, finished and escaped: nothing after this reads them as anything else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from builders import markup

META = Markup('<meta name="{}" content="{}">')
PROPERTY = Markup('<meta property="{}" content="{}">')
LINK = Markup('<link rel="{}" href="{}">')
ALTERNATE = Markup('<link rel="alternate" hreflang="{}" href="{}">')
TYPED_LINK = Markup('<link rel="{}" href="{}" type="{}">')
DATA = Markup('<script type="application/ld+json">{}</script>')
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""Within a script nothing is unescaped but by the script's own rules, and JSON has these."""


def meta(name: str, content: str) -> Markup:
    """A statement by name, as Highwire's and Dublin Core's are."""
    return META.format(name, markup.escaped(content))


def property_(name: str, content: str) -> Markup:
    """A statement of Open Graph, which is written as RDFa."""
    return PROPERTY.format(name, markup.escaped(content))


def link(relation: str, href: str, media_type: str = "") -> Markup:
    """A link to something that belongs to the page."""
    if media_type:
        return TYPED_LINK.format(relation, href, media_type)
    return LINK.format(relation, href)


def alternate(language: str, href: str) -> Markup:
    """A link to the same page in another language, or in this one."""
    return ALTERNATE.format(language, href)


def data(node: Mapping[str, Any]) -> Markup:
    """JSON-LD in a block of data, which no browser runs and no text in it can close."""
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    return DATA.format(Markup(text.translate(ESCAPES)))  # noqa: S704  # escaped just here
