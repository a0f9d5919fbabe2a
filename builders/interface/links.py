"""Links of a page that stands a second time in another language's folder.

Links are relative, so those between pages hold there as well. Files that are no pages, and pages
that people wrote in one language only, are not there a second time: links to them are led back.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from urllib.parse import unquote

from builders.interface.versions import address

LINK_RE = re.compile(r'(?<=\s)(?P<name>href|src|action)="(?P<path>[^"?#&:]+)(?P<rest>[?#&][^"]*)?"')
"""With a path, which may go on with `?kind=cable` or `#p5`; an absolute address has a colon."""


def repointed(
    html: str, uri: str, missing: Collection[str] = (), written: Collection[str] = ()
) -> str:
    """The HTML of a page as it must be one folder deeper: `sources/index.md` as `zh/sources/index.md`.

    Args:
        html: With links that are right where the page stands first.
        uri: Where that is, below `docs/`.
        missing: Addresses of pages (`method/`) that are not there a second time.
        written: Addresses of pages that a person wrote anew: what has an address of its own in the
            first (`method/#cite-1`) has none in the second.
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
        if is_page and page not in missing and not ("#" in rest and page in written):
            return match[0]
        return f'{match["name"]}="{up}{target}{rest}"'

    return LINK_RE.sub(link, html)
