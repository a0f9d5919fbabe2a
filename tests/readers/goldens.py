"""Golden readings: the structure read from a text, reviewed once and then kept.

Adding a case needs no code: put a text into `tests/fixtures/<kind>/`, run the tests, read the
`.json` that appears beside it, and commit both when it is right.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from builders.coverage import coverage
from builders.model.document import Block, Document
from builders.model.source import Source
from builders.readers import detect
from tests.conftest import PROJECT

FIXTURES = PROJECT / "tests" / "fixtures"
_LONGEST = 90


def source_of(path: Path) -> Source:
    """The source in a file, as the build would read it."""
    data = path.read_bytes()
    text = data.decode("utf-8")
    return Source(path.stem, path.name, data, text, "utf-8", hashlib.sha256(data).hexdigest())


def source(text: str) -> Source:
    """A source with the given text, which is in no file."""
    return Source("x", "x.txt", b"", text, "utf-8", "")


def read(path: Path) -> tuple[Source, Document]:
    """The source in a file, and the document made by the reader chosen for its content."""
    source = source_of(path)
    return source, detect.choose(source.text).read(source)


def record(source: Source, document: Document) -> dict[str, Any]:
    """The document in a form that a person can review line by line."""
    return {
        "kind": document.kind,
        "language": document.language,
        "header": document.header.as_json(),
        "blocks": [_line(source, block) for block in document.blocks],
        "emendations": [f"{e.sic} -> {e.corr} ({e.resp})" for e in document.emendations],
        "problems": [f"{p.line}: {p.code}" for p in document.problems],
        "whole": coverage(source.text, document).whole,
    }


def hold(path: Path, golden: Path) -> None:
    """Compare a reading with its golden file; a missing one is written, and the test fails once."""
    found = record(*read(path))
    if not golden.exists():
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        raise AssertionError(f"{golden.name} was written: review it, commit it, run again")
    assert found == json.loads(golden.read_text(encoding="utf-8"))


def _line(source: Source, block: Block) -> str:
    """A block as `p1 p text 12-80: The words ...`, with its other properties in brackets."""
    text = block.text.text
    short = text if len(text) <= _LONGEST else f"{text[:60]} ... {text[-25:]}"
    spans = "+".join(f"{start}-{end}" for start, end in block.spans)
    label = source.text[slice(*block.label)] if block.label else None
    more = {
        "printed": block.printed,
        "level": block.level,
        "language": block.language,
        "label": label,
        "emphasis": [source.text[slice(*span)] for span in block.emphasis],
        "strong": [source.text[slice(*span)] for span in block.strong],
    }
    known = ", ".join(f"{name} {value}" for name, value in more.items() if value)
    brackets = f" [{known}]" if known else ""
    return f"{block.id} {block.type} {block.role.value} {spans}{brackets}: {short}"
