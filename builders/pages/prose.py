"""The pages that people wrote in Markdown, with their insertions (`<!-- muniment: sources -->`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from builders.inputs.yaml_texts import parse_yaml
from builders.interface.versions import address, split_language
from builders.model.front_matter import front_matter
from builders.model.languages import tag_error
from builders.model.page import Page, ProsePage
from builders.model.publication import Publication, Settings
from builders.pages import addresses, unsafe_html
from builders.pages.citation_links import Citations
from builders.pages.collections import sources_insertion
from builders.pages.colophon import colophon_insertion
from builders.pages.former_ids import with_present_links
from builders.pages.prose_dates import whole_dates_in_markdown
from builders.pages.prose_language import frame_language, prose_language
from builders.pages.timeline.summary import timeline_insertion
from builders.problems import Problem

INSERTION_RE = re.compile(
    r"^[ \t]*<!--[ \t]*muniment:[ \t]*([^\s>]*)[ \t]*-->[ \t]*$", re.MULTILINE
)
"""`<!-- muniment: sources -->`, alone on its line."""

LISTS = (
    addresses.SOURCES,
    addresses.TIMELINE,
    addresses.BIBLIOGRAPHY,
    addresses.BASKET,
    addresses.COVERAGE,
    addresses.NETWORK,
    addresses.TAGS,
    addresses.ORIGINATORS,
)
RESERVED_FOLDERS = frozenset(
    {
        *(uri.partition("/")[0] for uri in LISTS),
        *addresses.REGISTER_OF.values(),
        "assets",
        "cables",
        "data",
        "search",
    }
)
"""The folders of the site that belong to the builders' own pages and files."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of hand-written Markdown, or a template that is inserted."""

    text: str = ""
    template: str = ""


def from_prose(publication: Publication) -> Iterator[Page]:
    """The hand-written pages with citations and insertions, and with references at the foot."""
    for page in publication.prose:
        parts: list[Part] = []
        language = prose_language(publication.settings, page.uri, page.text)
        frame = frame_language(publication.settings, page.uri) if language else ""
        context: dict[str, Any] = {"parts": parts, "language": language, "frame": frame}
        # Links are made as from the first language's page; for a further language they are
        # changed later, with all other links of the page.
        uri, _ = split_language(publication.settings, page.uri)
        citations = Citations(publication, uri)
        text = whole_dates_in_markdown(
            citations.in_markdown(with_present_links(publication, page.uri, page.text))
        )
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


def problems(prose: Iterable[ProsePage], settings: Settings) -> Iterator[Problem]:
    """An error for each unknown insertion and each piece of unsafe HTML.

    Also for each page that would stand in a folder of the builders' own pages, and for front matter
    that cannot be read.
    """
    for page in prose:
        yield from unsafe_html.problems(page)
        yield from _front_matter_problems(page)
        folder = address(split_language(settings, page.uri)[0]).partition("/")[0]
        if folder in RESERVED_FOLDERS:
            message = f"would stand in `{folder}/`, which is kept for generated pages"
            yield Problem(page.path, None, "in-the-way", message, "Give it another name.")
        for match in INSERTION_RE.finditer(page.text):
            if match[1] not in INSERTIONS:
                line = page.text.count("\n", 0, match.start()) + 1
                message = f"`{match[1]}` is not a known insertion"
                hint = f"Available: {', '.join(sorted(INSERTIONS))}."
                yield Problem(page.path, line, "unknown-insertion", message, hint)


def _front_matter_problems(page: ProsePage) -> Iterator[Problem]:
    """An error where the front matter is not a mapping, or where its `lang` is no language tag.

    MkDocs would show such front matter as text of the page, with all that the builders add to it.
    """
    head = front_matter(page.text)
    if head is None:
        return
    found = parse_yaml(page.text[slice(*head[0])], page.path)
    for one in found.problems:
        yield replace(one, line=one.line + 1 if one.line else None)
    if not found.problems and not isinstance(found.value, dict | None):
        message = "the lines between the two rules at the top must have the form `key: value`"
        hint = "If they are part of the text, leave an empty line above the first rule."
        yield Problem(page.path, 2, "yaml", message, hint)
        return
    record = found.value or {}
    if "lang" in record and (wrong := tag_error(record["lang"])):
        line = found.lines.get(("lang",))
        line = line + 1 if line else None
        yield Problem(page.path, line, "wrong-value", f"`lang` is not valid: {wrong}")


def _sources(publication: Publication, uri: str) -> Mapping[str, Any]:
    return sources_insertion(publication, uri)


def _colophon(publication: Publication, _uri: str) -> Mapping[str, Any]:
    return colophon_insertion(publication)


INSERTIONS: Mapping[str, Callable[[Publication, str], Mapping[str, Any]]] = {
    "sources": _sources,
    "colophon": _colophon,
    "timeline": timeline_insertion,
}
"""The insertions by name, each with what makes the context of its `insertions/<name>.html`."""
