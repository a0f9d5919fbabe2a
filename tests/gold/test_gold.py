"""The gold annotations are sound, and scores are computed as documented."""

from __future__ import annotations

import hashlib
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from builders.spans import Span
from tests.conftest import PROJECT
from tests.gold.measure import (
    GOLD,
    MENTION_KINDS,
    Counting,
    Found,
    GoldCorrection,
    GoldMention,
    Part,
    Score,
    align,
    corrections,
    hold_floors,
    mentions,
    recall_and_precision,
    sources,
)

CORRECTION_KINDS = {"ocr", "typography", "sic", "layout"}
EDGES_RE = re.compile(r"^(the|a|an|mr|madame)\s|^[\s'\"*(\[]|[\s'\"*\])]$|['’]s$", re.IGNORECASE)
SOURCES = sources()


def source_data(source: str) -> bytes:
    (path,) = (PROJECT / "site_src/sources").rglob(f"{source}.txt")
    return path.read_bytes()


def test_every_source_has_both_kinds_of_gold() -> None:
    ids = sorted(path.stem for path in (PROJECT / "site_src/sources").rglob("*.txt"))
    assert ids == SOURCES
    assert ids == sorted(path.stem for path in (GOLD / "corrections").glob("*.yml"))


@pytest.mark.parametrize("source", SOURCES)
def test_the_gold_was_made_from_the_present_bytes(source: str) -> None:
    digest = hashlib.sha256(source_data(source)).hexdigest()
    for record in (mentions(source), corrections(source)):
        assert (record.source, record.sha256) == (source, digest)


@pytest.mark.parametrize("source", SOURCES)
def test_each_mention_is_at_its_offsets(source: str) -> None:
    text = source_data(source).decode()
    for item in (*mentions(source).mentions, *corrections(source).corrections):
        assert text[item.start : item.end] == item.text
        assert item.start < item.end


@pytest.mark.parametrize("source", SOURCES)
def test_a_mention_is_made_of_whole_words(source: str) -> None:
    text = source_data(source).decode()
    for item in mentions(source).mentions:
        for edge in (item.start, item.end):
            assert not re.fullmatch(r"[^\W_]{2}", text[max(edge - 1, 0) : edge + 1]), item
        assert not EDGES_RE.search(item.text), item


@pytest.mark.parametrize("source", SOURCES)
def test_items_are_in_order_and_do_not_overlap_within_a_kind(source: str) -> None:
    items = mentions(source).mentions
    places = [(item.start, item.end, item.kind) for item in items]
    assert places == sorted(places)
    for kind in MENTION_KINDS:
        for one, next_one in pairwise(item for item in items if item.kind == kind):
            assert one.end <= next_one.start, (one, next_one)
    for before, after in pairwise(corrections(source).corrections):
        assert before.end <= after.start


@pytest.mark.parametrize("source", SOURCES)
def test_the_longest_mention_wins_outside_of_roles(source: str) -> None:
    names = [item for item in mentions(source).mentions if item.counted and item.kind != "role"]
    for one, next_one in pairwise(names):
        assert one.end <= next_one.start, (one, next_one)


@pytest.mark.parametrize("source", SOURCES)
def test_every_occurrence_of_a_name_is_marked(source: str) -> None:
    record = mentions(source)
    text = source_data(source).decode()
    covered = [item.span for item in record.mentions]
    names = {
        " ".join(item.text.split())
        for item in record.mentions
        if item.counted and item.kind in {"person", "place", "organization"}
    }
    # These words are also common nouns: `Project Manager`, `local government`.
    for name in sorted(names - {"Project", "Government", "Commerce", "post"}):
        pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\w)"
        for match in re.compile(pattern).finditer(text, *record.body):
            span = Span(*match.span())
            line = text[text.rfind("\n", 0, span.start) + 1 : span.end + 30]
            furniture = re.match(r"\w+ \d{8}\s+\d{3}", line)
            assert furniture or any(span.overlaps(other) for other in covered), (name, span)


@pytest.mark.parametrize("source", SOURCES)
def test_counted_mentions_lie_in_the_body(source: str) -> None:
    record = mentions(source)
    start, end = record.body
    for item in record.mentions:
        if item.counted:
            assert start <= item.start
            assert item.end <= end


@pytest.mark.parametrize("source", SOURCES)
def test_kinds_are_known_and_doubt_is_explained(source: str) -> None:
    for mention in mentions(source).mentions:
        assert mention.kind in MENTION_KINDS
        assert mention.uncertain == (mention.why is not None), mention
    for correction in corrections(source).corrections:
        assert correction.kind in CORRECTION_KINDS
        assert correction.correction != correction.text
        assert correction.certain or correction.why


