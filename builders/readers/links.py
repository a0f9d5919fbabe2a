"""Links in web pages that a converter turned into Markdown; their targets are not part of the text."""

from __future__ import annotations

import re

from builders.readers.markdown import LINK_RE

_BULLETS_AND_HASHES = " \t\r\n*+-#|>•·/,;:.!—–"
_END_OF_A_LINK_RE = re.compile(
    r"\]\((?:[^()\s]|\([^()\s]{0,500}\)){0,2000}(?:\s\"[^\"\n]{0,500}\")?\)\s*\Z"
)
_FEWEST_LINKS = 8
_LINES_PER_LINK = 6
"""On a web page at least one in this many non-empty lines is made of links."""
_NESTING_DEPTH = 2
"""How deep links nest: a picture may stand within a link."""


def without_targets(line: str) -> str:
    """The line with spaces in place of brackets, targets and whole pictures; its length is kept."""
    for _ in range(_NESTING_DEPTH):
        if "](" not in line:
            break
        line = LINK_RE.sub(_with_spaces, line)
    return line


def _with_spaces(match: re.Match[str]) -> str:
    if match[0].startswith("!"):
        return " " * len(match[0])
    start, end = match.start("words") - match.start(), match.end("words") - match.start()
    return " " * start + match["words"] + " " * (len(match[0]) - end)


def is_links(line: str) -> bool:
    """Whether a line consists of links, or is the start or end of one that spans several lines."""
    if line.strip(_BULLETS_AND_HASHES) in {"[", "[!"}:
        return True
    if "](" not in line:
        return False
    rest = LINK_RE.sub(" ", LINK_RE.sub(" ", line))
    if not rest.strip(_BULLETS_AND_HASHES):
        return True
    # `## TOKYO (10 p.m.)](https://...)`: the link began on an earlier line.
    return "[" not in rest and bool(_END_OF_A_LINK_RE.search(rest))


def is_web_page(text: str) -> bool:
    """Whether menus of links surround the text, as on web pages and never in print."""
    if text.count("](") < _FEWEST_LINKS:
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    links = sum(is_links(line) for line in lines)
    return links >= _FEWEST_LINKS and links * _LINES_PER_LINK >= len(lines)
