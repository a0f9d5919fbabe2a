"""Writing the stub of a note into a sidecar, with selectors that identify its passage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from builders.anchoring import anchor, missing_passage
from builders.editing.yaml_edits import quote_scalar, with_item
from builders.inputs.sources import Received, find_source
from builders.model.document import Block, Document
from builders.model.sidecar import NoteKind, Passage
from builders.problems import Problem
from builders.readers.detect import choose, readers
from builders.spans import Span
from builders.storage.replacing import write_atomically

FIELD = "notes"
WORDS_IN_AN_ID = 4
CONTEXT_WORDS = 3
"""How many words before a quote tell it from the same words elsewhere."""


class Added(NamedTuple):
    """A stub that has been written."""

    path: str
    line: int
    id: str


def add(root: Path, source: str, wanted: Passage, kind: NoteKind, text: str) -> Added | Problem:
    """Where the stub was written, or why it was not. The rest of the sidecar stays as it is."""
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
    fields = [
        f"id: {identifier}",
        *(f"{name}: {_scalar(value)}" for name, value in passage.model_dump().items() if value),
        f"kind: {kind.value}",
        f"note: {_scalar(text)}" if text else "note:",
    ]
    written, line = with_item(item.sidecar_text, FIELD, fields)
    write_atomically(root / item.sidecar_path, written.encode())
    return Added(item.sidecar_path, line, identifier)


def _passage(item: Received, document: Document, wanted: Passage) -> Passage | Problem:
    """The passage, with a prefix where its quote is not unique, or why it cannot be identified."""
    text = item.source.text
    (places,) = anchor(text, document.blocks, [wanted])
    if not places:
        message, hint = missing_passage(text, document.blocks, wanted, "the source")
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
    """A text as a quoted YAML scalar on one line."""
    return quote_scalar(" ".join(value.split()))
