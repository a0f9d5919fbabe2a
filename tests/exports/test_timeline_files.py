"""The timeline as JSON, CSV, a calendar and TimelineJS3's JSON, and at the command line."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from icalendar import Calendar

from builders import exports
from builders.cli import main
from builders.exports.timeline import ics as timeline_ics
from builders.exports.timeline import json as timeline_json
from builders.exports.timeline import parts as timeline_parts
from builders.exports.timeline import records as timeline_records
from builders.exports.timeline import timelinejs
from builders.exports.timeline.parts import parts
from builders.exports.timeline.records import for_display
from builders.model.publication import Publication
from builders.model.timeline import Layer
from builders.understand import understand
from tests.conftest import PROJECT


@pytest.fixture(scope="module")
def publication() -> Publication:
    return understand(PROJECT).publication


@pytest.fixture(scope="module")
def made(publication: Publication) -> dict[str, bytes]:
    return {asset.uri: asset.data for asset in exports.assets(publication)}


def test_the_list_has_every_item_in_order(made: dict[str, bytes], publication: Publication) -> None:
    found: list[dict[str, Any]] = json.loads(made["timeline/timeline.json"])
    assert [one["id"] for one in found] == [one.id for one in publication.timeline.items]
    keys = ["id", "title", "edtf", "lower", "upper", "layer", "evidence"]
    assert all(list(one) == keys for one in found)
    assert all(one["evidence"] for one in found)
    firsts = [one["lower"] or one["upper"] for one in found]
    assert firsts == sorted(firsts)


def test_an_open_interval_is_open_in_every_format(made: dict[str, bytes]) -> None:
    found = json.loads(made["timeline/timeline.json"])
    still = next(one for one in found if one["edtf"] == "2002/..")
    assert (still["lower"], still["upper"]) == ("2002-01-01", None)
    assert still["id"].encode() not in made["timeline/timeline.ics"]
    rows = csv.DictReader(
        io.StringIO(made["timeline/timeline.csv"].decode("utf-8-sig"), newline="")
    )
    row = next(row for row in rows if row["id"] == still["id"])
    assert (row["words"], row["words_zh"], row["upper"]) == ("since 2002", "2002年起", "")


def test_the_calendar_has_the_days_and_the_status_of_events(made: dict[str, bytes]) -> None:
    data = made["timeline/timeline.ics"]
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    events: dict[str, Any] = {
        str(one["uid"]): one for one in Calendar.from_ical(data).walk("VEVENT")
    }
    visit = next(one for uid, one in events.items() if "consuls-in-fujian-2009" in uid)
    assert (visit["dtstart"].dt, visit["dtend"].dt) == (date(2009, 2, 25), date(2009, 2, 27))
    assert visit["status"] == "CONFIRMED"
    late = next(one for uid, one in events.items() if uid.startswith("event-guangdong-group"))
    assert late["status"] == "TENTATIVE"
    assert "EDTF 1997~/1999~" in str(late["description"])


def test_the_calendar_has_what_rfc_5545_requires(made: dict[str, bytes]) -> None:
    """RFC 5545: one calendar, of a version and a maker; each entry once, with its time of making."""
    data = made["timeline/timeline.ics"]
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    calendar: Any = Calendar.from_ical(data)
    assert (str(calendar["version"]), bool(calendar["prodid"])) == ("2.0", True)
    events = calendar.walk("VEVENT")
    assert calendar.errors == []
    assert all(event.errors == [] for event in events)
    assert len({str(event["uid"]) for event in events}) == len(events)
    for event in events:
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= set(event)
        assert event["dtend"].dt > event["dtstart"].dt
        assert event["dtstart"].params["VALUE"] == "DATE"
        assert str(event["status"]) in {"CONFIRMED", "TENTATIVE"}
        assert str(event["url"]).startswith("https://")


@pytest.mark.parametrize(
    "title",
    [
        "a; b, c\\d\nnext line",
        "长" * 60,
        "x" * 200,
        "\\" * 120,
        "; " * 90 + "é\U0001f4dc" * 40,
    ],
)
def test_any_title_is_read_back_from_the_calendar(publication: Publication, title: str) -> None:
    item = next(item for item in publication.timeline.items if item.lower and item.upper)
    early = replace(item, title=title, lower=date(812, 1, 2), upper=date(812, 1, 3))
    data = timeline_ics.as_ics(publication, [early])
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    event: Any = Calendar.from_ical(data).walk("VEVENT")[0]
    assert str(event["summary"]) == title
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(812, 1, 2), date(812, 1, 4))


def test_a_calendar_of_the_ninth_century_has_a_valid_stamp(publication: Publication) -> None:
    item = next(one for one in publication.timeline.items if one.layer is Layer.DOCUMENT)
    old = replace(item, title="bell \x07", lower=date(812, 1, 2), upper=date(812, 1, 2))
    early = replace(publication, timeline=replace(publication.timeline, items=(old,)))
    data = timeline_ics.as_ics(early, [old])
    assert b"DTSTAMP:08120102T000000Z\r\n" in data
    assert "bell \u2407\r\n".encode() in data


def test_a_single_entry_that_is_left_out_is_counted_as_one(publication: Publication) -> None:
    item = replace(publication.timeline.items[0], upper=None)
    for number, said in ((1, b"one entry that is open"), (2, b"2 entries that are open")):
        assert said in timeline_ics.as_ics(publication, [item] * number)
    told = json.loads(timelinejs.as_timelinejs(publication, [], 1))
    assert told["title"]["text"]["text"] == "Without one date in a text."


def test_the_table_has_a_row_for_each_item(
    made: dict[str, bytes], publication: Publication
) -> None:
    text = made["timeline/timeline.csv"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["id"] for row in rows] == [one.id for one in publication.timeline.items]


def day(of: date | None) -> str | None:
    return of.isoformat() if of else None


def test_in_a_large_timeline_each_source_has_a_list_of_its_items(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline_parts, "MOST_PARTS", 0)
    files = {asset.uri: json.loads(asset.data) for asset in timeline_parts.assets(publication)}
    told = {
        source: [one["id"] for one in things]
        for name, those in files.items()
        if name.startswith("timeline/parts/sources/")
        for source, things in those.items()
    }
    shown = {
        source: [one.id for one in items if not one.folded]
        for source, items in publication.timeline.by_source.items()
    }
    assert told == shown
    assert all(shown.values())


def test_the_page_loads_small_parts(made: dict[str, bytes], publication: Publication) -> None:
    names = json.loads(made["timeline/parts/index.json"])
    assert {f"timeline/parts/{name}" for name in [*names, "index.json"]} == {
        uri for uri in made if uri.startswith("timeline/parts/")
    }
    held = [name for name in names if not name.startswith("names/")]
    found = [one for name in held for one in json.loads(made[f"timeline/parts/{name}"])]
    items = [one for one in publication.timeline.items if not one.folded]
    assert [one["id"] for one in found] == [one.id for one in items]
    assert any("extents" in one for one in found)
    assert any("extents" not in one for one in found)
    # Only empty values are left out, and extents that are just the first and the last day.
    for one, item in zip(found, items, strict=True):
        assert all(one.values())
        assert (one.get("lower"), one.get("upper")) == (day(item.lower), day(item.upper))
        days = {key: one[key] for key in ("lower", "upper") if key in one}
        extents = [
            {
                "lower": day(extent.lower),
                "upper": day(extent.upper),
                "vague_lower": extent.vague_lower,
                "vague_upper": extent.vague_upper,
            }
            for extent in item.extents
        ]
        told = one.get("extents", [days])
        assert told == [{key: value for key, value in one.items() if value} for one in extents]
    many = list(parts(({"k": k, "text": "移民" * 20} for k in range(1_000)), 10_000))
    assert max(map(len, many)) <= 10_500
    assert [one["k"] for part in many for one in json.loads(part)] == list(range(1_000))


def test_the_page_has_short_names_of_sources_that_are_not_telegrams(made: dict[str, bytes]) -> None:
    names = {one for one in json.loads(made["timeline/parts/index.json"]) if one[0].isdigit()}
    records = [one for name in names for one in json.loads(made[f"timeline/parts/{name}"])]
    labels = {
        record["sources"][0]: record.get("source_label")
        for record in records
        if "sources" in record
    }
    assert labels["cbmm-2010-01"] == "CBMM Newsletter 2010"
    assert labels["09GUANGZHOU176"] is None


def test_timelinejs_gets_what_it_requires(made: dict[str, bytes]) -> None:
    found = json.loads(made["timeline/timelinejs.json"])
    assert found["title"]["text"]["headline"]
    for one in found["events"]:
        assert set(one["start_date"]) == {"year", "month", "day"}
        assert one["text"]["headline"].startswith("<a href=")
        assert one["display_date"]


def test_of_too_many_items_calendars_have_only_documents_and_events(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand sources have ten thousand dates in their texts; those of five are all shown."""
    items = publication.timeline.items
    assert for_display(items) == (items, 0)
    monkeypatch.setattr(timeline_records, "MOST_SHOWN", 20)
    chosen, left = for_display(items)
    assert left > 0
    assert len(chosen) + left == len(items)
    assert {item.layer for item in chosen} == {Layer.DOCUMENT, Layer.EVENT}
    (calendar,) = timeline_ics.assets(publication)
    parsed: Any = Calendar.from_ical(calendar.data)
    assert "dates in texts" in parsed["description"]
    assert {str(one["uid"]).partition("-")[0] for one in parsed.walk("VEVENT")} == {
        "document",
        "event",
    }
    (shown,) = timelinejs.assets(publication)
    told = json.loads(shown.data)
    assert "dates in texts" in told["title"]["text"]["text"]
    assert {one["group"] for one in told["events"]} == {"Documents", "Events"}


