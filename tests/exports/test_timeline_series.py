"""A timeline too large to be loaded whole: its parts have all of it, and its counts are right."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from builders.exports.timeline.series import MOST_BYTES, MOST_CELLS, MOST_PARTS, series_files
from tests.timeline.lanes import EDITION

FIRST = date(1985, 1, 1)
COUNT = 12_000
LAYERS = ("event", "text", "text", "document")
CATEGORIES = ("law", "meeting", "case", "policy")
LENGTHS = (1, 1, 31, 365, 4_000)
Files = Mapping[str, Any]


def record(k: int) -> dict[str, Any]:
    """The k-th of many items: some are long, and some have no beginning or no end."""
    first = FIRST + timedelta(days=k * 3 // 4)
    last = first + timedelta(days=LENGTHS[k % len(LENGTHS)] - 1)
    bounds = {"lower": first.isoformat(), "upper": last.isoformat()}
    if k % 97 == 0:
        del bounds["lower" if k % 2 else "upper"]
    layer = LAYERS[k % len(LAYERS)]
    return {
        "id": f"text-{k // 50:04}-p{k}-1" if layer == "text" else f"{layer}-{k}",
        **({"former": [f"{layer}-was-{k}-p1-1"]} if k % 100 < 2 else {}),
        "title": "A thing of which there are many more " * 2,
        "words": "some day",
        "edtf": f"{first}/{last}",
        **bounds,
        "layer": layer,
        "category": CATEGORIES[k % 4],
        "sources": [f"{k // 50:04}"],
        "entities": ["everywhere", f"only-{k // 400}"],
        "period": f"{first.year}",
    }


RECORDS = sorted(map(record, range(COUNT)), key=lambda one: str(one.get("lower") or one["upper"]))


def by_source() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for k in range(COUNT // 50):
        yield f"{k:04}", [one for one in RECORDS if one["sources"] == [f"{k:04}"]]


@pytest.fixture(scope="module")
def data() -> dict[str, bytes]:
    return dict(series_files(RECORDS, EDITION, by_source()))


@pytest.fixture(scope="module")
def files(data: Mapping[str, bytes]) -> Files:
    return {name: json.loads(text) for name, text in data.items()}


def parts(files: Files) -> Iterator[tuple[Mapping[str, Any], list[Any], list[dict[str, Any]]]]:
    """Each part: its series, its entry in the index, and its items."""
    for series in files["index.json"]["series"]:
        for told in series["parts"]:
            yield series, told, files[f"{told[0]}.json"]


def test_every_item_is_in_exactly_one_part(files: Files) -> None:
    found = [one["id"] for _, _, things in parts(files) for one in things]
    assert sorted(found) == sorted(one["id"] for one in RECORDS)
    assert files["index.json"]["count"] == COUNT


def test_a_large_item_has_a_part_of_its_own() -> None:
    title = "A thing " * (MOST_BYTES // len("A thing "))
    things = [{**one, "title": title} for one in RECORDS[:8]]
    found = [
        (told, held)
        for _, told, held in parts(
            {name: json.loads(text) for name, text in series_files(things, EDITION)}
        )
    ]
    assert sorted(held[0]["id"] for _, held in found) == sorted(one["id"] for one in things)
    assert [len(held) for _, held in found] == [1] * len(things)


def test_no_file_is_large(data: Mapping[str, bytes]) -> None:
    assert max(map(len, data.values())) < MOST_BYTES + 2_000
    assert len(data["index.json"]) < 100_000
    assert len([name for name in data if "/" not in name]) > 20


def test_the_index_gives_the_extent_of_each_part(files: Files) -> None:
    for series, (_, first, last, until, *is_open), things in parts(files):
        assert {one["layer"] for one in things} == {series["layer"]}
        begins = [one.get("lower") or one["upper"] for one in things]
        assert begins == sorted(begins)
        assert (begins[0], begins[-1]) == (first, last)
        uppers = [one.get("upper", "") for one in things]
        assert until == ("" if "" in uppers else max(uppers))
        assert bool(is_open) == any("lower" not in one for one in things)
        if series["lasts"] == "days":
            assert until <= str(date.fromisoformat(last) + timedelta(days=32))


def test_a_month_overlaps_few_parts_of_short_items(files: Files) -> None:
    """A month overlaps few parts of short items, though many long items run through it."""
    month = ("1995-03-01", "1995-03-31")
    for layer in ("event", "document", "text"):
        meets = [
            told
            for series, told, _ in parts(files)
            if series["lasts"] == "days" and series["layer"] == layer
            if told[1] <= month[1] and told[3] >= month[0]
        ]
        assert 1 <= len(meets) <= 3


def test_counts_are_those_of_the_items(files: Files) -> None:
    for series in files["index.json"]["series"]:
        things = [one for other, _, held in parts(files) if other is series for one in held]
        counts: Counter[tuple[str, str]] = Counter()
        for one in things:
            lane = EDITION.of(one["layer"], one["category"]).key
            ends = [one[end][: series["letters"]] if end in one else ".." for end in ENDS]
            brief = series["lasts"] == "days" or ends[0] == ends[1]
            counts[lane, ends[0] if brief else "/".join(ends)] += 1
        told = {
            (lane, cell): count
            for lane, cells in series["numbers"].items()
            for cell, count in cells.items()
        }
        assert told == counts
        assert len(told) <= MOST_CELLS
        assert series["letters"] == (7 if series["lasts"] == "days" else 4)


ENDS = ("lower", "upper")


def looked_up(files: Files, folder: str, name: str) -> Any:
    """What a browser finds under the name, in the file that the index leads it to."""
    firsts = files["index.json"][folder]
    number = max(k for k, first in enumerate(firsts, 1) if first <= name)
    return files[f"{folder}/{number}.json"].get(name)


def test_the_items_of_a_source_are_in_one_file(files: Files) -> None:
    assert len(files["index.json"]["sources"]) > 10
    for source, things in by_source():
        assert looked_up(files, "sources", source) == things


def test_a_source_with_very_many_items_has_counts() -> None:
    things = [{**one, "sources": ["all"]} for one in RECORDS[:3_000]]
    found = dict(series_files(things, EDITION, [("all", things)]))
    told = json.loads(found["sources/1.json"])["all"]
    assert len(found["sources/1.json"]) < 20_000
    assert len(things) == sum(
        count
        for series in told.values()
        for cells in series["numbers"].values()
        for count in cells.values()
    )


def test_an_entry_leads_to_its_parts_or_to_its_counts(files: Files) -> None:
    for k in (0, 7, 29):
        numbers = looked_up(files, "where", f"entity only-{k}")
        assert 0 < len(numbers) <= MOST_PARTS
        found = [one for n in numbers for one in files[f"{n}.json"]]
        those = [one for one in found if f"only-{k}" in one["entities"]]
        assert len(those) == COUNT // 30
    everywhere = looked_up(files, "where", "entity everywhere")
    assert set(everywhere) == {
        f"{one['layer']} {one['lasts']}" for one in files["index.json"]["series"]
    }
    assert (
        sum(
            count
            for told in everywhere.values()
            for cells in told["numbers"].values()
            for count in cells.values()
        )
        == COUNT
    )


def test_an_address_leads_to_its_page(files: Files) -> None:
    for one in RECORDS[::331]:
        if one["layer"] == "text":
            source = looked_up(files, "where", one["id"].rsplit("-", 2)[0])
            assert one in looked_up(files, "sources", source)
        else:
            assert looked_up(files, "where", one["id"]) == one["period"]
        for former in one.get("former", ()):
            is_text = one["layer"] == "text"
            name = former.rsplit("-", 2)[0] if is_text else former
            assert looked_up(files, "where", name) == (
                one["sources"][0] if is_text else one["period"]
            )


def test_over_thousands_of_years_items_are_counted_by_decade() -> None:
    """The index stays small, however long the time that it covers."""
    days = [f"{year:04}-{month:02}-01" for year in range(1, 2000, 2) for month in (1, 7)]
    things = [
        {"id": f"event-{day}", "layer": "event", "category": "law", "lower": day, "upper": day}
        for day in days
    ]
    index = json.loads(dict(series_files(things, EDITION))["index.json"])
    (series,) = index["series"]
    assert series["letters"] == 4
    assert sum(series["numbers"]["e1"].values()) == len(days)
    many = [{**one, "upper": f"2{k % 900:03}-01-01"} for k, one in enumerate(things)]
    index = json.loads(dict(series_files(many, EDITION))["index.json"])
    (series,) = index["series"]
    assert series["letters"] == 3
    assert all("X" in cell for cell in series["numbers"]["e1"])
    assert sum(series["numbers"]["e1"].values()) == len(many)


def test_the_same_items_give_the_same_files(data: Mapping[str, bytes]) -> None:
    assert list(series_files(RECORDS, EDITION, by_source())) == list(data.items())
