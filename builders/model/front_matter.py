"""What stands at the head of a person's Markdown between two rules: YAML for MkDocs."""

from __future__ import annotations

import re

from builders.spans import Span

RULE_RE = re.compile(r"\A\ufeff?---[ \t]*\r?\n")
END_RE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


def front_matter(text: str) -> tuple[Span, int] | None:
    """Its lines, and where the second rule ends; None where a text begins without."""
    rule = RULE_RE.match(text)
    end = END_RE.search(text, rule.end()) if rule else None
    return (Span(rule.end(), end.start()), end.end()) if rule and end else None


def without_front_matter(text: str) -> str:
    """What follows it."""
    found = front_matter(text)
    return text[found[1] :] if found else text
