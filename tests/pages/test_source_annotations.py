"""Annotations on the page of a source: names, dates, notes, references, related sources."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml.html import HtmlElement  # type: ignore[import-untyped]  # ships no types

from builders.model.page import Page
from builders.model.publication import Publication
from builders.pages import pages
from tests.pages.conftest import page_at
from tests.pages.html import of_class, rendered
from tests.publication import understood_publication
from tests.two_cables import two_cables

Render = Callable[[Page], str]

LATER = """\
\u00b61. (U) SUMMARY: Lin Wei spoke on 20 March 2009. Lin Wei is "a
student of the law". END SUMMARY.

The Border Office Speaks
------------------------

\u00b62. (U) The Border Office asked Lin Wei about 08 GUANGZHOU 9, since 2002
the rule. (Note: The rule is said to be older. End note.) See also
08 BEIJING 1234. Lin's answer was short.

GOLDBERG
"""
FILES = {
    **two_cables(LATER, "\u00b61. (U) The Border Office is new. Lin Wei came.\n"),
    "site_src/sources/cable/09GUANGZHOU12.yml": """\
notes:
  - {id: student, kind: identifies, quote: a student of the law, note: "Of *one* law. <b>x</b>"}
  - {id: rule, kind: questions, quote: the rule, near: p2, note: Which is not said., inference: true}
  - {id: answer, kind: explains, quote: Lin, prefix: "1234.", note: The name alone., resp: J. Doe}
  - {id: heading, kind: textual, quote: The Border Office Speaks, note: A heading.}
  - {id: embassy, kind: explains, quote: AMEMBASSY BEIJING 0247, note: The embassy.}
  - {id: caption, kind: explains, quote: SIPDIS, note: A caption.}
  - {id: subject, kind: textual, quote: A Meeting at the Border, prefix: "SUBJECT:", note: Short.}
  - {id: routing, kind: explains, quote: "DE RUEHGZ #0012/01", note: Of the line.}
""",
    "site_src/registers/people.yml": """\
lin-wei:
  label: Lin Wei
  label_zh: 林伟
  role: Student
  names: [Lin]
  description: Studies *law*; is young [@09GUANGZHOU12, ¶1]. Came late.
guard: {label: the guard, is_role: true}
""",
    "site_src/registers/organizations.yml": """\
