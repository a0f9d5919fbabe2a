"""One page of each kind, found in the built site, so that no list needs maintenance."""

from __future__ import annotations

import re
from pathlib import Path

MISSING = "no/such/page/"
"""A missing address, which leads to the page "404"."""
# A line of front matter, such as: layout: "edition"
FIELD_RE = re.compile(r"^(layout|kind|section|lang): *[\"']?([^\"'\n]*)", re.MULTILINE)
SOURCES = "sources"
"""The folder whose pages also differ by the card in their header."""
CARD_RE = re.compile(r'class="mu-kind"><a [^>]*>([^<]*)')


def of_each_kind(edition: Path) -> list[str]:
    """Addresses relative to the site: the largest page of each kind, and a missing one.

    Pages are of one kind if they have the same layout, kind, section and language in their front
    matter and are at the same depth in the same folder. All hand-written pages are included.
    """
    docs = edition / "docs"
    kinds: dict[tuple[object, ...], tuple[int, str]] = {}
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).as_posix()
        text = path.read_text(encoding="utf-8")
        said = dict(FIELD_RE.findall(text.split("\n---", 1)[0]))
        slug = name.removesuffix("index.md") if name.endswith("index.md") else name[:-3] + "/"
        parts = slug.split("/")
        card = CARD_RE.search(text) if parts[0] == SOURCES else None
        own = "" if said.get("layout") else slug
        key = (tuple(sorted(said.items())), parts[0], len(parts), card and card[1], own)
        kinds[key] = max(kinds.get(key, (0, "")), (path.stat().st_size, slug))
    return [*sorted(slug for _, slug in kinds.values()), MISSING]


def of_sources(edition: Path) -> list[str]:
    """Addresses of the pages of all sources, since no two texts are alike."""
    folders = (edition / "docs" / SOURCES).glob("*/index.md")
    return sorted(f"{SOURCES}/{path.parent.name}/" for path in folders)
