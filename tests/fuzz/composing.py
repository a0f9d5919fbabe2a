"""New inputs at full speed, without measuring coverage: short, and of the right shape."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.conftest import PROJECT
from tests.fuzz.corpora import kept_inputs
from tests.fuzz.mutations import mutate
from tests.fuzz.targets import DIVIDER

SHORTEST, LONGEST = 16, 400
"""Few mistakes need a longer input, and an input twice as long takes twice the time."""
LONGEST_PIECE = 90
"""The most that is taken of one line: a long paragraph would otherwise be the whole input."""
ENDS = ("\n",) * 10 + ("\n\n",) * 4 + (" ", "", " \n", "\r\n", "\r", ", ", "\t", "\u3000")
CABLES = ("tests/fixtures/cable/*.txt", "tests/fixtures/cable/*.csv", "tests/fixtures/cable/*.html")
NEWS, REPORTS, TEXTS = (f"tests/fixtures/{kind}/*.txt" for kind in ("news", "report", "text"))
ALL = (*CABLES, NEWS, REPORTS, TEXTS)
MATERIAL = {
    "reader-cable": CABLES,
    "reader-news": (NEWS,),
    "reader-report": (REPORTS,),
    "reader-text": (TEXTS, REPORTS),
    "choice": ALL,
    "names": ("tests/fixtures/names/*.yml", *CABLES),
    "dates": ("tests/fixtures/dates/*.yml", *CABLES, NEWS),
    "references": CABLES,
    "yaml": ("site_src/registers/*.yml", "site_src/sources/*/*.yml"),
    "sidecar": ("site_src/sources/*/*.yml",),
    "bibtex": ("references.bib",),
    "prose": ("site_src/pages/*.md", TEXTS),
    "anchoring": ALL,
}
"""The files from whose lines inputs are made; a target without an entry has only its corpus."""
TWO_PART_TARGETS = {"sidecar", "anchoring"}
"""Targets whose inputs have two parts: something about a text, and the text."""


@dataclass(frozen=True, slots=True)
class Material:
    """What the inputs of one target are made of."""

    kept_inputs: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    """The lines of each file, in order."""


@cache
def material(target: str) -> Material:
    """The target's kept inputs, with their lines and those of its files."""
    texts = tuple(kept_inputs(target))
    files = [path.read_bytes().decode("utf-8") for path in _files(target)]
    lines = (tuple(line for line in text.split("\n") if line) for text in (*texts, *files))
    return Material(texts, tuple(some for some in lines if some))


def _files(target: str) -> Iterator[Path]:
    for pattern in MATERIAL.get(target, ()):
        yield from sorted(PROJECT.glob(pattern))


def compose(draw: random.Random, target: str) -> str:
    """An input of the target: lines of one file or of several, mostly changed in places."""
    ours = material(target)
    # Most are short: half the length takes half the time, and gives twice as many inputs.
    most = SHORTEST + round((LONGEST - SHORTEST) * draw.random() ** 2)
    if draw.random() < 0.2:
        text = draw.choice(ours.kept_inputs)
    elif target in TWO_PART_TARGETS:
        text = _paired(draw, target, ours.lines, most)
    else:
        text = _joined(draw, ours.lines, most)
    if draw.random() < 0.8:
        text = mutate(draw, ours.kept_inputs, text)
    return text[:most]


def _joined(draw: random.Random, files: Sequence[Sequence[str]], most: int) -> str:
    """Lines of one file in order with gaps, as headers need them; or mixed from several files."""
    lines = draw.choice(files)
    at = 0 if draw.random() < 0.3 else draw.randrange(len(lines))
    mixed = draw.random() < 0.4
    parts: list[str] = []
    size = 0
    while size < most and len(parts) < LONGEST // 8:
        line = lines[at % len(lines)]
        if len(line) > LONGEST_PIECE:
            start = draw.randrange(len(line) - LONGEST_PIECE) if draw.random() < 0.7 else 0
            line = line[start : start + LONGEST_PIECE]
        parts += (line, draw.choice(ENDS))
        size += len(line)
        at += draw.choice((1, 1, 1, 2, 3, 9))
        if mixed and draw.random() < 0.5:
            lines = draw.choice(files)
            at = draw.randrange(len(lines))
    return "".join(parts)


def _paired(draw: random.Random, target: str, files: Sequence[Sequence[str]], most: int) -> str:
    text = _joined(draw, material("choice").lines, most * 2 // 3)
    start = draw.randrange(len(text))
    quote = text[start : start + draw.choice((1, 4, 12, 40))]
    if target == "anchoring":
        return f"{quote}{DIVIDER}{text}"
    about = _joined(draw, files, most // 3) if draw.random() < 0.5 else _about(draw, quote)
    return f"{about}{DIVIDER}{text}"


def _about(draw: random.Random, quote: str) -> str:
    words = " ".join(quote.split()).replace("'", "''")
    rest = draw.choice(
        (
            ("emendations", "read: x, kind: sic, reason: r"),
            ("notes", "id: a, kind: explains, note: '[@k] x'"),
            ("redactions", "reason: r, date: '2026', what: w"),
            ("redactions", "reason: r, date: '2026', prefix: a"),
        )
    )
    return f"{rest[0]}:\n  - {{quote: '{words}', {rest[1]}}}"
