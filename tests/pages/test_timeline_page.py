"""The page of the timeline: its list by years, and the bars behind the brush."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]  # ships no types

from builders.model.timeline import Layer, TimelineItem
from builders.pages.timeline.density import HEIGHT, MOST_BARS, WIDTH, density
from builders.pages.timeline.page import pages
from builders.storage.supplied import TEMPLATES
from builders.templating import Renderer
from builders.timeline.order import arranged
from builders.understand import understand
from tests.conftest import PROJECT
from tests.timeline.test_timeline import item

BAR_RE = re.compile(r"M([\d.]+) [\d.]+V([\d.]+)h[\d.]+V[\d.]+z")


def bars(*dates: str) -> list[tuple[float, float]]:
    """The left edge of each bar, and the distance of its top from the upper edge."""
    found = BAR_RE.findall(density(item(date) for date in dates).path)
    return [(float(left), float(top)) for left, top in found]


def test_the_height_of_a_bar_is_the_square_root_of_its_count() -> None:
    quarter = WIDTH / len(range(2000, 2004))
    assert bars(*["2001"] * 4, "2003-05-02") == [
        (quarter * 1.12, HEIGHT - 31),
        (quarter * 3.12, HEIGHT - 31 / 2),
    ]


def test_with_very_many_years_some_share_a_bar() -> None:
    found = bars(*(str(year) for year in range(1000, 2000)))
    assert MOST_BARS / 2 < len(found) <= MOST_BARS
    assert {top for _, top in found[:-1]} == {HEIGHT - 31}


def test_the_list_is_grouped_by_year() -> None:
    page = next(iter(pages(understand(PROJECT).publication)))
    years = page.context["years"]
    labels = [year.label for year in years]
    assert labels == sorted(set(labels))
    assert [year.anchor for year in years] == [f"y{label}" for label in labels]
    for year in years:
        for row in year.rows:
            known = row.item.lower or row.item.upper
            assert known is not None
            assert str(known.year) == year.label


@pytest.mark.parametrize(
    ("things", "lead"),
    [
        (
            [("2007", Layer.DOCUMENT), ("2008", Layer.DOCUMENT), ("2009", Layer.EVENT)],
            "From 2007 to 2009: 2 documents, 1 event.",
        ),
        (
            [("2007", Layer.DOCUMENT), ("2007-05", Layer.TEXT)],
            "In 2007: 1 document, 1 date in the texts.",
        ),
        ([("1900", Layer.EVENT)] * 1200, "In 1900: 1,200 events."),
    ],
)
def test_the_lead_names_what_the_timeline_has(things: list[tuple[str, Layer]], lead: str) -> None:
    items = [item(edtf, f"e{k}", layer) for k, (edtf, layer) in enumerate(things)]
    (found,) = rendered(items).find_class("mu-lead")
    assert found.text_content() == f"{lead} Each leads to the passage or the work that it rests on."


def rendered(items: list[TimelineItem]) -> Any:
    """The page of a timeline with the given items, parsed."""
    publication = replace(understand(PROJECT).publication, timeline=arranged(items))
    page = next(iter(pages(publication)))
    return html.fromstring(Renderer(PROJECT / TEMPLATES).render(page).split("---\n", 2)[2])


def test_numbers_have_no_superfluous_digits() -> None:
    """Coordinates have no `.0`, and counts have separators of thousands."""
    page = rendered([item("2007-05", f"e{k}", Layer.EVENT) for k in range(1_234)])
    told = [*page.xpath("//svg//@*[name() != 'class' and name() != 'href']")]
    assert not [value for value in told if re.search(r"\.0(?!\d)|\d\.\d\d\d", value)]
    assert [one.text.strip() for one in page.find_class("cln")] == ["1,234", "1,234", "4"]