border-office: {label: Border Office, description: "An office at the border; a small one. It moved."}
""",
}


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """Two cables with every kind of annotation."""
    return understood_publication(tmp_path_factory.mktemp("said") / "publication", FILES)


@pytest.fixture
def page(publication: Publication, render: Render) -> HtmlElement:
    """The page of the cable that has the notes."""
    return rendered(render(page_at("sources/09guangzhou12/index.md", pages(publication))))


@pytest.fixture
def earlier(publication: Publication, render: Render) -> HtmlElement:
    """The page of the cable without notes."""
    return rendered(render(page_at("sources/08guangzhou9/index.md", pages(publication))))


def words_of(page: HtmlElement, address: str) -> HtmlElement:
    """The element with the words of a paragraph."""
    return page.get_element_by_id(address).xpath("./p[contains(@class, 'mu-p')]")[0]


def marks_in(place: HtmlElement) -> list[tuple[str, str, str]]:
    """The marks in an element: words, kind, and `again` for a repetition in the paragraph."""
    return [
        (
            mark.text_content(),
            mark.get("class").split()[1].removeprefix("mu-k-"),
            "again" if "mu-rep" in mark.get("class") else "",
        )
        for mark in of_class(place, "mu-k")
    ]


def test_repeated_mentions_in_a_paragraph_are_distinguished(page: HtmlElement) -> None:
    assert marks_in(words_of(page, "p1")) == [
        ("Lin Wei", "person", ""),
        ("20 March 2009", "date", ""),
        ("Lin Wei", "person", "again"),
    ]
    first, date, again = of_class(words_of(page, "p1"), "mu-k")
    assert first.get("href") == again.get("href") == "../../people/lin-wei/"
    assert (first.get("tabindex"), again.get("tabindex")) == (None, "-1")
    entry = page.get_element_by_id(date.get("href")[1:])
    assert "2009-03-20" in entry.text_content()


def test_a_mention_in_a_heading_is_marked(page: HtmlElement) -> None:
    heading = page.get_element_by_id("s-the-border-office-speaks")
    assert marks_in(heading) == [("Border Office", "org", "again")]
    assert marks_in(words_of(page, "p2"))[0] == ("Border Office", "org", "")


def test_annotations_add_no_words_to_the_text(page: HtmlElement, publication: Publication) -> None:
    blocks = {block.id: block for block in publication.entries[1].document.blocks}
    for address in ("p1", "p2"):
        assert words_of(page, address).text_content() == blocks[address].text.text


def test_a_note_in_the_source_is_distinguished_from_the_editors_notes(page: HtmlElement) -> None:
    (aside,) = of_class(words_of(page, "p2"), "mu-aside")
    assert aside.text_content() == "(Note: The rule is said to be older. End note.)"
    assert aside.get("title") == "A note of the source’s own"
    assert not of_class(words_of(page, "p1"), "mu-aside")


def numbers_in(place: HtmlElement) -> dict[str, HtmlElement]:
    return {mark.get("data-text"): mark for mark in of_class(place, "mu-nr")}


def test_note_numbers_follow_the_passage_and_its_closing_punctuation(page: HtmlElement) -> None:
    one = numbers_in(words_of(page, "p1"))["5"]
    assert one.get("aria-label") == "Editors’ note 5"
    assert one.getprevious().text_content() == "a student of the law"
    assert one.getprevious().tail == '".'
    assert one.getprevious().get("data-n") == "5"
    # An apostrophe that closes no quotation belongs to the word after the number.
    assert numbers_in(words_of(page, "p2"))["8"].tail == "'s answer was short."


def test_note_numbers_and_notes_link_to_each_other(page: HtmlElement) -> None:
    ids = set(page.xpath("//@id"))
    for name in ("student", "rule", "answer", "heading", "embassy", "caption", "subject"):
        head = page.get_element_by_id(f"note-{name}")
        back = head.xpath("./a/@href")[0]
        assert back[1:] in ids
        assert page.get_element_by_id(back[1:]).get("href") == f"#note-{name}"


def test_notes_may_have_markdown_but_no_html(page: HtmlElement) -> None:
    note = page.get_element_by_id("note-student").getparent()
    assert note.xpath(".//em")[0].text_content() == "one"
    assert not note.xpath(".//b")
    assert "<b>x</b>" in note.text_content()


def test_notes_show_kind_judgement_and_author(page: HtmlElement) -> None:
    def ends(name: str) -> list[str]:
        note = page.get_element_by_id(f"note-{name}").getparent()
        return [how.text_content() for how in of_class(note, "mu-how")]

    assert ends("student") == ["identifies"]
    assert ends("rule") == ["leaves open", "the editors’ judgement"]
    assert ends("answer") == ["explains", "J. Doe"]


def test_the_kind_of_a_note_is_not_alone_on_a_line(page: HtmlElement) -> None:
    before = page.xpath("//p/*[contains(@class, 'mu-how')][1]/preceding-sibling::node()[1]")
    assert before
    assert all(text.endswith("\N{NO-BREAK SPACE}") for text in before)


def test_notes_are_in_the_order_of_their_numbers(page: HtmlElement) -> None:
    order = [a.text_content() for a in page.xpath("//*[@class='mu-note-n']/a")]
    assert order == [str(n) for n in range(1, 9)]


def test_a_note_may_be_on_a_heading(page: HtmlElement) -> None:
    heading = page.get_element_by_id("s-the-border-office-speaks")
    assert list(numbers_in(heading)) == ["6"]
    box = page.get_element_by_id("note-heading").getparent().getparent()
    assert box.get("class") == "mu-notes"


def test_notes_on_the_header_are_linked_from_their_fields(page: HtmlElement) -> None:
    listed = of_class(page, "mu-hnotes")[0]
    assert [head.get("id") for head in of_class(listed, "mu-note-n")] == [
        "note-routing",
        "note-embassy",
        "note-caption",
        "note-subject",
    ]
    facts = {
        row.xpath("./dt//*[contains(@class, 'mu-term')]")[0].text_content(): row
        for row in of_class(page, "mu-fact")
    }

    def noted(row: HtmlElement) -> list[str]:
        return [mark.get("href") for mark in of_class(row, "mu-nr")]

    assert noted(facts["Info"]) == ["#note-embassy"]
    assert noted(facts["Marked"]) == ["#note-caption"]
    assert noted(of_class(page, "mu-title")[0]) == ["#note-subject"]
    # No field shows this line, so the note links to the whole card.
    assert page.get_element_by_id("note-routing").xpath("./a/@href") == ["#card"]


def test_mentioned_entries_are_listed_by_kind(page: HtmlElement) -> None:
    section = page.get_element_by_id("mentioned")
    assert [h.text_content() for h in section.xpath("./h3")] == [
        "People 人物",
        "Organizations 机构",
    ]
    entry = page.get_element_by_id("e-lin-wei")
    assert entry.xpath("./a/@href") == ["../../people/lin-wei/"]
    assert entry.xpath("./span[@lang='zh-Hans']")[0].text_content() == "林伟"
    assert of_class(entry, "mu-e-b")[0].text_content() == "Student"
    assert of_class(entry, "mu-e-d")[0].text_content() == "Studies law; is young."
    assert of_class(entry, "mu-e-p")[0].text_content() == "¶1 2 4 mentions"
    assert of_class(entry, "mu-e-p")[0].xpath("./a/@href") == ["#p1", "#p2"]
    # The brief description is the start of the description, so it is not repeated.
    office = page.get_element_by_id("e-border-office")
    assert of_class(office, "mu-e-b")[0].text_content() == "An office at the border; a small one."
    assert of_class(office, "mu-e-p")[0].text_content() == "¶2 heading 2 mentions"


def test_dates_are_listed_chronologically(page: HtmlElement) -> None:
    listed = page.xpath("//section[@id='dates']//li")
    assert [of_class(item, "mu-edtf")[0].text_content() for item in listed] == [
        "2002/..",
        "2009-03-20",
    ]
    assert of_class(listed[1], "mu-d-w")[0].text_content() == "20 March 2009"
    assert of_class(listed[0], "mu-d-t")[0].text_content() == "“since 2002”"
    assert listed[0].xpath(".//a/@href") == ["#p2"]


def test_citing_sources_are_listed_with_their_sentence(earlier: HtmlElement) -> None:
    quoted = [quote.text_content().strip() for quote in of_class(earlier, "mu-q")]
    assert len(quoted) == 2
    assert quoted[1].startswith("The Border Office asked Lin Wei about 08 GUANGZHOU 9, since 2002")
    hrefs = [link.get("href") for link in of_class(earlier, "mu-q-p")]
    assert hrefs == ["../09guangzhou12/#card", "../09guangzhou12/#p2"]


def test_a_reference_to_an_absent_telegram_links_to_its_page(page: HtmlElement) -> None:
    (absent,) = of_class(words_of(page, "p2"), "mu-absent")
    assert absent.get("href") == "../../cables/08beijing1234/"
    assert "08BEIJING1234 is not in this publication" in absent.get("title")


def test_related_sources_give_reasons(page: HtmlElement) -> None:
    (related,) = page.xpath("//section[@id='related']//li")
    assert related.xpath(".//p/a/@href") == ["../08guangzhou9/"]
    reasons = {
        row.xpath("./dt")[0].text_content(): row.xpath("./dd//a/@href")
        for row in related.xpath(".//dl/div")
    }
    assert reasons["People"] == ["../../people/lin-wei/"]
    assert reasons["Organizations"] == ["../../organizations/border-office/"]
    assert set(reasons["TAGS"]) == {"../../tags/cvis/", "../../tags/ch/"}


def test_every_id_is_unique_and_every_internal_link_has_a_target(page: HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//@href") if href.startswith("#")} <= set(ids)
    assert {mark.get("data-at") for mark in page.xpath("//*[@data-at]")} <= set(ids)
