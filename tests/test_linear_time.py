"""Four times the text takes four times as long, and not sixteen, whatever the text is."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest

import builders
from builders.aligned_text import AlignedText
from builders.entries import read_entry
from builders.inputs.sources import Received
from builders.inputs.yaml_texts import parse_yaml
from builders.lint import unresolved_mentions
from builders.markup import Insertion, Mark, mark_up
from builders.model.sidecar import Sidecar
from builders.pages.sentences import sentences
from builders.readers.detect import readers
from builders.search import folding
from builders.spans import Span
from builders.understand import understand
from tests.adversarial import runs
from tests.fuzz.targets import TARGETS, name_index_of_all_sorts, source
from tests.large import TEXT, UNITS, publication_with_source
from tests.publication import new_publication

LENGTH = 1500
UNDERSTOOD_LENGTH = 10_000
PATTERN_LENGTH = 1200
"""The length of texts for single patterns: four times as much is long enough to see the square."""
YAML_LENGTH = 600
FACTOR = 4
MOST_GROWTH = 8.0
"""The most by which the time may grow: 4 is linear and 16 quadratic; other work causes noise."""
FAST = 0.06
"""Processor seconds below which nothing can be measured, and no harm is done."""
FAST_MATCH = 0.005
LETTERS = str.maketrans("0123456789", "abcdefghij")
ANCHORED_USES = {"match", "fullmatch", "pattern"}
"""The attributes used of a pattern that is tried at one position only."""


def seconds(work: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    work(text)
    return time.process_time() - started


def grows_too_fast(work: Callable[[str], object], atom: str, text: str, fast: float) -> str:
    """A message with the times if they grow much faster than the text; otherwise an empty string."""
    for _ in range(4):
        # Other work on the machine comes and goes; a slow pattern is slow every time.
        four = seconds(work, text * FACTOR)
        if four < fast:
            return ""
        one = min(seconds(work, text) for _ in range(2))
        if four < MOST_GROWTH * one:
            return ""
    return f"{atom!r}: {one * 1000:.1f} ms, {FACTOR} times as much: {four * 1000:.1f} ms"


def modules() -> Iterator[ModuleType]:
    """All modules of the program but those that run when imported, or need MkDocs."""
    for info in pkgutil.walk_packages(builders.__path__, "builders."):
        if not info.name.endswith(("__main__", "mkdocs_hooks")):
            yield importlib.import_module(info.name)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern that a module keeps, alone or in a collection."""
    seen = set()
    for module in modules():
        for name, value in vars(module).items():
            for number, pattern in enumerate(patterns_in(value)):
                if id(pattern) not in seen and isinstance(pattern.pattern, str):
                    seen.add(id(pattern))
                    yield f"{module.__name__}.{name}" + f"[{number}]" * bool(number), pattern


def patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from patterns_in(item)
    elif isinstance(value, (tuple, list, frozenset, set)):
        for item in value:
            yield from patterns_in(item)


def match_count(pattern: re.Pattern[str], text: str) -> int:
    """The number of matches."""
    return sum(1 for _ in pattern.finditer(text))


