"""The bench's texts for generators that render Markdown: the words, headings and links of our pages.

Each source is a page with its headings, its paragraphs with their addresses, its references to
other sources, the names that our page marks (each linked to its entry in a list of its register),
and the editors' notes as footnotes. Everything else that our pages have (header, citations, lists
of mentions, timelines, exports) is left out.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from builders.citations.in_text.plain_text import plain
from builders.model.document import Block, Role
from builders.model.publication import Entry, Publication
from builders.understand import understand

SPECIAL_RE = re.compile(r"([\\`*_{}\[\]<>#|~])")
NUMBER_RE = re.compile(r"(?m)^(\s*\d+)([.)])")

Href = Callable[[str, str], str]
"""A function from a page's name and an anchor to the address, in a generator's form."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """The syntax in which the generators differ."""

    href: Href
    anchor: str
    """The line below a paragraph that gives it an address."""


MKDOCS = Dialect(lambda name, anchor: f"{name}.md{anchor}", "{{: #{} }}")
HUGO = Dialect(lambda name, anchor: f"../{name}/{anchor}", "{{#{}}}")


@dataclass(frozen=True, slots=True)
class Plain:
    """A page in Markdown."""

    name: str
    title: str
    text: str


def pages(root: Path, dialect: Dialect) -> Iterator[Plain]:
    """A page for each source and each register."""
    publication = understand(root).publication
    slugs = {entry.id: entry.slug for entry in publication.entries}
    registers: dict[str, dict[str, str]] = defaultdict(dict)
    for entry in publication.entries:
        for mention in entry.annotations.mentions:
            registers[mention.kind][mention.entity] = mention.label
        yield Plain(entry.slug, entry.title, _text(entry, publication, slugs, dialect))
    for kind, names in sorted(registers.items()):
        lines = [f"## {_escaped(label)} {{#{name}}}" for name, label in sorted(names.items())]
        yield Plain(f"register-{kind}", kind.capitalize(), "\n\n".join(lines))


def _text(
    entry: Entry, publication: Publication, slugs: Mapping[str, str], dialect: Dialect
) -> str:
    links: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    blocks = {block.id: block for block in entry.document.blocks if block.role is Role.TEXT}
    for link in publication.links_from[entry.id]:
        place = blocks[link.block].text.reading_span(link.span) if link.block in blocks else None
        if link.target is not None and place is not None:
            anchor = f"#{link.fragment}" if link.fragment else ""
            address = dialect.href(slugs[link.target], anchor)
            links[link.block].append((place.start, place.end, address))
    for mention in entry.annotations.mentions:
        address = dialect.href(f"register-{mention.kind}", f"#{mention.entity}")
        links[mention.block].append((mention.reading.start, mention.reading.end, address))
    noted: dict[str, list[int]] = defaultdict(list)
    for note in entry.annotations.notes:
        noted[note.block].append(note.number)
    parts = [
        _block(block, sorted(links[block.id]), noted[block.id], dialect)
        for block in blocks.values()
        if block.text.text.strip()
    ]
    parts.extend(
        f"[^{note.number}]: {_escaped(plain(note.note.note))}" for note in entry.annotations.notes
    )
    return "\n\n".join(parts)


def _block(
    block: Block, links: Iterable[tuple[int, int, str]], notes: Iterable[int], dialect: Dialect
) -> str:
    text = block.text.text
    parts: list[str] = []
    at = 0
    for start, end, address in links:
        if start >= at and text[start:end].strip():
            parts += (_escaped(text[at:start]), f"[{_escaped(text[start:end])}]({address})")
            at = end
    words = "".join((*parts, _escaped(text[at:])))
    words = NUMBER_RE.sub(r"\1\\\2", " ".join(words.split()))
    words += "".join(f"[^{number}]" for number in notes)
    if block.type == "head":
        return f"## {words} {{#{block.id}}}"
    return f"{words}\n{dialect.anchor.format(block.id)}" if block.id else words


def _escaped(text: str) -> str:
    return SPECIAL_RE.sub(r"\\\1", text)


def mkdocs(root: Path, texts: Iterable[Plain]) -> Path:
    """The pages as a project for MkDocs with Material in its default settings."""
    (root / "docs").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(
        "site_name: Bench\ntheme:\n  name: material\nmarkdown_extensions: [attr_list, footnotes]\n"
    )
    (root / "docs/index.md").write_text("# Bench\n")
    for page in texts:
        text = f"# {_escaped(page.title)}\n\n{page.text}\n"
        (root / "docs" / f"{page.name}.md").write_text(text, encoding="utf-8")
    return root


def hugo(root: Path, texts: Iterable[Plain]) -> Path:
    """The pages as a project for Hugo with one plain layout."""
    (root / "content").mkdir(parents=True)
    (root / "layouts/_default").mkdir(parents=True)
    (root / "hugo.toml").write_text(
        'title = "Bench"\nbaseURL = "https://example.org/"\n'
        "[markup.goldmark.parser.attribute]\nblock = true\n"
    )
    page = "<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}"
    (root / "layouts/_default/single.html").write_text(page)
    (root / "layouts/_default/list.html").write_text(
        "<ul>{{ range .Pages }}<li>{{ .Title }}{{ end }}</ul>"
    )
    for one in texts:
        text = f"---\ntitle: {json.dumps(one.title)}\n---\n\n{one.text}\n"
        (root / "content" / f"{one.name}.md").write_text(text, encoding="utf-8")
    return root
