"""Adapted styles, with and without locators, which let pandoc format all works in one run."""

from __future__ import annotations

import re

import pytest

from builders.citations.styles import csl_styles, inlines, layouts, pandoc
from builders.model.citation import Style

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Small</title><id>small</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <macro name="place">
    <choose>
      <if variable="locator" match="none"><text value="as a whole"/></if>
      <else-if locator="page"><text variable="locator" prefix="on "/></else-if>
      <else-if locator="paragraph" type="book">
        <label variable="locator" form="short"/><text variable="locator" prefix=" "/>
      </else-if>
    </choose>
  </macro>
  <citation>
    <sort><key variable="title"/></sort>
    <layout delimiter="; ">
      <text variable="title"/><text macro="place" prefix=": "/>
    </layout>
  </citation>
  <bibliography>
    <sort><key variable="title"/></sort>
    <layout suffix="."><text variable="title"/><text macro="place" prefix=", "/></layout>
  </bibliography>
</style>
"""
WORKS = [
    {"id": "0", "type": "book", "title": "Roads"},
    {"id": "1", "type": "book", "title": "Roads"},
    {"id": "2", "type": "book", "title": "Bridges"},
]


def citation_and_reference(style: str) -> list[tuple[str, str]]:
    """The citation and the entry in the reference list of each work."""
    found = pandoc.format_all(style, "en-US", WORKS, "para. 7")
    results = (found[str(work["id"])] for work in WORKS)
    return [
        (inlines.rendered(result.citation).text, inlines.rendered(result.reference).text)
        for result in results
    ]


def test_without_locators_a_work_is_cited_as_a_whole() -> None:
    assert citation_and_reference(layouts.without_locators(STYLE)) == [
        ("Roads: as a whole", "Roads, as a whole."),
        ("Roads: as a whole", "Roads, as a whole."),
        ("Bridges: as a whole", "Bridges, as a whole."),
    ]


def test_with_locators_a_place_is_cited_and_nothing_is_listed() -> None:
    assert citation_and_reference(layouts.with_locators(STYLE)) == [
        ("Roads: para. 7", ""),
        ("Roads: para. 7", ""),
        ("Bridges: para. 7", ""),
    ]


@pytest.mark.parametrize("style", Style)
def test_adapted_styles_choose_by_locator_and_sort_nothing(style: Style) -> None:
    text = csl_styles.adapted_style(style)
    for made in (layouts.without_locators(text), layouts.with_locators(text)):
        assert re.search(
            r'<citation\b[^<>]*>\s*<layout\b[^<>]*>\s*<choose>\s*<if variable="locator">', made
        )
        assert "<sort" not in made
        assert '"locator"' in made
    assert '<text variable="locator"' not in layouts.without_locators(text)
    assert "<bibliography" not in layouts.with_locators(text)
