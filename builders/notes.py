"""Writing the stub of a note into a sidecar, with the selectors that find its passage again."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from builders.anchoring import anchor, nearest_to
from builders.model.document import Block, Document
from builders.model.sidecar import NoteKind, Passage
from builders.problems import Problem
from builders.readers.detect import choose, readers
from builders.sources import Received, find_source
from builders.spans import Span
from builders.storage.places import put

FIELD = "notes"
WORDS_IN_AN_ID = 4
CONTEXT_WORDS = 3
"""How many words before a quote tell it from another in the same paragraph."""


class Added(NamedTuple):
    """A stub that has been written."""

    path: str
    line: int
    id: str


def add(root: Path, source: str, wanted: Passage, kind: NoteKind, text: str) -> Added | Problem:
    """Where the stub was written, or why it was not. What the person wrote stays as it is."""
    item = find_source(root, source)
    if isinstance(item, Problem):
        return item
    known = {reader.kind: reader for reader in readers()}
    reader = known.get(item.sidecar.kind or "") or choose(item.source.text)
    document = reader.read(item.source)
    passage = _passage(item, document, wanted)
    if isinstance(passage, Problem):
        return passage
    identifier = _identifier(wanted.quote, {note.id for note in item.sidecar.notes})
    lines = [
        f"- id: {identifier}",
        *(f"  {name}: {_scalar(value)}" for name, value in passage.model_dump().items() if value),
        f"  kind: {kind.value}",
        f"  note: {_scalar(text) if text else ''}".rstrip(),
    ]
    written, line = _inserted(item.sidecar_text, lines)
    put(root / item.sidecar_path, written.encode())
    return Added(item.sidecar_path, line, identifier)


def _passage(item: Received, document: Document, wanted: Passage) -> Passage | Problem:
    """The passage with as much beside its quote as makes its place the only one."""
    text = item.source.text
    places = anchor(text, document.blocks, wanted)
    if not places:
        hint = nearest_to(document.blocks, wanted.quote)
        message = f"{wanted.quote!r} is not there"
        return Problem(item.source.path, None, "lost-passage", message, hint)
    if len(places) == 1:
        return wanted
    if wanted.near is None:
        among = ", ".join(dict.fromkeys(_address(document.blocks, place) for place in places))
        message = f"{wanted.quote!r} stands there {len(places)} times"
        hint = f"Say which with `--near`: {among}."
        return Problem(item.source.path, None, "lost-passage", message, hint)
    words = " ".join(text[: places[0].start].split()[-CONTEXT_WORDS:])
    return wanted.model_copy(update={"prefix": words})


def _address(blocks: Sequence[Block], place: Span) -> str:
    return next((b.id for b in blocks if b.start <= place.start < b.end), "?")


def _identifier(quote: str, taken: set[str]) -> str:
    words = re.findall(r"[a-z0-9]+", quote.lower())[:WORDS_IN_AN_ID] or ["note"]
    wanted = unique = "-".join(words)
    k = 2
    while unique in taken:
        unique, k = f"{wanted}-{k}", k + 1
    return unique


def _scalar(value: str) -> str:
    """A text as YAML: JSON's quotation marks are YAML's, and safe for whatever is in it."""
    return json.dumps(" ".join(value.split()), ensure_ascii=False)


def _inserted(text: str, stub: list[str]) -> tuple[str, int]:
    """The YAML with the stub as the last of its notes, and the line, from 1, that it begins on."""
    existing = _notes_node(text)
    if existing is None:
        start = text if not text or text.endswith("\n") else text + "\n"
        lines = [f"{FIELD}:", *(f"  {line}" for line in stub)]
        return start + "\n".join(lines) + "\n", start.count("\n") + 2
    indent = " " * existing.start_mark.column
    lines = text.splitlines(keepends=True)
    at = _line_after(existing)
    # A block of text ends, for the parser, after the blank lines and comments that follow it.
    while at and _is_between(lines[at - 1], len(indent)):
        at -= 1
    if at and not lines[at - 1].endswith("\n"):
        lines[at - 1] += "\n"
    lines[at:at] = [f"{indent}{line}\n" for line in stub]
    return "".join(lines), at + 1


def _is_between(line: str, indent: int) -> bool:
    """Whether a line is blank, or a comment that stands no deeper than the list."""
    words = line.lstrip()
    return not words or (words.startswith("#") and len(line) - len(words) <= indent)


def _notes_node(text: str) -> SequenceNode | None:
    root = YAML(typ="rt", pure=True).compose(text)
    if isinstance(root, MappingNode):
        for key, value in root.value:
            if key.value == FIELD and isinstance(value, SequenceNode) and value.value:
                return value
    return None


def _line_after(node: Node) -> int:
    """The line, from 0, that follows the last word of a node; comments after it stay after it."""
    while isinstance(node, MappingNode | SequenceNode) and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    line: int = node.end_mark.line
    return line if node.end_mark.column == 0 else line + 1
