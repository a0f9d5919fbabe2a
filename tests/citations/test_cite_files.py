"""Citation files for several works: beside register entries, TAGS codes and originators."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
import rispy

from builders.arrange import arrange
from builders.citations.formats.file_formats import FORMATS, FileFormat
from builders.exports.citation_lists import units
from builders.model.mention import Mention
from builders.model.page import Page, make_all
from builders.model.publication import Publication
from builders.pages import citation_files, tags
from builders.spans import Span
from tests.citations.entries import REGISTERS, SETTINGS, cable, newsletter
from tests.citations.kinds_of_work import works

CONGEN = "us-consulate-general-guangzhou"


def publication() -> Publication:
    entries = (cable(), newsletter())
    mentions = {CONGEN: tuple((entry, mention()) for entry in (*entries, entries[0]))}
    found = arrange(SETTINGS, REGISTERS, entries)
    return replace(found, bibliography=works(), mentions_of=mentions)


def mention() -> Mention:
    span = Span(0, 1)
    return Mention(CONGEN, "organization", "the consulate", "p1", span, span, "x")


def files() -> dict[str, str]:
    return {asset.uri: asset.data.decode() for asset in make_all(units(publication()))}


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.ending)
def test_joined_records_equal_a_file_of_all_works(form: FileFormat) -> None:
    several = list(works().works.values())
    assert form.joined(form.dumps([work]) for work in several) == form.dumps(several)
    assert form.joined([form.dumps(several[:1])]) == form.dumps(several[:1])


def test_an_entry_has_files_with_each_source_that_mentions_it_once() -> None:
    made = files()
    for form in FORMATS:
        assert f"organizations/{CONGEN}/cite.{form.ending}" in made
    sources = json.loads(made[f"organizations/{CONGEN}/cite.csl.json"])
    assert [source["id"] for source in sources] == ["09guangzhou999", "newsletter-2010"]
    assert len(rispy.loads(made[f"organizations/{CONGEN}/cite.ris"])) == 2


def test_tags_and_originators_have_files_with_their_sources() -> None:
    made = files()
    assert [s["id"] for s in json.loads(made["tags/cvis/cite.csl.json"])] == ["09guangzhou999"]
    assert "originators/consulate-guangzhou/cite.bib" in made


def test_too_long_a_list_has_no_files_and_points_to_the_bibliography(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert citation_files.cite_files("tags/cvis/index.md", 0).files == ()
    assert len(
        citation_files.cite_files("tags/cvis/index.md", citation_files.MOST_SOURCES).files
    ) == len(FORMATS)
    many = citation_files.cite_files("tags/cvis/index.md", citation_files.MOST_SOURCES + 1)
    assert (many.files, many.whole_href) == ((), "../../bibliography/")
    monkeypatch.setattr("builders.exports.citation_lists.MOST_SOURCES", 1)
    made = files()
    assert f"organizations/{CONGEN}/cite.bib" not in made
    assert "tags/cvis/cite.bib" in made


def test_every_link_of_a_page_leads_to_a_file() -> None:
    made = files()
    for page in listed():
        folder = page.uri.removesuffix("index.md")
        for _, href in page.context["files"].files:
            assert f"{folder}{href}" in made


def listed() -> Iterator[Page]:
    for page in make_all(tags.units(publication())):
        if "files" in page.context:
            yield page
