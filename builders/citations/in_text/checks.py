"""Checks of an edition's citations: unknown keys, missing paragraphs, uncited works, clashes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from builders.citations.in_text import citable_texts
from builders.citations.in_text.syntax import citations_in
from builders.citations.works.identifiers import is_issn
from builders.inputs.records import line_of
from builders.inputs.settings_files import BIBLIOGRAPHY_FILE
from builders.inputs.spellings import did_you_mean
from builders.model.citation import CitationItem, LocatorLabel
from builders.model.entity import Where
from builders.model.publication import Entry, Publication
from builders.model.work import Bibliography
from builders.problems import Problem, Severity
from builders.spans import LineNumbers, line_texts


@dataclass(frozen=True, slots=True)
class Citable:
    """The keys and identifiers that can be cited."""

    works: Collection[str]
    """Keys of `references.bib`."""
    sources: Mapping[str, Collection[str]] = field(default_factory=dict)
    """From each present or former identifier of a source to the addresses of its paragraphs."""


def citable_keys(bibliography: Bibliography, entries: Iterable[Entry]) -> Citable:
    """The keys and identifiers that can be cited in an edition."""
    sources = {name: entry.document.addresses for entry in entries for name in entry.ids}
    return Citable(bibliography.keys, sources)


def check(text: str, file: str, line: int | None, citable: Citable) -> list[Problem]:
    """An error for each unknown key and each missing paragraph that a text cites.

    Args:
        text: What an editor wrote, in Markdown.
        file: The file it is written in, relative to the project.
        line: The line on which the text begins.
        citable: What can be cited.
    """
    found: list[Problem] = []
    lines = LineNumbers(text)
    for item in _items(text):
        at = line and line + lines.of(item.span.start) - 1
        if item.key in citable.sources:
            found.extend(_paragraphs(item, citable.sources[item.key], file, at))
        elif item.key not in citable.works:
            found.append(_unknown(item.key, citable, file, at))
    return found


def _items(text: str) -> Iterator[CitationItem]:
    return (item for citation in citations_in(text) for item in citation.items)


def _unknown(key: str, citable: Citable, file: str, line: int | None) -> Problem:
    """An error for a key that is neither a work's nor a source's."""
    message = f"`@{key}` is neither in references.bib nor a source of the edition"
    written = (f"@{one}" for one in (*citable.works, *citable.sources))
    hint = did_you_mean(f"@{key}", written, "Add the work to references.bib, or correct the key.")
    return Problem(file, line, "unknown-citation", message, hint).of_absent_source(key)


def _paragraphs(
    item: CitationItem, addresses: Collection[str], file: str, line: int | None
) -> Iterator[Problem]:
    """An error for each paragraph that is cited but missing from its source."""
    numbers = (
        number
        for locator in item.locators
        if locator.label is LocatorLabel.PARAGRAPH
        for number in (locator.first, locator.last)
    )
    for number in numbers:
        if number and f"p{number}" not in addresses:
            message = f"`{item.key}` has no paragraph {number}"
            hint = _paragraphs_hint(item.key, addresses)
            yield Problem(file, line, "unknown-paragraph", message, hint)


def _paragraphs_hint(key: str, addresses: Collection[str]) -> str:
    """A hint that says which numbered paragraphs a source has."""
    numbers = sorted(int(one[1:]) for one in addresses if re.fullmatch(r"p\d{1,9}", one))
    if not numbers:
        return f"None of its paragraphs has a number: leave it out (`[@{key}]`)."
    return (
        f"It has ¶{numbers[0]} to ¶{numbers[-1]}." if len(numbers) > 1 else f"It has ¶{numbers[0]}."
    )


def problems(publication: Publication, sidecars: Mapping[str, tuple[str, str]]) -> list[Problem]:
    """All that is wrong with the citations of an edition.

    Args:
        publication: The edition; its bibliography says which works there are.
        sidecars: By identifier of a source, the path and the text of its sidecar, for lines.
    """
    citable = citable_keys(publication.bibliography, publication.entries)
    found = [*_clashes(publication), *_wrong_issns(publication, sidecars)]
    cited: set[str] = set()
    for written in written_texts(publication, sidecars):
        if "@" not in written.text:
            continue
        wrong = check(written.text, written.file, 1, citable)
        if wrong:  # finding a line costs a parse of the YAML, so it is not done without need
            first = written.line()
            found.extend(replace(p, line=first and first + (p.line or 1) - 1) for p in wrong)
        cited.update(item.key for item in _items(written.text))
    return [*found, *_uncited(publication, cited)]


def _uncited(publication: Publication, cited: Iterable[str]) -> Iterator[Problem]:
    """A notice for each work that is not among the cited keys and not used by register or event."""
    events = (one.work for placed in publication.events for one in placed.event.evidence)
    bibliography = publication.bibliography
    used = set(map(bibliography.present_key, (*cited, *filter(None, events))))
    used.update(publication.registers.works)
    for key, line in bibliography.lines.items():
        if key not in used:
            message = f"nothing cites the work `{key}`"
            hint = "Cite it, or leave it for further reading."
            yield Problem(BIBLIOGRAPHY_FILE, line, "uncited-work", message, hint, Severity.NOTICE)


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A text in which editors may cite, and where it is written."""

    text: str
    file: str
    line: Callable[[], int | None]
    """Finds the line on which it begins."""


