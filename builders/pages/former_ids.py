"""Former ids: the folders that pages have left, and hand-written links that still lead there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from builders.interface.versions import split_language
from builders.model.entity import ENTITY_TYPES
from builders.model.publication import Publication
from builders.pages.bibliography.citing_passages import LINK_RE

FOLDER = 2
"""How many leading parts of a path are the folder of an entry or source: `people/jane-roe/`."""


def moved_folders(publication: Publication) -> Mapping[str, str]:
    """From each folder under a former id to the present folder; for `publication.shared`."""
    found = {
        f"{folder}/{old.lower()}/": f"{folder}/{entry.slug}/"
        for entry in publication.entries
        for old in entry.sidecar.former_ids
        for folder in ("sources", "bibliography")
    }
    for old, key in publication.bibliography.former.items():
        found[f"works/{old}/"] = f"works/{key}/"
    registers = publication.registers
    for old, now in registers.former.items():
        register = next(name for name in ENTITY_TYPES if now in registers.entities_of(name))
        found[f"{register}/{old}/"] = f"{register}/{now}/"
    return found


def folder_of(uri: str) -> str:
    """The folder of the entry or source that a file belongs to, however deep the file lies."""
    return "".join(f"{part}/" for part in uri.split("/")[:FOLDER])


def with_present_links(publication: Publication, uri: str, text: str) -> str:
    """Hand-written Markdown with links to pages under former ids changed to the present ids.

    Links to files are left alone: `builders.pages.redirects` keeps copies, whose names may differ.
    """
    folders, here = publication.shared(moved_folders), posixpath.dirname(uri)

    def link(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(here, match["path"]))
        below, language = split_language(publication.settings, target)
        before = folder_of(below)
        if before not in folders or not match["path"].endswith(("/", ".md")):
            return match[0]
        now = f"{folders[before]}{below[len(before) :]}"
        path = posixpath.relpath(posixpath.join(language, now), here or ".")
        return f"{path}{'/' * match['path'].endswith('/')}{match['fragment'] or ''}"

    return LINK_RE.sub(link, text) if folders else text
