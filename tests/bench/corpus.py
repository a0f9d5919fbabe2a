"""A publication of any size, recombined from the sentences of the edition's own five sources.

It has everything that takes time in a build: headers, references between documents, notes,
emendations by rule, registers of two thousand entries, events with evidence, exports. The same
arguments give the same files. Its vocabulary is small and repetitive, so that compression and the
size of indexes look better than with real texts.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from builders.pages.sentences import sentences
from builders.understand import understand
from tests.conftest import PROJECT
from tests.publication import new_publication

WORDS = 1500
"""The number of words in each document, without its header."""
PARAGRAPHS = 20
REGISTER_ENTRIES = 2000
NAMES_EACH = 8
"""The number of invented names in a document besides those in its sentences."""
NOTES_EACH = 5
POSTS = (
    ("GUANGZHOU", "AMCONSUL GUANGZHOU", "RUEHGZ"),
    ("CHENGDU", "AMCONSUL CHENGDU", "RUEHCN"),
    ("BEIJING", "AMEMBASSY BEIJING", "RUEHBJ"),
    ("SHANGHAI", "AMCONSUL SHANGHAI", "RUEHGH"),
    ("HANOI", "AMEMBASSY HANOI", "RUEHHI"),
)
TAGS = ("PHUM", "PGOV", "SOCI", "CH", "KTIP", "KWMN", "SMIG", "CVIS", "PREL", "ECON")
SYLLABLES = [
    "ba",
    "bo",
    "da",
    "du",
    "fa",
    "fu",
    "ga",
    "gu",
    "ha",
    "hu",
    "ka",
    "ku",
    "la",
    "lu",
    "ma",
    "mu",
    "na",
    "nu",
    "pa",
    "pu",
    "ra",
    "ru",
    "sa",
    "su",
    "ta",
    "tu",
]
INTERFACE_RE = re.compile(r"^interface: .*$", re.MULTILINE)
OFFLINE_RE = re.compile(r"^  offline: .*\n", re.MULTILINE)
REGISTERS = {"people": 0.5, "organizations": 0.25, "places": 0.2, "terms": 0.05}


@dataclass(frozen=True, slots=True)
class Invented:
    """An invented entry of a register."""

    id: str
    register: str
    name: str


def generate(root: Path, documents: int, seed: int = 1, *, bare: bool = False) -> Path:
    """A publication of `documents` sources, including the edition's five, in a new folder.

    Args:
        root: The folder.
        documents: The number of sources.
        seed: The seed of the random choices.
        bare: Whether it has only one language and no ZIP.
    """
    new_publication(root, edition=True)
    if bare:
        _remove_second_language(root)
    entries = invented(REGISTER_ENTRIES)
    _write_registers(root, entries)
    numbers = range(max(0, documents - 5))
    for number in numbers:
        write_document(root, number, len(numbers), entries, seed)
    _write_events(root, len(numbers))
    return root


def write_document(
    root: Path, number: int, total: int, entries: Sequence[Invented], seed: int
) -> None:
    """Write a source with its sidecar: of ten, seven are cables, two news articles, one plain text."""
    chance = random.Random(f"{seed} {number}")  # noqa: S311  # a corpus, no secret
    folder = root / "site_src/sources" / f"made-{number // 500:03}"
    folder.mkdir(parents=True, exist_ok=True)
    name = identifier(number)
    paragraphs, quotes = _paragraphs(chance, entries)
    if number % 10 < 7:  # of ten
        text = _cable(chance, number, total, paragraphs)
    elif number % 10 < 9:  # of ten
        text = _news(number, paragraphs)
    else:
        text = _plain(number, paragraphs)
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / f"{name}.yml").write_text(_sidecar(number, quotes), encoding="utf-8")


def identifier(number: int) -> str:
    """The id of a made document; for a cable its year, post and number."""
    if number % 10 < 7:  # of ten
        return f"{_day(number):%y}{POSTS[number % len(POSTS)][0]}{10000 + number}"
    return f"{'news' if number % 10 < 9 else 'paper'}-{number:06}"  # of ten


@cache
def invented(count: int) -> tuple[Invented, ...]:
    """About `count` entries in four registers, with invented names."""
    chance = random.Random(count)  # noqa: S311  # a corpus, no secret
    entries = []
    for register, share in REGISTERS.items():
        for number in range(round(count * share)):
            first = "".join(chance.choices(SYLLABLES, k=3)).capitalize()
            last = "".join(chance.choices(SYLLABLES, k=3)).capitalize()
            name = f"{first} {last}" if register != "terms" else f"{first.lower()} {last.lower()}"
            entries.append(Invented(f"made-{register}-{number}", register, name))
    return tuple(entries)


@cache
def _sentences() -> tuple[str, ...]:
    """The sentences of the edition's sources as read, without headings and fragments."""
    publication = understand(PROJECT).publication
    found: dict[str, None] = {}
    for entry in publication.entries:
        for block in entry.document.blocks:
            if block.type == "p":
                for span in sentences(block.text.text):
                    words = block.text.text[span.start : span.end]
                    if 8 <= len(words.split()) <= 60 and words.isascii():  # no headings
                        found[words] = None
    return tuple(found)


