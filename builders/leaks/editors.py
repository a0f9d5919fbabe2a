"""The search for redacted passages in what people wrote, before pages are made from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode

from builders.inputs.redactions import FIELD, WITHHELD_CODE, mask_secrets
from builders.inputs.source_files import SIDECAR_SUFFIX, SOURCES_FOLDER
from builders.inputs.sources import Received
from builders.inputs.yaml_texts import compose
from builders.leaks.finder import Finder
from builders.leaks.needles import needles
from builders.leaks.originals import Known, known
from builders.problems import Problem
from builders.storage.unchanged import INPUTS

WRITTEN_SUFFIXES = frozenset(
    {".yml", ".yaml", ".md", ".bib", ".html", ".js", ".css", ".svg", ".json"}
)
"""Extensions of files that people write; the check of the site reads all other files, too."""
# `redactions:` at the beginning of a line, and all lines that belong to its value.
BLOCK_RE = re.compile(
    rb"^" + FIELD.encode() + rb"[ \t]{0,8}:[^\n]*(?:\n(?:[ \t#-][^\n]*|\r?(?=\n)))*", re.MULTILINE
)
_LINE_RE = re.compile(r"[^\n]+")


def with_leaks(
    root: Path, received: Iterable[Received], problems: Iterable[Problem]
) -> list[Problem]:
    """The problems, with redacted words masked, and one more for each line that has such words.

    A note, a register entry, an event or a page that quotes a redacted passage would publish it.
    """
    received = tuple(received)
    problems = list(problems)
    if not any(item.sidecar.redactions for item in received):
        return problems
    found = known(root)
    said = {(problem.file, problem.line) for problem in problems if problem.code == WITHHELD_CODE}
    problems.extend(set(found.problems).difference(problems))
    problems.extend(
        problem
        for problem in _leaks(root, received, found)
        if (problem.file, problem.line) not in said
    )
    return list(mask_secrets(problems, found.secrets))


def _leaks(root: Path, received: Sequence[Received], found: Known) -> Iterator[Problem]:
    finder = Finder(needles(found.secrets, found.published or {})[0])
    for item in received:
        for secret, line in finder.lines(item.source.text.encode("utf-8", "surrogatepass")):
            message = f"has words that {found.secrets[secret].name} hides"
            hint = "Redact them here, too, in this file's own sidecar; `muniment redact --quote WORDS` does it in all."
            yield Problem(item.source.path, line, WITHHELD_CODE, message, hint)
    sources = {root / item.source.path for item in received}  # looked at above, as published
    for path in _written_files(root):
        if path in sources:
            continue
        data = path.read_bytes()
        if path.suffix == SIDECAR_SUFFIX and path.is_relative_to(root / SOURCES_FOLDER):
            data = _without_redactions(data)
        for secret, line in finder.lines(data):
            message = f"has words that {found.secrets[secret].name} hides"
            hint = "Rephrase it without them: this text is published."
            yield Problem(path.relative_to(root).as_posix(), line, WITHHELD_CODE, message, hint)


def _without_redactions(data: bytes) -> bytes:
    """A sidecar without its redactions, which quote what is hidden; all else stays on its line."""
    if FIELD.encode() not in data:
        return data
    rest, blocks = BLOCK_RE.subn(lambda match: b"\n" * match[0].count(b"\n"), data)
    if blocks:
        return rest
    # The sidecar is in flow style: `{title: T, redactions: [{quote: ...}]}`.
    text = data.decode("utf-8-sig", "replace")
    try:
        node = compose(text)
    except (YAMLError, RecursionError):
        return data
    for key, value in node.value if isinstance(node, MappingNode) else ():
        if key.value == FIELD:
            start, end = key.start_mark.index, value.end_mark.index
            text = f"{text[:start]}{_LINE_RE.sub(' ', text[start:end])}{text[end:]}"
            break
    return text.encode("utf-8", "surrogatepass")


def _written_files(root: Path) -> Iterator[Path]:
    for name in INPUTS:
        for path in (root / name, *sorted((root / name).rglob("*"))):
            if path.suffix in WRITTEN_SUFFIXES and path.is_file():
                yield path
