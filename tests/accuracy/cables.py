"""How well the sample cables and header fragments are read, measured against their truth files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from builders.coverage import coverage
from builders.model.document import Document
from builders.model.source import Source
from builders.readers.cable import fields
from builders.readers.cable.reader import READER
from tests.accuracy.floors import Tally

_FROM_HEADER = (
    "reference_id",
    "date",
    "datetime_utc",
    "date_time_group",
    "origin",
    "classification",
    "classification_line",
    "transmission_id",
    "precedence",
    "from",
    "to",
    "info",
    "attention",
    "handling",
    "executive_order",
    "tags",
    "subject",
    "signature",
    "sections",
)


def source_of(path: Path) -> Source:
    """The file as the build would read it; a file that is not UTF-8 is taken as ISO-8859-1."""
    data = path.read_bytes()
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = data.decode("iso-8859-1"), "iso-8859-1"
    return Source("", str(path), data, text, encoding, hashlib.sha256(data).hexdigest())


def _folded(words: str) -> str:
    return " ".join(words.split())


def read(source: Source, document: Document) -> dict[str, Any]:
    """The values that were read, under the keys of the truth files."""
    header = document.header.as_json()
    found = {name: header[name] for name in _FROM_HEADER}
    found["caveats"] = header["captions"]
    found["refs"] = [item["id"] for item in header["refs"] if item["id"]]
    found["paragraphs"] = [
        {"n": block.n, "mark": block.mark}
        for block in document.blocks
        if block.type == "p" and block.n is not None
    ]
    found["section_headings"] = [
        block.text.text for block in document.blocks if block.type == "head"
    ]
    found["page_break_lines"] = [
        _folded(block.text.text) for block in document.blocks if block.type == "pb"
    ]
    found["page_metadata"] = header["page_metadata"]
    found["coverage"] = coverage(source.text, document).whole
    found["recognized"] = READER.recognize(source.text) > 0.5  # more likely than not
    return found


def truth_of(path: Path) -> dict[str, Any]:
    """The truth file beside a sample, with white space folded in headings and page lines."""
    name = f"{path.name}.json" if path.suffix == ".csv" else f"{path.stem}.json"
    truth: dict[str, Any] = json.loads(path.with_name(name).read_text(encoding="utf-8"))
    for key in ("section_headings", "page_break_lines"):
        truth[key] = [_folded(words) for words in truth[key]]
    return {**truth, "coverage": True, "recognized": True}


def measure_cables(folder: Path) -> Tally:
    """The tally of each field of each sample cable."""
    tally = Tally()
    for path in sorted(folder.iterdir()):
        if path.suffix == ".json":
            continue
        source = source_of(path)
        found, truth = read(source, READER.read(source)), truth_of(path)
        for name, got in found.items():
            expected = truth.get(name)
            if name == "page_metadata":  # the truth files name only some of the keys
                expected = expected or {}
                tally.count(name, path.name, {key: got.get(key) for key in expected}, expected)
            else:
                tally.count(name, path.name, got, expected)
    return tally


def _kinds(record: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"value": item.id or item.text, "kind": item.kind.value, "bullet": item.letter}
        for item in fields.reference_items(record["input"], year=record["year"])
        if item.kind.value != "other"
    ]


_FUNCTIONS: dict[str, Callable[[dict[str, Any]], object]] = {
    "canonicalize_id": lambda record: fields.canonical_id(record["input"]),
    "clean_content": lambda record: fields.clean_content(record["input"]),
    "info_recipients": lambda record: fields.addressees(record["input"])[1],
    "nondisclosure_deadline": lambda record: fields.declassify_on(record["input"]),
    "recipients": lambda record: fields.addressees(record["input"])[0],
    "references": lambda record: fields.references(
        record["input"], year=record["year"], reference_id=record["reference_id"]
    ),
    "references_kinds": _kinds,
    "repair_id": lambda record: fields.repair_id(record["input"]),
    "signers": lambda record: fields.signatures(
        record["input"], canonicalize=record["canonicalize"]
    ),
    "subject": lambda record: fields.subject(record["input"], clean=record["clean"]),
    "summary": lambda record: fields.summary(record["input"]),
    "tag_kind": lambda record: fields.tag_kind(record["input"]),
    "tags": lambda record: fields.tags(record["input"], canonicalize=record["canonicalize"]),
    "titlefy": lambda record: fields.title_case(record["input"]),
}


def measure_snippets(folder: Path) -> Tally:
    """The tally of each header fragment."""
    tally = Tally()
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            tally.count(path.stem, record["id"], _FUNCTIONS[path.stem](record), record["expected"])
    return tally