def _paragraphs(
    chance: random.Random, entries: Sequence[Invented]
) -> tuple[list[str], list[tuple[str, str]]]:
    """The paragraphs of a document, and passages that occur in it only once."""
    chosen = chance.sample(entries, NAMES_EACH)
    names = {chance.randrange(PARAGRAPHS): entry for entry in chosen}
    paragraphs, quotes = [], []
    for number in range(PARAGRAPHS):
        words = 0
        parts = []
        while words < WORDS / PARAGRAPHS:
            parts.append(chance.choice(_sentences()))
            words += len(parts[-1].split())
        if number in names:
            mark = f"{chance.randrange(10**6):06} of {chance.randrange(10**6):06}"
            parts.append(f"{names[number].name} was told of case {mark} at the meeting.")
            quotes.append((f"told of case {mark}", names[number].id))
        paragraphs.append(" ".join(parts))
    return paragraphs, quotes[:NOTES_EACH]


def _cable(chance: random.Random, number: int, total: int, paragraphs: Sequence[str]) -> str:
    day = _day(number)
    post, address, route = POSTS[number % len(POSTS)]
    mrn = 10000 + number
    others = [chance.randrange(total) for _ in range(6)]
    cables = [_reference(other) for other in others if other % 10 < 7]  # of ten
    subject = f"MEETING {number} ON MIGRATION AND TRAFFICKING"
    head = [
        f"VZCZCXRO{number % 10000:04}",
        "RR RUEHGH RUEHVC",
        f"DE {route} #{mrn % 10000:04}/01 {day:%j}0807",
        "ZNR UUUUU ZZH",
        f"R {day:%d}0807Z {day:%b} {day:%y}".upper(),
        f"FM {address}",
        "TO RUEHC/SECSTATE WASHDC 3361",
        "INFO RUEHOO/CHINA POSTS COLLECTIVE",
        "",
        f"UNCLAS {post} {mrn:06}",
        "",
        "SENSITIVE",
        "SIPDIS",
        "",
        "E.O. 12958: N/A",
        f"TAGS: {', '.join(chance.sample(TAGS, 4))}",
        f"SUBJECT: {subject}",
        "",
    ]
    if cables:
        refs = " ".join(f"{chr(65 + k)}. {name}" for k, name in enumerate(cables))
        head += [f"REF: {refs}", ""]
    body = []
    for at, paragraph in enumerate(paragraphs, 1):
        if at % 4 == 2:  # a heading before every fourth
            body += [f"Part {at // 4 + 1} of the Report", "--------------------------", ""]
        body += [f"{at}. (SBU) {paragraph}", ""]
    return "\n".join([*head, *body, "GOLDBERG", ""])


def _reference(number: int) -> str:
    return f"{_day(number):%y} {POSTS[number % len(POSTS)][0]} {10000 + number}"


def _news(number: int, paragraphs: Sequence[str]) -> str:
    day = _day(number)
    head = [
        f"Joint steps to curb illegal emigration, part {number}",
        "",
        f"Updated: {day:%Y-%m-%d} 08:03",
        "",
        "By Zhang Yan(China Daily)",
        "",
    ]
    return "\n".join(head) + "\n" + "\n\n".join(paragraphs) + "\n"


def _plain(number: int, paragraphs: Sequence[str]) -> str:
    return f"Paper {number} on migration\n\n" + "\n\n".join(paragraphs) + "\n"


def _sidecar(number: int, quotes: Sequence[tuple[str, str]]) -> str:
    record: dict[str, object] = {
        "headnote": f"Document {number} of a made corpus [@un-trafficking-protocol-2000].",
        "provenance": "Recombined from the sentences of the edition's sources.",
        "notes": [
            {
                "id": f"note-{at}",
                "quote": quote,
                "kind": "identifies",
                "note": f"The name is in the register; see also [@{WORK}, {at}]. A second sentence.",
            }
            for at, (quote, _) in enumerate(quotes, 1)
        ],
    }
    if number % 10 == 9:  # a plain text has no date of its own
        record["date"] = f"{_day(number):%Y-%m-%d}"
    return json.dumps(record, indent=1)


WORK = "un-trafficking-protocol-2000"


def _remove_second_language(root: Path) -> None:
    settings = root / "site_src/publication.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(INTERFACE_RE.sub("interface: [en]", text), encoding="utf-8")
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(OFFLINE_RE.sub("", text), encoding="utf-8")
    shutil.rmtree(root / "site_src/pages/zh", ignore_errors=True)


def _write_registers(root: Path, entries: Sequence[Invented]) -> None:
    for register in REGISTERS:
        path = root / "site_src/registers" / f"{register}.yml"
        lines = [path.read_text(encoding="utf-8")]
        for entry in entries:
            if entry.register == register:
                lines.append(f"{entry.id}:\n  label: {entry.name}\n")
                if register == "places":
                    lines.append("  type: city\n")
                lines.append("  description: An entry of a made corpus.\n")
        path.write_text("".join(lines), encoding="utf-8")


def _write_events(root: Path, documents: int) -> None:
    path = root / "site_src/registers/events.yml"
    lines = [path.read_text(encoding="utf-8")]
    for number in range(0, documents, 10):
        day = _day(number)
        lines.append(
            f"made-{number}:\n  title: Meeting {number} is held\n  date: {day:%Y-%m-%d}\n"
            f"  category: meeting\n  evidence:\n    - work: {WORK}\n"
        )
    path.write_text("".join(lines), encoding="utf-8")


def _day(number: int) -> datetime:
    return datetime(2006, 1, 1, tzinfo=UTC) + timedelta(days=number * 7919 % 1500)


def main() -> None:
    """`python -m tests.bench.corpus FOLDER NUMBER`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("documents", type=int)
    parser.add_argument("--bare", action="store_true", help="one language, no ZIP")
    arguments = parser.parse_args()
    generate(arguments.folder, arguments.documents, bare=arguments.bare)
    sys.stdout.write(f"{arguments.documents} documents in {arguments.folder}\n")


if __name__ == "__main__":
    main()
