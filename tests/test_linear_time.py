"""Four times the text takes four times as long, and not sixteen: whatever the text is."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest

import builders
from builders.entries import read_entry
from builders.model.sidecar import Sidecar
from builders.pages.sentences import sentences
from builders.readers.detect import readers
from builders.search import folding
from builders.sources import Received
from builders.yaml_texts import spelled
from tests.adversarial import runs
from tests.conftest import PROJECT
from tests.fuzz.targets import TARGETS, name_index_of_all_sorts, source

LENGTH = 1500
SHORT = 600
"""For patterns by themselves, of which there are many."""
TIMES = 4
MOST = 8.0
"""Sixteen is quadratic and four is linear; the machine may have other things to do."""
FAST = 0.06
"""Seconds of the processor below which nothing can be told, and no harm is done."""
FAST_MATCH = 0.005
SEARCHING = {"search", "finditer", "findall", "split", "sub", "subn"}
NOT_YET = {
    "builders.interface.messages.ATTRIBUTE_RE": "our own templates alone",
    "builders.offline.bundle.AS_RE": "our own scripts alone",
    "builders.readers.cable_fields.reference_lines._BETWEEN_RE": "blanks",
    "builders.readers.cable_fields.reference_lines._ITEM_RE": "blanks",
    "builders.readers.cable_fields.references._SEPARATOR_RE": "blanks",
    "builders.readers.cable_fields.signatures.TRAILER_RE": "blanks",
    "builders.readers.cable_fields.subjects._MARK_WITHIN_RE": "blanks",
    "builders.readers.cable_fields.summaries._WORD_AGAIN_RE": "blanks",
    "builders.readers.cable_fields.titles._OPENS_A_PART_RE": "letters",
    "builders.readers.cables.numbering.LABEL_RE": "blanks",
    "builders.readers.news.KEYWORDS_RE": "quotation marks and commas",
    "builders.readers.news_layout.KICKER_RE": "capitals",
    "builders.readers.news_segments.PIPES_AT_END_RE": "blanks",
    "builders.readers.news_segments._SITE_RE": "blanks",
    "builders.readers.report_front.STATISTICS_RE": "digits and stops",
    "builders.readers.report_pages.PAGE_RE": "dashes",
    "builders.citations.locators.LABELLED_RE": "letters",
    "builders.external.HREF_RE": "the site's own pages",
}
"""Patterns that grow with the square of a run, and of what: searched for in one line or one field.

No reader is slow for it at the length tried below. To be made linear; none may be added.
"""


def seconds(work: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    work(text)
    return time.process_time() - started


def grows_too_fast(work: Callable[[str], object], atom: str, text: str, fast: float) -> str:
    """The times, where they grow faster than the text by far; nothing where they do not."""
    long = text * TIMES
    if seconds(work, long) < fast:
        return ""
    for _ in range(3):
        # What else the machine does comes and goes; what a pattern does stays.
        one = min(seconds(work, text) for _ in range(3))
        four = min(seconds(work, long) for _ in range(2))
        if four < max(fast, MOST * one):
            return ""
    return f"{atom!r}: {one * 1000:.1f} ms, {TIMES} times as much: {four * 1000:.1f} ms"


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern that a module keeps, alone or in a collection."""
    seen = set()
    for info in pkgutil.walk_packages(builders.__path__, "builders."):
        if info.name.endswith(("__main__", "mkdocs_hooks")):
            continue
        for name, value in vars(importlib.import_module(info.name)).items():
            for pattern in within(value):
                if pattern not in seen and isinstance(pattern.pattern, str):
                    seen.add(pattern)
                    yield f"{info.name}.{name}", pattern


def within(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from within(item)
    elif isinstance(value, (tuple, list, frozenset, set)):
        for item in value:
            yield from within(item)


def everywhere(pattern: re.Pattern[str], text: str) -> int:
    """How often it is found."""
    return sum(1 for _ in pattern.finditer(text))


def searched() -> set[str]:
    """Names of the patterns that are looked for anywhere in a text, and not just at one place."""
    names = set()
    for path in (PROJECT / "builders").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in SEARCHING:
                if isinstance(node.value, ast.Name):
                    names.add(node.value.id)
                elif isinstance(node.value, ast.Attribute):
                    names.add(node.value.attr)
    return names


def test_every_pattern_takes_time_in_proportion() -> None:
    found = dict(patterns())
    assert len(found) > 300
    names = searched()
    slow = []
    for name, pattern in found.items():
        if name in NOT_YET:
            continue
        ways: list[Callable[[str], object]] = [pattern.match, pattern.fullmatch]
        if name.rpartition(".")[2] in names:
            ways.append(partial(everywhere, pattern))
        for atom, text in runs(SHORT):
            said = [one for way in ways if (one := grows_too_fast(way, atom, text, FAST_MATCH))]
            if said:
                slow.append(f"{name} {said[0]}")
                break
    assert slow == []


@pytest.mark.parametrize("kind", [reader.kind for reader in readers()])
def test_every_reader_takes_time_in_proportion(kind: str) -> None:
    index = name_index_of_all_sorts()
    recognize = next(reader.recognize for reader in readers() if reader.kind == kind)

    def read(text: str) -> None:
        recognize(text)
        read_entry(Received(source(text), Sidecar(kind=kind), "x.yml"), index)

    assert too_slow(read) == []


@pytest.mark.parametrize(
    "work",
    [sentences, folding.tokens, folding.key, TARGETS["prose"], TARGETS["bibtex"]],
    ids=["sentences", "tokens", "key", "prose", "bibtex"],
)
def test_what_looks_for_things_takes_time_in_proportion(work: Callable[[str], object]) -> None:
    assert too_slow(work) == []


def test_a_passage_takes_time_in_proportion() -> None:
    def look(text: str) -> None:
        TARGETS["anchoring"](f"{text[:200]}\n%%%%\n{text}")

    assert too_slow(look) == []


def test_a_sidecar_takes_time_in_proportion() -> None:
    # Mappings as keys of mappings are ruamel.yaml's, which gives up at a thousand, and is slow there.
    assert [said for said in too_slow(spelled, SHORT) if not said.startswith("'{'")] == []


def too_slow(work: Callable[[str], object], length: int = LENGTH) -> list[str]:
    found = (grows_too_fast(work, atom, text, FAST) for atom, text in runs(length))
    return [said for said in found if said]