def test_events_are_exported_like_registers(
    made: dict[str, bytes], publication: Publication
) -> None:
    found = json.loads(made["data/events.json"])
    assert {one["id"] for one in found} == {event.id for event in publication.events}
    assert all(one["kind"] == "event" and one["label"] and one["date"] for one in found)
    assert all(one["labels"]["en"] == one["label"] for one in found)


@pytest.mark.parametrize(("language", "labels"), [("de", {"de", "zh"}), ("zh", {"zh"})])
def test_titles_of_events_are_in_the_language_of_the_edition(
    publication: Publication, language: str, labels: set[str]
) -> None:
    event = next(one for one in publication.timeline.items if one.layer is Layer.EVENT)
    changed = replace(
        publication,
        settings=replace(publication.settings, language=language),
        timeline=replace(publication.timeline, items=(replace(event, title_zh="大会"),)),
    )
    _, events = timeline_json.assets(changed)
    (record,) = json.loads(events.data)
    assert set(record["labels"]) == labels
    assert record["labels"][language] == event.title


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["timeline", "--project", str(PROJECT), *arguments])
    return result.exit_code, result.output


def test_the_command_filters_by_time_and_entity() -> None:
    code, text = run("--from", "2009", "--to", "2009-03", "--entity", "zhang-zhinan")
    assert code == 0
    assert "25–26 February 2009" in text
    assert "2020" not in text


@pytest.mark.parametrize("form", ["json", "csv", "ics"])
def test_every_format_can_be_printed(form: str) -> None:
    code, text = run("--from", "2015", "--format", form)
    assert code == 0
    assert "event-tip-report-2015" in text
    assert "event-tvpa-2000" not in text


def test_for_a_misspelt_entity_the_nearest_is_proposed() -> None:
    assert "Did you mean `fujian`?" in run("--entity", "fujin")[1]
    assert run("--from", "last year")[0] != 0
    assert run("--from", "2015", "--to", "1815") == (0, "Nothing.\n")
