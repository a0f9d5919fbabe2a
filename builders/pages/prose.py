"""The pages that people wrote in Markdown, with what they ask to have set in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from builders.interface.versions import at_root
from builders.model.page import Page, ProsePage
from builders.model.publication import Publication
from builders.pages import hazards
from builders.pages.citation_links import Citations
from builders.pages.collections import inserted
from builders.pages.colophon import held
from builders.problems import Problem

INSERTION_RE = re.compile(
    r"^[ \t]*<!--[ \t]*muniment:[ \t]*([^\s>]*)[ \t]*-->[ \t]*$", re.MULTILINE
)
"""`<!-- muniment: sources -->`, alone on its line."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a person's Markdown, or a template that is set in."""

    text: str = ""
    template: str = ""


def from_prose(publication: Publication) -> Iterator[Page]:
    """The pages, with their citations and insertions, and at the foot what they cite."""
    for page in publication.prose:
        parts: list[Part] = []
        context: dict[str, Any] = {"parts": parts}
        # Links are made as at the root; they are led elsewhere with all others of the page.
        uri, _ = at_root(publication.settings, page.uri)
        citations = Citations(publication, uri)
        text = citations.in_markdown(page.text)
        at = 0
        for match in INSERTION_RE.finditer(text):
            make = INSERTIONS.get(match[1])
            if make is None:
                continue
            parts.append(Part(text=text[at : match.start()]))
            parts.append(Part(template=f"insertions/{match[1]}.html"))
            context.update(make(publication, uri))
            at = match.end()
        parts.append(Part(text=text[at:]))
        if cited := citations.cited([page.text]):
            parts.append(Part(template="insertions/references.html"))
            context["cited"] = cited
        yield Page(page.uri, "prose.md", "", context)


def problems(prose: Iterable[ProsePage]) -> Iterator[Problem]:
    """An error for each insertion of which nobody knows what it is, and for what may do harm."""
    for page in prose:
        yield from hazards.problems(page)
        for match in INSERTION_RE.finditer(page.text):
            if match[1] not in INSERTIONS:
                line = page.text.count("\n", 0, match.start()) + 1
                message = f"`{match[1]}` is nothing that can be set in"
                hint = f"There is: {', '.join(sorted(INSERTIONS))}."
                yield Problem(page.path, line, "unknown-insertion", message, hint)


def _sources(publication: Publication, uri: str) -> Mapping[str, Any]:
    return inserted(publication, uri)


def _colophon(publication: Publication, _uri: str) -> Mapping[str, Any]:
    return held(publication)


INSERTIONS: Mapping[str, Callable[[Publication, str], Mapping[str, Any]]] = {
    "sources": _sources,
    "colophon": _colophon,
}
"""What can be set in, and what its template (`insertions/<name>.html`) is filled with."""
