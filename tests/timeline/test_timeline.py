"""Order, overlap and bounds of items on the timeline."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import dates
from builders.inputs.yaml_texts import parse_yaml
from builders.model.timeline import Layer, TimelineItem
from builders.timeline.items import LONGEST_HALF, extents
from builders.timeline.order import arranged, select
from builders.understand import understand
from tests.conftest import PROJECT
from tests.publication import understood_publication

YEAR_RE = re.compile("(?:19|20)[0-9][0-9X]")
"""A year of the last century or this one, whose last digit may be unspecified."""
days = st.dates(date(1900, 1, 1), date(2030, 12, 31))
points = st.one_of(
    days.map(date.isoformat),
    days.map(lambda day: f"{day:%Y-%m}"),
    days.map(lambda day: f"{day:%Y}"),
    days.map(lambda day: f"{day:%Y}~"),
    days.map(lambda day: f"{day:%Y-%m}?"),
    days.map(lambda day: f"{day.year // 10}X"),
    st.tuples(days, st.sampled_from(["21", "22", "23", "24"])).map(lambda p: f"{p[0].year}-{p[1]}"),
)


def _interval(ends: tuple[date, date], form: str) -> str:
    first, last = sorted(ends)
    return form.format(first=first, last=last)


edtf = st.one_of(
    points,
    st.builds(
        _interval,
        st.tuples(days, days),
        st.sampled_from(
            [
                "{first}/{last}",
                "{first:%Y}/{last:%Y}",
                "{first:%Y-%m}~/{last:%Y-%m}",
                "{first}/..",
                "../{last}",
                "[{first:%Y},{last:%Y-%m-%d}]",
                "[{first:%Y-%m},{last:%Y-%m}]",
                "[{first}..{last}]",
                "[{first:%Y-%m}-21..{first:%Y-%m}-28,{last}]",
            ]
        ),
    ),
)


def item(text: str, name: str = "one", layer: Layer = Layer.EVENT) -> TimelineItem:
    parts = extents(text)
    lowers, uppers = [part.lower for part in parts], [part.upper for part in parts]
    return TimelineItem(
        id=name,
        layer=layer,
        title=name,
        edtf=text,
        lower=None if None in lowers else min(day for day in lowers if day),
        upper=None if None in uppers else max(day for day in uppers if day),
        extents=parts,
        one_of=text.startswith("["),
    )


@given(st.lists(edtf, max_size=12), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_input_order(texts: list[str], random) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  # Hypothesis does not export the type
    items = [item(text, f"e{k}") for k, text in enumerate(texts)]
    shuffled = list(items)
    random.shuffle(shuffled)
    assert arranged(items).items == arranged(shuffled).items


@given(st.lists(edtf, max_size=12))
def test_items_are_ordered_by_their_first_known_day(texts: list[str]) -> None:
    ordered = arranged(item(text, f"e{k}") for k, text in enumerate(texts)).items
    firsts = [one.lower or one.upper for one in ordered]
    assert firsts == sorted(first for first in firsts if first)


@given(edtf)
def test_every_date_overlaps_its_own_bounds_and_an_unbounded_range(text: str) -> None:
    one = item(text)
    assert one.overlaps(None, None)
    assert one.overlaps(one.lower, one.upper)


@given(edtf, days, days)
def test_items_outside_a_range_are_before_or_after_it(text: str, a: date, b: date) -> None:
    first, last = min(a, b), max(a, b)
    one = item(text)
    inside = bool(select([one], first, last))
    apart = all(
        (part.upper is not None and part.upper < first)
        or (part.lower is not None and part.lower > last)
        for part in one.extents
    )
    assert inside != apart


@given(edtf, edtf)
def test_overlap_is_symmetric(one: str, other: str) -> None:
    def meet(a: str, b: str) -> bool:
        return any(
            part.overlaps(span.lower, span.upper) for part in extents(a) for span in extents(b)
        )

    assert meet(one, other) == meet(other, one)


@given(edtf)
def test_every_date_can_be_expressed_in_both_languages(text: str) -> None:
    for words in (dates.display(text), dates.chinese.display(text)):
        assert words
        assert not set("~?%[]/X") & set(words)
        assert ".." not in words


@given(edtf)
def test_words_name_only_the_years_of_the_date(text: str) -> None:
    years = {*YEAR_RE.findall(text)}
    assert {*YEAR_RE.findall(dates.display(text))} <= years | {f"{y[:3]}0" for y in years}
    if "X" not in text:
        assert {*YEAR_RE.findall(dates.chinese.display(text))} <= years
        assert YEAR_RE.findall(dates.display(text))


@pytest.mark.parametrize(
    ("text", "vague", "lower", "upper"),
    [
        ("2007-02-14", (False, False), date(2007, 2, 14), date(2007, 2, 14)),
        ("198X", (True, True), date(1980, 1, 1), date(1989, 12, 31)),
        ("2002/..", (False, False), date(2002, 1, 1), None),
        ("../2000", (False, False), None, date(2000, 12, 31)),
        ("2004/", (False, False), date(2004, 1, 1), None),
        ("2011-08-23~/2011-08-29", (True, False), date(2011, 8, 23), date(2011, 8, 29)),
    ],
)
def test_bounds_are_vague_if_the_date_is_qualified(
    text: str, vague: tuple[bool, bool], lower: date | None, upper: date | None
) -> None:
    (one,) = extents(text)
    assert (one.vague_lower, one.vague_upper) == vague
    assert (one.lower, one.upper) == (lower, upper)


def test_a_choice_of_two_months_excludes_the_time_between_them() -> None:
    one = item("[2009-05,2009-07]")
    assert one.overlaps(date(2009, 5, 3), date(2009, 5, 3))
    assert not one.overlaps(date(2009, 6, 1), date(2009, 6, 30))


def test_an_interval_with_an_open_end_is_ordered_by_its_known_end() -> None:
    texts = ["2001", "../2000", "1999", "2000-12-31", "2000-12-31/.."]
    ordered = arranged(item(text, text) for text in texts).items
    assert [one.edtf for one in ordered] == ["1999", "../2000", "2000-12-31", "2000-12-31/..", "2001"]  # fmt: skip


def test_the_dateline_of_a_document_is_not_listed_as_a_date_in_its_text(tmp_path: Path) -> None:
    cases = parse_yaml((PROJECT / "tests/fixtures/timeline/datelines.yml").read_text()).value
    files = {f"site_src/sources/text/{k}.txt": case["text"] for k, case in enumerate(cases)}
    items = understood_publication(tmp_path, files).timeline.items
    for k, case in enumerate(cases):
        own = [one for one in items if one.sources == (str(k),)]
        assert sum(one.layer is Layer.DOCUMENT for one in own) == 1, case["text"]
        listed = [one.edtf for one in own if one.layer is Layer.TEXT]
        assert listed == case["listed"], case["text"]


def test_a_date_in_a_text_is_quoted_with_its_sentence(tmp_path: Path) -> None:
    table = ", ".join(f"{year} sailed" for year in range(1700, 1900))
    text = f"He left on 3 May 1911. On 4 May 1911, No. 5 came. It {table}, and so on. The end."
    found = understood_publication(
        tmp_path, {"site_src/sources/text/first.txt": f"Ships\n\nAll of them.\n\n{text}\n"}
    )
    quoted = {item.edtf: item.evidence[0].text for item in found.timeline.items}
    assert quoted["1911-05-03"] == "He left on 3 May 1911."
    assert quoted["1911-05-04"] == "On 4 May 1911, No. 5 came."
    assert quoted["1700"].startswith("It 1700 sailed, 1701 sailed,")
    assert quoted["1899"].endswith(" 1899 sailed, and so on.")
    # A longer sentence is cut between words.
    middle = quoted["1800"].split(", ")
    assert "1800 sailed" in middle
    assert len(quoted["1800"]) <= 2 * LONGEST_HALF + len("1800")
    assert all(words.endswith("sailed") for words in middle[1:-1])


def test_the_title_of_an_event_has_its_language(tmp_path: Path) -> None:
    files = {
        "references.bib": "@book{a, title={T}, author={B, C}, year={1900}, publisher={P}}\n",
        "site_src/publication.yml": "language: de\n",
        "site_src/registers/events.yml": """\
