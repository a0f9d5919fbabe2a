"""The register of events: where its evidence is, and the contradictions that are reported."""

from __future__ import annotations

import re
from pathlib import Path
from time import process_time

import pytest

from builders.anchoring import MOST_SEARCHED
from builders.model.entity import Where
from builders.model.event import Event, PlacedEvent
from builders.problems import Severity
from builders.timeline.duplicates import twins
from builders.timeline.events import FILE, read_events, schema
from builders.timeline.evidence import curated_events
from builders.understand import understand
from tests.conftest import PROJECT

LETTER = """\
The border

In May 2006 the two bodies signed a paper. They had met in 2003, and
again in
2004. A second meeting is planned for late 2008.
"""
PLACES = "lin:\n  label: Lin\n  type: city\n"
EVENT = """\
paper-signed:
  title: A paper is signed
  date: 2006-05
  place: lin
  category: treaty
  evidence:
    - source: letter
      quote: In May 2006 the two bodies signed a paper
"""


LANES = """\
lanes:
  - id: agreements
    name: Agreements
    categories: [{id: treaty, name: Treaties}]
  - id: doings
    name: Doings
    categories: [{id: meeting, name: Meetings}, {id: case, name: Cases}]
"""


def problems(folder: Path, events: str, settings: str = LANES) -> list[tuple[str, int | None, str]]:
    """Code, line and message of each problem found in a register of events."""
    for name, text in {
        "mkdocs.yml": "site_name: Papers\n",
        "site_src/publication.yml": settings,
        "site_src/sources/text/letter.txt": LETTER,
        "site_src/sources/text/letter.yml": "date: 2007-02-14\n",
        "site_src/registers/places.yml": PLACES,
        FILE: events,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    understood = understand(folder)
    found = [problem for problem in understood.problems if problem.file == FILE]
    return [(p.code, p.line, f"{p.message} {p.hint}") for p in found]


def test_the_evidence_of_an_event_is_located_in_its_source(tmp_path: Path) -> None:
    assert problems(tmp_path, EVENT) == []
    (placed,) = understand(tmp_path).publication.events
    (witness,) = placed.witnesses
    assert witness.edtf == "2006-05"
    assert witness.text == "In May 2006 the two bodies signed a paper"
    assert placed.entities == {"lin"}
    assert placed.where == (FILE, 1)


@pytest.mark.parametrize(
    ("change", "code", "line", "words"),
    [
        (("place: lin", "place: linn"), "unknown-id", 4, "Did you mean `lin`?"),
        (("place: lin", "participants: [li]"), "unknown-id", 4, "in no register"),
        (("category: treaty", "category: treety"), "unknown-category", 5, "Did you mean `treaty`?"),
        (("category: treaty", "category: Birth"), "unknown-category", 5, "in site_src/publication.yml"),
        (("  category: treaty\n", ""), "missing-key", 1, "one of: `case`, `meeting`, `treaty`."),
        (("date: 2006-05", "date: May 2006"), "wrong-value", 3, "no"),
        (("date: 2006-05", "date: 2007/2006"), "wrong-value", 3, "ends before it begins"),
        (("source: letter", "source: leter"), "unknown-source", 7, "Did you mean `letter`?"),
        (("two bodies signed a", "three bodies signed a"), "lost-passage", 8, "Nearest:"),
        (("quote: In May 2006 the two bodies signed a paper", "quote: a"), "lost-passage", 8, "times"),
        (("date: 2006-05", "date: 2008"), "dated-later", 7, "2007-02-14"),
        (("date: 2006-05", "date: 2006-06"), "dated-otherwise", 8, "May 2006"),
        (("      quote", "      date: 2005\n      quote"), "dated-otherwise", 9, "2005"),
        (("category: treaty", "stauts: planned\n  category: treaty"), "unknown-key", 5, "status"),
        (("    - source: letter\n      quote", "    - quote"), "wrong-value", 7, "`source`"),
        (("paper-signed:", "Paper_signed:"), "bad-id", 1, "Paper_signed"),
    ],
)  # fmt: skip
def test_a_mistake_is_reported_with_its_line(
    tmp_path: Path, change: tuple[str, str], code: str, line: int, words: str
) -> None:
    assert EVENT.count(change[0]) >= 1
    found = problems(tmp_path, EVENT.replace(*change))
    assert (code, line) in [one[:2] for one in found], found
    assert any(words in one[2] for one in found)


def test_the_nearest_words_are_searched_for_a_limited_number_of_quotes(tmp_path: Path) -> None:
    lost = EVENT.replace("two bodies", "2 bodies")
    events = "".join(lost.replace("paper-signed", f"e{k}") for k in range(MOST_SEARCHED + 2))
    found = [words for code, _, words in problems(tmp_path, events) if code == "lost-passage"]
    assert len(found) == MOST_SEARCHED + 2
    assert len([words for words in found if "Nearest: " in words]) == MOST_SEARCHED


@pytest.mark.parametrize(
    ("settings", "category", "codes"),
    [
        ("", "", []),
        ("", "  category: treaty\n", ["unknown-category"]),
        (f"{LANES}  - {{id: other, name: Others}}\n", "", []),
        # If the settings cannot be read, events get no problems of their own.
        (f"{LANES}colour: red\n", "  category: birth\n", []),
    ],
)
def test_a_category_must_belong_to_a_lane(
    tmp_path: Path, settings: str, category: str, codes: list[str]
) -> None:
    event = EVENT.replace("  category: treaty\n", category)
    assert [one[0] for one in problems(tmp_path, event, settings)] == codes


def test_a_witness_may_give_another_date_if_the_editors_say_so(tmp_path: Path) -> None:
    event = EVENT.replace("date: 2006-05", "date: 2006-04-30").replace(
        "      quote", "      date: 2006-05\n      quote"
    )
    assert problems(tmp_path, event) == []


def test_a_planned_event_may_be_later_than_its_evidence(tmp_path: Path) -> None:
    event = """\
meeting:
  title: A second meeting
  date: 2008-11-03
  category: meeting
  evidence:
    - work: somewhere
    - source: letter
      quote: A second meeting is planned for late 2008
      date: 2008
      status: planned
"""
    assert problems(tmp_path, event) == []
    assert "dated-later" in {
        one[0] for one in problems(tmp_path, event.replace("      status: planned\n", ""))
    }


def test_a_quote_may_continue_on_the_next_line(tmp_path: Path) -> None:
    event = EVENT.replace("2006-05", "2004").replace(
        "In May 2006 the two bodies signed a paper", "and again in 2004"
    )
    assert problems(tmp_path, event) == []


@pytest.mark.parametrize("date", ['"-0044-03-15"', "0000", '"XXXX-05-03"', "Y-17000"])
def test_an_event_that_has_no_place_on_the_timeline_is_reported(tmp_path: Path, date: str) -> None:
    evidence = "quote: the two bodies"
    event = EVENT.replace("2006-05", date).replace("quote: In May 2006 the two bodies", evidence)
    assert [one[:2] for one in problems(tmp_path, event)] == [("off-timeline", 3)]


def test_events_that_look_alike_are_reported(tmp_path: Path) -> None:
    twin = EVENT.replace("paper-signed", "paper").replace(
        "A paper is signed", "The paper is signed"
    )
    found = problems(tmp_path, EVENT + twin)
    assert [one[:2] for one in found] == [("twin-events", 10)]
    other = twin.replace("The paper is signed", "A quarrel").replace("treaty", "case")
    assert problems(tmp_path, EVENT + other) == []


def test_a_similar_event_with_a_less_precise_date_is_reported(tmp_path: Path) -> None:
    twin = EVENT.replace("paper-signed", "paper").replace("date: 2006-05", "date: 2006")
    assert [one[:2] for one in problems(tmp_path, EVENT + twin)] == [("twin-events", 10)]


def test_two_events_with_the_same_quote_are_reported(tmp_path: Path) -> None:
    twin = EVENT.replace("paper-signed", "agreement").replace(
        "A paper is signed", "Neighbours come to terms"
    )
    assert [one[:2] for one in problems(tmp_path, EVENT + twin)] == [("twin-events", 10)]
    other = twin.replace("category: treaty", "category: meeting")
    assert problems(tmp_path, EVENT + other) == []


def test_comparing_events_takes_no_quadratic_time() -> None:
    def seconds(count: int) -> float:
        many = [
            PlacedEvent(
                f"e{k}",
                Event.model_validate(
                    {
                        "title": f"Meeting {k} on border {k % 7} with delegation {k % 91}",
                        "date": f"{1900 + k % 100}",
                        "category": "meeting",
                        "evidence": [{"work": "x"}],
                    }
                ),
                (),
                Where(FILE, k),
            )
            for k in range(count)
        ]
        begin = process_time()
        list(twins(many))
        return process_time() - begin

    seconds(100)
    assert seconds(8_000) < 40 * max(seconds(1_000), 0.02)


def test_a_missing_file_is_an_empty_register(tmp_path: Path) -> None:
    assert read_events(tmp_path)[0].events == {}


def test_the_schema_file_matches_the_model() -> None:
    path = PROJECT / "site_src/schemas/events.schema.json"
    assert path.read_text() == schema()


def test_the_editions_events_are_sound() -> None:
    publication = understand(PROJECT).publication
    keys = re.findall(r"^@\w+\{([^,\s]+),", (PROJECT / "references.bib").read_text(), re.MULTILINE)
    works = {key: key for key in keys}
    events, found = curated_events(PROJECT, publication.registers, publication.entries, works)
    assert [str(one) for one in found if one.severity is not Severity.NOTICE] == []
    assert len(events) >= 60
    told = {w.source for event in events for w in event.witnesses if w.source}
    assert told == {entry.id for entry in publication.entries}
