"""The HTML pages of the offline copy, changed so that a browser can open them from disk."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from urllib.parse import unquote

# `<a class="mu-xref" href="../09guangzhou176/#p4">`, `<script type="module">`. Most tags of a page
# have no address, and a pattern that passes over them takes a third of the time.
TAG_RE = re.compile(
    r"<(?:[Ss][Cc][Rr][Ii][Pp][Tt]\b|[A-Za-z][^<>]*\s(?:href|src|action)=\")[^<>]*>"
)
SCRIPT_TAG_RE = re.compile(r"<script\b[^<>]*>", re.IGNORECASE)
ADDRESS_RE = re.compile(r"(?<=\s)(href|src|action)=\"([^\"]*)\"")
MODULE_RE = re.compile(r"(?<=\s)type=\"module\"")
SCRIPT_RE = re.compile(r"<script\b", re.IGNORECASE)
PRELOAD_RE = re.compile(r"<link\b[^<>]*\srel=\"(?:preload|modulepreload)\"", re.IGNORECASE)
SOURCE_RE = re.compile(r"(?<=\s)src=\"([^\"]*)\"")
FOLDER_RE = re.compile(r"(?![A-Za-z][A-Za-z0-9+.-]*:|//)([^?#]*[/.])(?:[?#]|\Z)")
"""An address without scheme and host whose path is that of a folder: it ends with `/`, `.` or `..`."""
PAGE = "index.html"

ONLINE_RE = re.compile(r"<li data-online>.*?</li>\n?", re.DOTALL)
"""List items that are left out of the offline copy, such as the link to the ZIP itself."""


def from_disk(html: str, uri: str, files: Collection[str], bundle: str) -> str:
    """The page with links that name files, and with one plain script in place of its modules.

    Args:
        html: The page as published.
        uri: Its path below the folder of the site.
        files: The paths of all files there.
        bundle: The path of the script that holds all modules.
    """
    folder = posixpath.dirname(uri)
    loaded = False
    known: dict[str, str] = {}

    def address(match: re.Match[str]) -> str:
        # A page leads to the same place many times, and the work is in finding out where.
        old = match[2]
        new = known.get(old)
        if new is None:
            new = known[old] = _address(old, folder, files)
        return f'{match[1]}="{new}"'

    def tag(match: re.Match[str]) -> str:
        nonlocal loaded
        text = match[0]
        # No preloading of fonts: for a page on disk that is a cross-origin request, and an error.
        if PRELOAD_RE.match(text):
            return ""
        text = ADDRESS_RE.sub(address, text)
        if not (SCRIPT_RE.match(text) and MODULE_RE.search(text)):
            return text
        text = MODULE_RE.sub("defer", text)
        if loaded:
            return text
        loaded = True
        return f'<script src="{posixpath.relpath(bundle, folder or ".")}" defer></script>{text}'

    return TAG_RE.sub(tag, ONLINE_RE.sub("", html))


def modules_of(html: str, uri: str) -> Iterator[str]:
    """The paths of the modules that a page loads."""
    folder = posixpath.dirname(uri)
    for match in SCRIPT_TAG_RE.finditer(html):
        if MODULE_RE.search(match[0]):
            source = SOURCE_RE.search(match[0])
            if source:
                yield posixpath.normpath(posixpath.join(folder, source[1]))


def _address(address: str, folder: str, files: Collection[str]) -> str:
    """The address; if it is that of a folder of the site, with the name of the folder's page."""
    match = FOLDER_RE.match(address)
    if match is None:
        return address
    named = match[1]
    path = posixpath.normpath(posixpath.join(folder, unquote(named)))
    page = PAGE if path == "." else f"{path}/{PAGE}"
    if page not in files:
        return address
    return f"{named.rstrip('/')}/{PAGE}{address[len(named) :]}"