port: {title: 開港, date: 1859, evidence: [{work: a}]}
railway: {title: Die erste Eisenbahn, date: 1872, evidence: [{work: a}]}
""",
    }
    items = understood_publication(tmp_path / "publication", files).timeline.items
    found = {item.title: item.language for item in items}
    assert found == {"開港": "zh-Hant", "Die erste Eisenbahn": "de"}


def test_the_timeline_of_the_edition_is_complete() -> None:
    publication = understand(PROJECT).publication
    items = publication.timeline.items
    assert len({one.id for one in items}) == len(items)
    layers = {layer: [one for one in items if one.layer is layer] for layer in Layer}
    assert len(layers[Layer.DOCUMENT]) == len(publication.entries)
    assert len(layers[Layer.EVENT]) == len(publication.events)
    recognised = sum(len(entry.annotations.dates) for entry in publication.entries)
    assert len(layers[Layer.TEXT]) == recognised
    # A witness whose date differs is shown beside its event; one that agrees is not.
    law = [one for one in layers[Layer.TEXT] if one.edtf == "1993"]
    assert [(one.event, one.folded) for one in law] == [("event-women-law-1992", False)]
    mou = [one for one in layers[Layer.TEXT] if one.edtf == "2006-05"]
    assert [one.folded for one in mou] == [True]
    for entity, found in publication.timeline.by_entity.items():
        assert all(entity in one.entities for one in found)
