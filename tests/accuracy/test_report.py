"""The report reader stays above its floors on newsletters converted to Markdown in three ways."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders.coverage import coverage
from builders.model.document import Role
from tests.accuracy.floors import Tally, hold
from tests.accuracy.test_news import is_within_role, read

pytestmark = pytest.mark.samples

JOINS = {
    "report-06": (
        "were operating normally, though during the first lockdown period",
        "temporarily closed during the lockdown period.",
    )
}
"""Sentences that run over a page break, joined by hand from the notes of the truth files."""
FRONT = ("title", "subtitle", "issue")


def folded(text: str) -> str:
    return " ".join(text.split())


def test_no_field_of_a_report_is_read_worse_than_its_floor(samples: Path) -> None:
    tally = Tally()
    for path in sorted((samples / "newsletters").glob("*.json")):
        truth = json.loads(path.read_text())
        for file in truth["files"]:
            source, document = read(path.with_name(file))
            header = document.header.as_json()
            tally.count("kind", file, document.kind, "report")
            tally.count(
                "coverage", file, coverage(source.text, document).whole, True
            )  # a value, not a switch
            for field in FRONT:
                tally.count(field, file, header[field] or None, truth.get(field))
            tally.count("date", file, header["date"], truth.get("issue_edtf", truth.get("date")))
            publisher = (truth["publisher"] or "").split(" (")[0]
            if publisher in source.text or not publisher:
                tally.count("publisher", file, header["publisher"] or "", publisher)
            heads = {
                block.text.text
                for block in document.blocks
                if block.type == "head" and block.role is Role.TEXT
            }
            for heading in truth["headings"]:
                tally.count("headings", file, heading if heading in heads else None, heading)
            tally.count("no_other_headings", file, sorted(heads - set(truth["headings"])), [])
            captions = [folded(b.text.text) for b in document.blocks if b.type == "figDesc"]
            tally.count(
                "captions",
                file,
                captions,
                [c.removesuffix(" (cut off)") for c in truth["captions"]],
            )
            furniture = truth["furniture"]
            if isinstance(furniture, dict):
                furniture = furniture.get(file.split(".")[1], ())
            for line in furniture:
                aside = is_within_role(
                    source, document.blocks, Role.FURNITURE, line
                ) or is_within_role(source, document.blocks, Role.HEADER, line)
                tally.count("furniture", file, line if aside else None, line)
            body = [folded(block.text.text) for block in document.blocks if block.type == "p"]
            for sentence in JOINS.get(path.stem, ()):
                tally.count(
                    "joins", file, any(sentence in text for text in body), True
                )  # a value, not a switch
    hold("report", tally)
