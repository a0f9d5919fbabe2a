"""The page of a work: its reference in each style, its links, and the sentences that cite it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from urllib.parse import parse_qs

import pytest
from lxml.html import HtmlElement  # type: ignore[import-untyped]  # ships no types

from builders.arrange import arrange
from builders.citations.formats import coins
from builders.citations.in_text.checks import problems
from builders.citations.in_text.citable_texts import Part
from builders.citations.styles.publication import formatted
from builders.model.entity import Registers, Term
from builders.model.entity import Work as Named
from builders.model.page import Page, ProsePage, make_all
from builders.model.publication import Publication
from builders.model.work import Name, Title, Work, WorkType
from builders.pages import pages
from builders.pages import prose as prose_pages
from builders.pages.bibliography import citing_pages, work_card
from builders.pages.bibliography.citing_passages import Passage
from builders.pages.registers import entries as entry_pages
from builders.pages.registers import lists as register_lists
from tests.citations.entries import SETTINGS, cable
from tests.citations.kinds_of_work import works
from tests.pages.conftest import page_at, publication_of
from tests.pages.html import of_class, rendered

Render = Callable[[Page], str]
METHOD = ProsePage("method.md", "site_src/pages/method.md", "# The method\n\n- As @book has it.\n")


@cache
def edition() -> Publication:
    entry = cable(headnote="First. Then [@book, 7; @thesis].", provenance="Said [@book].")
    registers = Registers(
        terms={"tip": Term(label="TIP", description="Of [@book] and [@09GUANGZHOU999].")},
        works={"thesis": Named.model_validate({"names": ["that thesis"]})},
    )
    found = replace(arrange(SETTINGS, registers, (entry,)), bibliography=works(), prose=(METHOD,))
    return replace(found, formatted=formatted(found))


def page(key: str, render: Render) -> HtmlElement:
    return rendered(
        render(page_at(f"works/{key}/index.md", make_all(entry_pages.units(edition()))))
    )


def text_of(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_work_has_a_page_with_an_address_of_its_own() -> None:
    uris = Counter(shown.uri for shown in pages(edition()))
    assert {f"works/{key}/index.md" for key in works().works} <= set(uris)
    assert [uri for uri, count in uris.items() if count > 1] == []


def test_the_page_of_a_work_has_its_reference_in_every_style(render: Render) -> None:
    shown = page("book", render)
    (reference,) = of_class(shown, "mu-reference")
    assert text_of(reference).startswith(
        "Hudson, Valerie M., and Andrea M. den Boer. Bare Branches"
    )
    styles = [text_of(name) for name in shown.xpath("//*[@class='mu-styles']//dt")]
    assert styles == ["Chicago, author-date", "APA", "MLA", "GB/T 7714", "BibTeX", "RIS", "Files"]
    bibtex, ris = (snippet.text_content() for snippet in of_class(shown, "mu-snippet"))
    assert bibtex.startswith("@book{book,\n")
    assert ris.startswith("TY  - BOOK\n")
    assert shown.xpath("//*[@class='mu-styles']//a[@download]/@href") == [
        "cite.bib",
        "cite.biblatex.bib",
        "cite.ris",
        "cite.csl.json",
    ]


def test_the_page_of_a_work_lists_the_sentences_that_cite_it(render: Render) -> None:
    shown = page("book", render)
    assert [text_of(link) for link in shown.xpath("//*[contains(@class,'mu-citing')]//h3/a")] == [
        "Illegal Migration Remains Serious: Model Bureau Talks of Routes",
        "TIP",
        "The method",
    ]
    assert [text_of(said) for said in of_class(shown, "mu-citing-t")] == [
        "Then (Hudson and den Boer 2004, 7; Pham 2016).",
        "Said (Hudson and den Boer 2004).",
        "Of (Hudson and den Boer 2004) and (09 GUANGZHOU 999).",
        "As Hudson and den Boer (2004) has it.",
    ]
    assert [link.get("href") for link in of_class(shown, "mu-citing-p")] == [
        "../../sources/09guangzhou999/#headnote",
        "../../sources/09guangzhou999/#provenance",
        "../../terms/tip/#said",
        "../../method/#cite-1",
    ]
    assert len(of_class(shown, "mu-said")) == 4


def test_very_many_citing_sentences_have_pages_of_their_own(
    render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work_card, "MOST_SENTENCES", 3)
    monkeypatch.setattr(work_card, "FIRST_SENTENCES", 1)
    monkeypatch.setattr(citing_pages, "SENTENCES_ON_A_PAGE", 3)
    shown = page("book", render)
    assert len(of_class(shown, "mu-citing-t")) == 1
    assert shown.xpath("//a[normalize-space()='All 4 sentences']/@href") == ["cited/"]
    found = [
        one for one in make_all(entry_pages.units(edition())) if "works/book/cited/" in one.uri
    ]
    assert [one.uri for one in found] == [
        "works/book/cited/index.md",
        "works/book/cited/_page_2/index.md",
    ]
    said = [link for one in found for link in of_class(rendered(render(one)), "mu-citing-p")]
    assert [link.get("href").replace("../", "") for link in said] == [
        "sources/09guangzhou999/#headnote",
        "sources/09guangzhou999/#provenance",
        "terms/tip/#said",
        "method/#cite-1",
    ]


def test_links_to_citing_passages_have_targets(render: Render) -> None:
    (term,) = (
        one for one in make_all(entry_pages.units(edition())) if one.uri == "terms/tip/index.md"
    )
    html = rendered(render(term))
    assert text_of(html.get_element_by_id("said")).startswith("Of (Hudson")
    assert html.get_element_by_id("ref-book").xpath("./a/@href")[0] == "../../works/book/"
    (prose,) = prose_pages.from_prose(edition())
    shown = render(prose)
    assert 'id="cite-1"' in shown
    assert 'id="ref-book"' in shown
    assert shown.startswith("# The method\n\n- As <span")


def test_a_doi_is_linked_and_marked_as_external(render: Render) -> None:
    for key, work in works().works.items():
        if work.doi:
            links = page(key, render).xpath("//dl//a[@rel='noopener external']/@href")
            assert f"https://doi.org/{work.doi}" in links
            return
    raise AssertionError


def test_the_page_of_an_uncited_work_says_so(render: Render) -> None:
    (key, *_) = (key for key in works().works if key not in {"book", "thesis"})
    assert (
        "No note, headnote, entry, event or page cites it; it is further reading."
        in page(key, render).text_content()
    )


def test_the_register_of_works_lists_those_that_sources_name(render: Render) -> None:
    shown = rendered(render(page_at("works/index.md", register_lists.pages(edition()))))
    assert shown.xpath("//tbody/tr/@id") == ["entry-thesis"]


def test_a_key_that_is_also_the_id_of_an_entry_is_an_error() -> None:
    clashing = replace(edition(), registers=Registers(terms={"book": Term(label="Book")}))
    # The edition's own file is not read here, so the lines are those of the fixture.
    assert "duplicate-key" in {problem.code for problem in problems(clashing, {})}


def fields(work: Work) -> dict[str, list[str]]:
    return parse_qs(coins.context_object(work))


def test_a_context_object_describes_its_work() -> None:
    book = fields(works().works["book"])
    assert book["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:book"]
    assert book["rft.btitle"][0].startswith("Bare Branches")
    assert book["rft.au"] == ["Hudson, Valerie M.", "den Boer, Andrea M."]
    law = Work(
        key="law",
        type=WorkType.LEGISLATION,
        title=Title("A Law & More"),
        author=(Name(literal="People’s Congress"),),
        issued="1997-03",
    )
    found = fields(law)
    assert found["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:dc"]
    assert found["rft.type"] == ["statute"]
    assert found["rft.title"] == ["A Law & More"]
    assert found["rft.date"] == ["1997-03"]
    assert found["rft.aucorp"] == ["People’s Congress"]
    for issued, date in {
        "2009~": ["2009"],
        "2010-01/2010-06": ["2010"],
        "2010-01-03/2010-01-09": ["2010-01"],
        "0987-05-04": ["0987-05-04"],
        "XXXX-05-04": [],
        "-0043": [],
    }.items():
        assert fields(replace(law, issued=issued)).get("rft.date", []) == date
    both = replace(law, author=(Name(literal="Body One"), Name(literal="Body Two")))
    assert fields(both)["rft.aulast"] == ["Body One", "Body Two"]


def test_a_context_object_has_no_plus_signs_which_would_be_read_as_spaces() -> None:
    work = Work(
        key="x",
        type=WorkType.REPORT,
        title=Title("$1+ Jumps"),
        url="https://example.org/a+b?c+d",
        abstract="Of jumps.",
        keyword=("PHUM", "CH"),
    )
    assert "%2B" not in coins.context_object(work).replace("%252B", "")
    found = fields(work)
    assert found["rft.btitle"] == ["$1＋ Jumps"]
    assert found["rft_id"] == ["https://example.org/a%2Bb?c%20d"]
    assert found["rft.description"] == ["Of jumps."]
    assert found["rft.subject"] == ["PHUM", "CH"]


def test_only_works_and_the_bibliography_have_context_objects(render: Render) -> None:
    offering = {
        shown.uri.split("/")[0] for shown in pages(edition()) if coins.CLASS in render(shown)
    }
    assert offering == {"works", "bibliography"}


@pytest.mark.parametrize(
    ("original", "said"), [("走私", ["走私"]), ("Le trafic", ["Original titleLe trafic"])]
)
def test_the_original_title_is_shown_once(render: Render, original: str, said: list[str]) -> None:
    book = replace(works().works["book"], original_title=original)
    found = replace(works(), works={**works().works, "book": book})
    shown = make_all(entry_pages.units(replace(edition(), bibliography=found)))
    html = rendered(render(page_at("works/book/index.md", shown)))
    found_in = [*of_class(html, "mu-title-2"), *of_class(html, "mu-fact")]
    assert [text_of(part) for part in found_in if original in text_of(part)] == said


def test_links_in_a_quoted_note_are_relative_to_the_citing_page() -> None:
    uri = "sources/one/index.md"
    note = "Of [Ann](people/ann/index.md#mentions), see [@book]."
    passage = Passage("book", uri, "note-a", "One", Part.NOTE, note)
    assert '<a href="../../people/ann/#mentions">' in passage.html(
        publication_of(), "works/book/index.md"
    )
    page = Passage(
        "book", "about.md", "", "About", Part.PAGE, "Of [Ann](people/ann/index.md), see [@book]."
    )
    assert '<a href="../../people/ann/">' in page.html(publication_of(), "works/book/index.md")
