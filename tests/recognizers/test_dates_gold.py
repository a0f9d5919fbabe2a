"""Dates found in the five sources agree with the gold at least as well as their floors ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML

from builders import dates
from builders.model.document import Document, Role
from builders.recognizers.dates import find_in_blocks
from builders.understand import understand
from tests.conftest import PROJECT
from tests.gold.measure import GOLD, Score, hold_floors

SOURCES = sorted(path.stem for path in (GOLD / "dates").glob("*.yml"))


class Placed(NamedTuple):
    """A date and its paragraph, given by its number or by the heading above it."""

    place: int | str | None
    text: str
    edtf: str


@cache
def edition() -> dict[str, Document]:
    entries = understand(PROJECT).publication.entries
    return {entry.id: entry.document for entry in entries}


@cache
def gold(source: str) -> dict[str, Any]:
    record: dict[str, Any] = YAML(typ="safe").load(GOLD / "dates" / f"{source}.yml")
    return record


def expected(source: str) -> list[Placed]:
    return [
        Placed(item.get("paragraph", item.get("under")), item["text"], item["edtf"])
        for item in gold(source)["dates"]
    ]


def found(document: Document) -> Iterator[Placed]:
    blocks = [block for block in document.blocks if block.role is Role.TEXT]
    texts = [block.text.text for block in blocks]
    numbered = any(block.n is not None for block in blocks)
    heading = None
    for block, mentions in zip(blocks, find_in_blocks(texts, document.header.date), strict=True):
        heading = block.text.text if block.type == "head" else heading
        for mention in mentions:
            words = block.text.text[mention.start : mention.end]
            yield Placed(block.n if numbered else heading, words, mention.edtf)


@pytest.mark.parametrize("source", SOURCES)
def test_dates_stay_above_their_floors(source: str) -> None:
    ours, theirs = Counter(found(edition()[source])), Counter(expected(source))
    right = (ours & theirs).total()
    score = Score(right, ours.total(), theirs.total())
    print(source, score, "missed", theirs - ours, "wrong", ours - theirs)  # noqa: T201  # shown where a floor is broken
    assert hold_floors(f"{source} dates", {"date": score}) == []


@pytest.mark.parametrize("source", SOURCES)
def test_dates_are_in_the_order_of_the_text(source: str) -> None:
    ours = list(found(edition()[source]))
    assert [item for item in ours if item in expected(source)] == [
        item for item in expected(source) if item in ours
    ]


@pytest.mark.parametrize("source", SOURCES)
def test_the_gold_matches_the_documents(source: str) -> None:
    record, document = gold(source), edition()[source]
    assert (document.kind, document.header.date) == (record["kind"], record["written"])
    text = "\n".join(block.text.text for block in document.blocks)
    for item in (*record["dates"], *record["not_dates"]):
        assert item["text"] in text
    for item in record["dates"]:
        assert dates.parse(item["edtf"])


def test_every_source_has_gold_dates() -> None:
    assert sorted(edition()) == SOURCES