def written_texts(
    publication: Publication, sidecars: Mapping[str, tuple[str, str]]
) -> Iterator[WrittenText]:
    """Every text of a publication in which editors may cite."""
    for entry in publication.entries:
        file, sidecar = sidecars.get(entry.id, (entry.source.path, ""))
        for text in citable_texts.of_a_source(entry):
            line = partial(_line, sidecar, text.markdown, text.path)
            yield WrittenText(text.markdown, file, line)
    for _, text in citable_texts.of_registers(publication.registers):
        yield _where(text.markdown, publication.registers.where(*text.path))
    for placed in publication.events:
        for text in citable_texts.of_an_event(placed):
            yield _where(text.markdown, placed.where)
    for page in publication.prose:
        yield WrittenText(page.text, page.path, lambda: 1)


def _where(text: str, where: Where) -> WrittenText:
    return WrittenText(text, where.file, partial(getattr, where, "line"))


def _line(written: str, text: str, path: tuple[str | int, ...]) -> int | None:
    """The line on which a text in a sidecar begins: its key's, or the next for a block of text."""
    line = line_of(written, *path) if written else None
    if line is None:
        return None
    lines = line_texts(written)
    first = text.split("\n", 1)[0].strip()
    below = line < len(lines) and first and first in lines[line]
    return line + 1 if below and first not in lines[line - 1] else line


def _wrong_issns(
    publication: Publication, sidecars: Mapping[str, tuple[str, str]]
) -> Iterator[Problem]:
    """An error for each ISSN in a sidecar that is no valid one."""
    for entry in publication.entries:
        issn = entry.sidecar.original.issn
        if issn and not is_issn(issn):
            file, written = sidecars.get(entry.id, (entry.source.path, ""))
            message = f"`original.issn` cannot be right: `{issn}`"
            hint = "Check it against the publication itself, or leave the number out."
            line = line_of(written, "original", "issn") if written else None
            yield Problem(file, line, "wrong-value", message, hint)


def _clashes(publication: Publication) -> Iterator[Problem]:
    """An error for each key of a work that is also the id of a source or of a register's entry."""
    registers = publication.registers
    slugs = {name.lower(): entry.id for entry in publication.entries for name in entry.ids}
    bibliography = publication.bibliography
    for key, present in bibliography.keys.items():
        line = bibliography.lines.get(present)
        if key in slugs:
            message = f"the key `{key}` is also that of the source `{slugs[key]}`"
            hint = (
                "Sources need no entry: theirs are made. Remove this one, or give it another key."
            )
            yield Problem(BIBLIOGRAPHY_FILE, line, "duplicate-key", message, hint)
        elif entity := registers.get(registers.former.get(key, key)):
            message = f"the key `{key}` is also the id of `{entity.label}` in a register"
            hint = "Give the work another key: pages, data and links tell things apart by it."
            yield Problem(BIBLIOGRAPHY_FILE, line, "duplicate-key", message, hint)
