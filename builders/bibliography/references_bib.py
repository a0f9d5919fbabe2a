"""Reading `references.bib`: every entry as a work, and what is wrong with it.

The file is BibTeX as pybtex parses it; entry types and fields are those of BibTeX and of
biblatex. `entrysubtype` names a CSL type where BibTeX has no entry type (treaty, speech).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.utils import CaseInsensitiveDict

from builders.bibliography.entry import WorkReader, WrittenEntry
from builders.inputs.records import read_text
from builders.inputs.settings_files import BIBLIOGRAPHY_FILE
from builders.model.work import Bibliography, Work
from builders.problems import Problem, Severity

MAX_EXPANSION = 10_000_000
"""How many characters all uses of `@string` together may expand to."""
COMMAND_RE = re.compile(r"@\s*\w+\s*[{(]")
"""`@book{`, `@comment(`."""


def read_bibliography(root: Path) -> tuple[Bibliography, list[Problem]]:
    """The works of `references.bib`, and what is wrong with it; a missing file has no works."""
    path = root / BIBLIOGRAPHY_FILE
    if not path.exists():
        return Bibliography(), []
    text = read_text(root, path)
    return (Bibliography(), [text]) if isinstance(text, Problem) else parse(text)


def parse(text: str, file: str = BIBLIOGRAPHY_FILE) -> tuple[Bibliography, list[Problem]]:
    """The works in a BibTeX text, and what is wrong with it; most entries with mistakes stay."""
    works: dict[str, Work] = {}
    lines: dict[str, int] = {}
    folded: dict[str, int] = {}
    entries, problems = _entries(text, file)
    if not entries and not problems and (line := _first_words(text)):
        message = "no entry of BibTeX was found in it"
        hint = "Write each work as an entry: `@book{doe2001, author = {Doe, Jane}, …}`."
        problems.append(Problem(file, line, "bibtex", message, hint, Severity.WARNING))
    for entry in entries:
        if first := folded.get(entry.key.lower()):
            message = f"the key `{entry.key}` is already used on line {first}"
            hint = "Keys are addresses: give one of the two works another key."
            problems.append(Problem(file, entry.line, "duplicate-key", message, hint))
            continue
        folded[entry.key.lower()] = entry.line
        work, wrong = WorkReader(entry, file).work()
        problems.extend(wrong)
        if work is not None:
            works[entry.key] = work
            lines[entry.key] = entry.line
    former, wrong = _former_keys(Bibliography(works, lines), folded, file)
    problems.extend(wrong)
    return Bibliography(works, lines, former), problems


def _first_words(text: str) -> int | None:
    """The line of the first words that are no comment of BibTeX's readers; None if there are none."""
    if COMMAND_RE.search(text):  # `@string` and `@comment` are no entries, but are BibTeX
        return None
    lines = enumerate(text.splitlines(), 1)
    return next((k for k, line in lines if line.strip() and not line.startswith("%")), None)


def _former_keys(
    found: Bibliography, keys: Mapping[str, int], file: str
) -> tuple[dict[str, str], list[Problem]]:
    """From former keys to present ones, and an error for each that is also a key of another work.

    Args:
        found: The works.
        keys: All keys of the file in lower case, with their lines.
        file: Path for messages.
    """
    former: dict[str, str] = {}
    problems: list[Problem] = []
    taken = dict(keys)
    for key, work in found.works.items():
        line = found.lines[key]
        for old in work.former_keys:
            if old in taken:
                message = (
                    f"`{key}`: `ids` names `{old}`, which is already a key of line {taken[old]}"
                )
                hint = "Remove it: its address already leads to the work on that line."
                problems.append(Problem(file, line, "duplicate-key", message, hint))
            else:
                taken[old] = line
                former[old] = key
    return former, problems


def _entries(text: str, file: str) -> tuple[list[WrittenEntry], list[Problem]]:
    problems: list[Problem] = []

    def report(error: Any) -> None:
        hint = "Check the braces and the commas around this line."
        problems.append(Problem(file, error.lineno, "bibtex", str(error), hint))

    abbreviations = _Abbreviations(month_names)
    parser = LowLevelParser(text, macros=abbreviations, handle_error=report)
    entries: list[WrittenEntry] = []
    line, at = 1, 0
    for command, body in parser:
        # The lines are counted on from the command before, since a file may have thousands.
        start = cast("int", parser.command_start)
        line, at = line + text.count("\n", at, start), start
        if command.lower() in {"string", "preamble"} or body[0] is None:
            continue
        key, pairs = body
        fields: dict[str, str] = {}
        duplicated: list[str] = []
        for name, values in pairs:
            if name.lower() in fields:
                duplicated.append(name.lower())
            fields.setdefault(name.lower(), " ".join("".join(values).split()))
        entries.append(WrittenEntry(command.lower(), key, fields, tuple(duplicated), line))
    if abbreviations.expanded > MAX_EXPANSION:
        message = (
            f"the words that `@string` stands for amount to more than {MAX_EXPANSION:,} letters"
        )
        hint = "Write such words out in full."
        problems.append(Problem(file, None, "bibtex", message, hint))
    return entries, problems


class _Abbreviations(CaseInsensitiveDict):  # type: ignore[misc]  # pybtex ships no types
    """The abbreviations that `@string` defines, with a limit on their expansions."""

    expanded = 0

    def __getitem__(self, name: str) -> str:
        """What a name stands for; empty beyond the limit, as a few lines can expand to billions."""
        words = str(super().__getitem__(name))
        self.expanded += len(words)
        return words if self.expanded <= MAX_EXPANSION else ""
