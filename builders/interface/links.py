"""Adjusting the links of a page that is copied into another language's folder.

Links are relative, so those between pages are still right there. Files that are no pages, and
pages that people wrote in one language only, are not copied: links to them must lead back.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from urllib.parse import unquote

from builders.interface.versions import address

LINK_RE = re.compile(r'(?<=\s)(?P<name>href|src|action)="(?P<path>[^"?#&:]+)(?P<rest>[?#&][^"]*)?"')
"""A link with a path, perhaps followed by `?kind=cable` or `#p5`; absolute URLs have a colon."""


def repoint_links(
    html: str, uri: str, language: str, missing: Collection[str] = (), written: Collection[str] = ()
) -> str:
    """The HTML of a page, with links for one folder deeper: `zh/sources/index.md`.

    Args:
        html: The page, with links that are right at its first place.
        uri: That place, below `docs/`.
        language: The other language, whose folder the page is copied into.
        missing: Addresses of pages (`method/`) that do not exist in the other language.
        written: Addresses of pages that people wrote separately in each language: anchors of the
            first version (`method/#cite-1`) do not exist in the second.
    """
    here = address(uri)
    up = "../" * (here.count("/") + 1)

    def link(match: re.Match[str]) -> str:
        path, rest = match["path"], match["rest"] or ""
        if path.startswith("/"):
            return match[0]
        target = posixpath.normpath(posixpath.join(here, path))
        is_page = path.endswith("/") or posixpath.basename(path) in {".", ".."}
        target = f"{target}/" if is_page else target
        if target.startswith("../"):
            return match[0]
        target = "" if target == "./" else target
        page = unquote(target)
        is_other = page in missing or page.startswith(f"{language}/")
        if is_page and not is_other and not ("#" in rest and page in written):
            return match[0]
        return f'{match["name"]}="{up}{target}{rest}"'

    return LINK_RE.sub(link, html)
