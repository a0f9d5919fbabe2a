"""Front matter: YAML for MkDocs, between two rules at the head of a Markdown file."""

from __future__ import annotations

import re

from builders.spans import Span

RULE_RE = re.compile(r"\A\ufeff?---[ \t]*\r?\n")
END_RE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


def front_matter(text: str) -> tuple[Span, int] | None:
    """The range of its lines, and the offset at which the second rule ends; None without any."""
    rule = RULE_RE.match(text)
    end = END_RE.search(text, rule.end()) if rule else None
    return (Span(rule.end(), end.start()), end.end()) if rule and end else None


def without_front_matter(text: str) -> str:
    """The text that follows the front matter; all of it if there is none."""
    found = front_matter(text)
    return text[found[1] :] if found else text
