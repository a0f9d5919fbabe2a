"""Invented cables in every form, each with the fields that must be read from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders.model.document import Role
from builders.readers.cable.reader import READER
from tests.accuracy.cables import read, source_of
from tests.conftest import PROJECT

FOLDER = PROJECT / "tests" / "fixtures" / "cable"
CABLES = sorted(path for path in FOLDER.iterdir() if path.suffix not in {".json", ".md"})


@pytest.mark.parametrize("path", CABLES, ids=lambda path: path.name)
def test_the_fields_are_read_as_expected(path: Path) -> None:
    source = source_of(path)
    document = READER.read(source)
    found = read(source, document)
    found["classified_by"] = document.header.as_json()["classified_by"]
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    words = " ".join(block.text.text for block in document.blocks if block.role is Role.TEXT)
    assert [part for part in truth.pop("not_in_text", []) if part in words] == []
    assert [part for part in truth.pop("in_text", []) if part not in words] == []
    problems = [problem.message for problem in document.problems]
    assert problems == truth.pop("problems", problems)
    tables = [block.text.text for block in document.blocks if block.type == "table"]
    assert tables == truth.pop("tables", [])
    pages = [block.n for block in document.blocks if block.type == "pb"]
    assert pages == truth.pop("pages", pages)
    names = truth.get("page_metadata", {})
    found["page_metadata"] = {name: found["page_metadata"].get(name) for name in names}
    assert {name: found[name] for name in truth} == truth
    assert found["coverage"]
    assert found["recognized"]