def test_a_label_has_one_kind_and_one_spelling() -> None:
    kinds: dict[str, set[str]] = {}
    for source in SOURCES:
        for item in mentions(source).mentions:
            kinds.setdefault(item.label, set()).add(item.kind)
    assert {label: found for label, found in kinds.items() if len(found) > 1} == {}
    folded = [label.casefold() for label in kinds]
    assert len(folded) == len(set(folded))


# How scores are computed.


def gold(start: int, end: int, kind: str = "place", label: str = "China") -> GoldMention:
    return GoldMention(start=start, end=end, kind=kind, text="x", label=label, at="p1")


def doubtful(start: int, end: int, kind: str = "place") -> GoldMention:
    return gold(start, end, kind).model_copy(update={"uncertain": True})


def counts(score: Score) -> tuple[int, int, int]:
    return score.right, score.found, score.gold


def test_exact_ranges_match_within_a_kind() -> None:
    found = [Found(0, 5, "place"), Found(9, 12, "place"), Found(20, 25, "person")]
    scores = recall_and_precision(found, [gold(0, 5), gold(9, 13), gold(20, 25)])
    assert counts(scores["place"]) == (1, 2, 3)
    assert counts(scores["person"]) == (0, 1, 0)
    assert [item.start for item in scores["place"].missed] == [9, 20]
    assert scores["place"].wrong == (Found(9, 12, "place"),)


def test_an_item_found_twice_counts_once() -> None:
    found = [Found(0, 5, "place"), Found(0, 5, "place", "China")]
    assert counts(recall_and_precision(found, [gold(0, 5)])["place"]) == (1, 1, 1)


def test_with_overlap_each_item_is_used_once() -> None:
    found = [Found(0, 9, "place"), Found(20, 22, "place"), Found(22, 25, "place")]
    scores = recall_and_precision(
        found, [gold(0, 3), gold(4, 9), gold(20, 25)], Counting(overlap=True)
    )
    assert counts(scores["place"]) == (2, 3, 3)
    assert align(found, [gold(0, 3), gold(4, 9)], overlap=True) == [(1, 0)]


def test_an_exact_match_goes_before_a_larger_overlap() -> None:
    found = [Found(0, 20, "place"), Found(5, 9, "place")]
    assert align(found, [gold(0, 20), gold(30, 40)], overlap=True) == [(0, 0)]
    assert align(found, [gold(5, 9)], overlap=True) == [(0, 1)]


def test_uncertain_items_and_items_outside_the_body_are_excused() -> None:
    header = gold(40, 45).model_copy(update={"part": Part.HEADER})
    items = [gold(0, 5), doubtful(10, 15), header]
    found = [Found(10, 15, "place"), Found(12, 18, "person"), Found(40, 45, "place")]
    scores = recall_and_precision([*found, Found(90, 95, "place")], items, Counting(body=(0, 80)))
    assert counts(scores["place"]) == (0, 0, 1)
    assert counts(scores["person"]) == (0, 0, 0)


def test_entities_must_correspond_but_may_have_other_names() -> None:
    items = [gold(0, 1), gold(2, 3), gold(4, 5, label="Vietnam"), gold(6, 7)]
    found = [
        Found(0, 1, "place", "cn"),
        Found(2, 3, "place", "cn"),
        Found(4, 5, "place", "cn"),
        Found(6, 7, "place", "vn"),
    ]
    scores = recall_and_precision(found, items, Counting(labels=True))
    assert [item.start for item in scores["place"].missed] == [4, 6]
    assert counts(recall_and_precision(found, items)["place"]) == (4, 4, 4)


def test_a_doubtful_correction_is_excused() -> None:
    correction = GoldCorrection(
        start=0, end=4, kind="sic", text="1993", correction="1992", certain=False, why="a fact"
    )
    assert counts(recall_and_precision([Found(0, 4, "sic")], [correction])["sic"]) == (0, 0, 0)


def test_floors_are_raised_and_never_lowered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "floors.json"
    assert hold_floors("a", {"place": Score(2, 2, 3)}, path) == []
    assert not path.exists()
    monkeypatch.setenv("UPDATE_FLOORS", "1")
    hold_floors("a", {"place": Score(2, 2, 3)}, path)
    sunk = hold_floors("a", {"place": Score(1, 1, 3)}, path)
    assert sunk == ["a, place: recall 0.333 is below 0.666"]
    assert json.loads(path.read_text()) == {"a": {"place": {"precision": 1.0, "recall": 0.666}}}
    assert hold_floors("a", {"place": Score(2, 2, 3)}, path) == []