def anchored_patterns() -> set[int]:
    """The `id`s of patterns that the code tries at one position only, wherever it uses them."""
    asked: dict[int, bool] = {}
    for module in modules():
        tree = ast.parse(inspect.getsource(module))
        over = {id(child): node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        for node in ast.walk(tree):
            pattern = value_named(module, node)
            if isinstance(pattern, re.Pattern):
                above = over[id(node)]
                one = isinstance(above, ast.Attribute) and above.attr in ANCHORED_USES
                asked[id(pattern)] = asked.get(id(pattern), True) and one
    return {number for number, one in asked.items() if one}


def value_named(module: ModuleType, node: ast.AST) -> object:
    """The value of a name that the module reads, alone or as an attribute of another module."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        return vars(module).get(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        of = vars(module).get(node.value.id)
        return vars(of).get(node.attr) if isinstance(of, ModuleType) else None
    return None


def test_every_pattern_takes_linear_time() -> None:
    found = dict(patterns())
    assert len(found) > 300
    anchored = anchored_patterns()
    slow = []
    for name, pattern in found.items():
        # A search begins with a match at the start.
        at_start = pattern.match if id(pattern) in anchored else partial(match_count, pattern)
        ways: tuple[Callable[[str], object], ...] = (at_start, pattern.fullmatch)
        for atom, text in runs(PATTERN_LENGTH):
            said = [one for way in ways if (one := grows_too_fast(way, atom, text, FAST_MATCH))]
            if said:
                slow.append(f"{name} {said[0]}")
                break
    assert slow == []


@pytest.mark.parametrize("kind", [reader.kind for reader in readers()])
def test_every_reader_takes_linear_time(kind: str) -> None:
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
def test_what_searches_a_text_takes_linear_time(work: Callable[[str], object]) -> None:
    assert too_slow(work) == []


@pytest.mark.parametrize("name", [*UNITS, TEXT])
def test_understanding_a_source_takes_linear_time(name: str, tmp_path: Path) -> None:
    """One source; `python -m tests.large` does this with 50 MB, and measures memory too."""
    one, four = (
        publication_with_source(tmp_path / str(n), name, n * UNDERSTOOD_LENGTH) for n in (1, FACTOR)
    )

    def takes(root: Path) -> float:
        started = time.process_time()
        understood = understand(root)
        refused = any(problem.code == "empty" for problem in understood.problems)
        assert bool(understood.publication.entries) is not refused  # white space is no source
        return time.process_time() - started

    assert any(takes(four) < MOST_GROWTH * max(FAST, takes(one)) for _ in range(3))


@pytest.mark.parametrize("parting", [" ", "\n\n"], ids=["one paragraph", "many"])
def test_names_in_no_register_take_linear_time(parting: str, tmp_path: Path) -> None:
    def takes(number: int) -> float:
        root = new_publication(tmp_path / f"{number}")
        names = (f"Cap{n:06} Nemo".translate(LETTERS) for n in range(number))
        text = parting.join(f"They met {name} on the quay of this harbour." for name in names)
        (root / "site_src/sources/text/first.txt").write_text(f"A letter\n\n{text}")
        publication = understand(root).publication
        started = time.process_time()
        assert sum(1 for _ in unresolved_mentions(publication)) == number
        return time.process_time() - started

    few, many = takes(3000), takes(3000 * FACTOR)
    assert many < MOST_GROWTH * max(FAST, few)


@pytest.mark.parametrize("parting", [". ", ", "], ids=["sentences", "no sentences"])
def test_dates_in_one_paragraph_take_linear_time(parting: str, tmp_path: Path) -> None:
    def takes(number: int) -> float:
        root = new_publication(tmp_path / f"{number}")
        (root / "site_src/registers").mkdir(exist_ok=True)
        (root / "site_src/registers/people.yml").write_text("ann: {label: Ann Smith}\n")
        text = parting.join(["On 3 May 1911 he met Ann Smith"] * number)
        (root / "site_src/sources/text/first.txt").write_text(f"A letter\n\n{text}\n")
        started = time.process_time()
        timeline = understand(root).publication.timeline
        quoted = [support.text for item in timeline.items for support in item.evidence]
        assert len(quoted) == number
        assert max(map(len, quoted)) < 2000
        return time.process_time() - started

    few, many = takes(1000), takes(1000 * FACTOR)
    assert many < MOST_GROWTH * max(FAST, few)


def test_marking_up_the_corrections_of_one_paragraph_takes_linear_time() -> None:
    def takes(number: int) -> float:
        spans = [Span(at, at + 4) for at in range(0, 5 * number, 5)]
        text = AlignedText.verbatim("w- w " * number).replace((span, "ww") for span in spans)
        started = time.process_time()
        html = mark_up(text, [Mark(span, "ins") for span in spans], [Insertion(9, "span", "x")])
        assert html.count("<ins>ww</ins>") == number
        return time.process_time() - started

    few, many = takes(1000), takes(1000 * FACTOR)
    assert many < MOST_GROWTH * max(FAST, few)


def test_anchoring_a_passage_takes_linear_time() -> None:
    def look(text: str) -> None:
        TARGETS["anchoring"](f"{text[:200]}\n%%%%\n{text}")

    assert too_slow(look) == []


def test_parsing_a_sidecar_takes_linear_time() -> None:
    # Mappings as keys are parsed by ruamel.yaml, which is slow with them and gives up at a thousand.
    assert too_slow(parse_yaml, YAML_LENGTH, but={"{"}) == []


def too_slow(
    work: Callable[[str], object], length: int = LENGTH, but: Collection[str] = ()
) -> list[str]:
    tried = ((atom, text) for atom, text in runs(length) if atom not in but)
    found = (grows_too_fast(work, atom, text, FAST) for atom, text in tried)
    return [said for said in found if said]
