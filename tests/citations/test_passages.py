"""Which sentences cite a work, and where they are."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from builders.citations.in_text.citable_texts import Part
from builders.model.annotation import Annotations, PlacedNote
from builders.model.entity import Registers, Term, Where
from builders.model.event import Event, PlacedEvent
from builders.model.page import ProsePage
from builders.model.sidecar import Note, NoteKind
from builders.pages.bibliography import citing_passages
from builders.pages.bibliography.citing_passages import Passage, passages
from builders.pages.sentences import sentences
from builders.spans import Span
from tests.citations.entries import cable, publication
from tests.citations.kinds_of_work import works
from tests.citations.test_on_pages import without_tags


def test_a_passage_is_the_citing_sentence_with_its_place() -> None:
    note = Note(
        id="a-note",
        quote="x",
        kind=NoteKind.EXPLAINS,
        note="One thing. Another, says @book [7]. More.",
    )
    entry = cable(headnote="First [@thesis]. Then\n*second* [@book; @thesis, 3].")
    placed = PlacedNote(note, 1, "p1", Span(0, 1))
    entry = replace(entry, annotations=Annotations(notes=(placed,)))
    found = replace(
        publication(entry, bibliography=works()),
        registers=Registers(terms={"tip": Term(label="TIP", description="Of [@09GUANGZHOU999].")}),
        prose=(ProsePage("method.md", "x/method.md", "# Method\n\nAs [@book] has it.\n"),),
    )
    by = passages(found)
    assert [(p.uri, p.fragment, p.part, p.text) for p in by["book"]] == [
        (
            "sources/09guangzhou999/index.md",
            "headnote",
            "headnote",
            "Then *second* [@book; @thesis, 3].",
        ),
        ("sources/09guangzhou999/index.md", "note-a-note", "note", "Another, says @book [7]."),
        ("method.md", "cite-1", "page", "As [@book] has it."),
    ]
    assert [p.text for p in by["thesis"]] == [
        "First [@thesis].",
        "Then *second* [@book; @thesis, 3].",
    ]
    (described,) = by["09GUANGZHOU999"]
    assert (described.uri, described.where) == ("terms/tip/index.md", "TIP")
    first = by["book"][0]
    assert first.href("works/book/index.md") == "../../sources/09guangzhou999/#headnote"
    html = first.html(found, "works/book/index.md")
    assert without_tags(html) == "Then second (Hudson and den Boer\u00a02004; Pham\u00a02016, 3)."
    assert "<em>second</em>" in html
    assert '<mark class="mu-said">Hudson and den Boer\u00a02004</mark>' in html


@pytest.mark.parametrize(
    ("uri", "written", "href"),
    [
        ("method.md", "sources/x/index.md#p5", "../../sources/x/#p5"),
        ("method.md", "#dates", "../../method/#dates"),
        ("sources/x/index.md", "../y/#p2", "../../sources/y/#p2"),
        ("zh/method.md", "../index.md", "../../"),
        ("method.md", "https://example.org/a/", "https://example.org/a/"),
        ("method.md", "my%20page.md#a%20b", "../../my%20page/#a%20b"),
    ],
)
def test_links_in_a_quoted_sentence_keep_their_target(uri: str, written: str, href: str) -> None:
    text = f"See [there]({written}), and [@book]."
    passage = Passage("book", uri, "", "Method", Part.PAGE, text)
    html = passage.html(publication(cable(), bibliography=works()), "works/book/index.md")
    assert f'<a href="{href}">there</a>' in html


def test_a_paragraph_is_divided_once_however_much_it_cites(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    divided: list[str] = []

    def counted(text: str) -> tuple[Span, ...]:
        divided.append(text)
        return sentences(text)

    monkeypatch.setattr(citing_passages, "sentences", counted)
    text = f"# Of it\n\n{'It is so [@book]. ' * 20}\n\nAnd so [@thesis], [@book].\n"
    page = ProsePage("method.md", "site_src/pages/method.md", text)
    by = passages(replace(publication(cable(), bibliography=works()), prose=(page,)))
    assert [one.text for one in by["book"]] == ["It is so [@book].", "And so [@thesis], [@book]."]
    assert len(divided) == 2


def test_each_list_item_is_a_sentence_and_full_stops_in_citations_end_none() -> None:
    text = (
        "---\ntitle: The Method\n---\n# Of it\n\n- One [see @book, ch. 2; @thesis].\n- Two @book.\n"
    )
    page = ProsePage("method.md", "site_src/pages/method.md", text)
    by = passages(replace(publication(cable(), bibliography=works()), prose=(page,)))
    assert [(p.where, p.fragment, p.text) for p in by["book"]] == [
        ("The Method", "cite-1", "One [see @book, ch. 2; @thesis]."),
        ("The Method", "cite-2", "Two @book."),
    ]


@pytest.mark.parametrize(
    ("head", "called"),
    [
        ("---\n# for the theme\ntitle: The Method\n---\n\n# Of it", "The Method"),
        ("---\n# for the theme\nhide: toc\n---\n\n# Of it", "Of it"),
        ("Words.\n\n# Of it\n\ntitle: none", "Of it"),
        ("Words.", "zh/method"),
    ],
)
def test_a_citing_page_is_named_by_its_own_title(head: str, called: str) -> None:
    page = ProsePage("zh/method.md", "site_src/pages/zh/method.md", f"{head}\n\nSee @book.\n")
    by = passages(replace(publication(cable(), bibliography=works()), prose=(page,)))
    assert [one.where for one in by["book"]] == [called]


@pytest.mark.parametrize(
    "title", ["1. May demonstration", "A. Roe leaves. She is *gone* @book", "- x"]
)
def test_the_title_of_an_event_is_quoted_as_it_is_written(title: str) -> None:
    event = Event.model_validate({"title": title, "date": "1999", "evidence": [{"work": "thesis"}]})
    placed = PlacedEvent("beginning", event, (), Where("events.yml", 1))
    found = replace(publication(cable(), bibliography=works()), events=(placed,))
    by = passages(found)
    assert list(by) == ["thesis"]
    (passage,) = by["thesis"]
    words = passage.html(found, "works/thesis/index.md")
    assert re.fullmatch(rf"{re.escape(title)} <span class=.*", unescape(words))


def test_an_event_cites_its_evidence() -> None:
    event = Event.model_validate(
        {
            "title": "It began",
            "date": "1999",
            "evidence": [{"work": "book", "locator": "7"}],
            "description": "So @thesis.",
        }
    )
    placed = PlacedEvent("beginning", event, (), Where("events.yml", 1))
    found = replace(publication(cable(), bibliography=works()), events=(placed,))
    by = passages(found)
    assert [(p.uri, p.fragment, p.text) for those in by.values() for p in those] == [
        ("timeline/index.md", "event-beginning", "It began [@book, 7]"),
        ("timeline/index.md", "event-beginning", "So @thesis."),
    ]


def test_an_event_that_is_on_no_page_cites_nothing() -> None:
    record = {"title": "It began", "date": "-0043", "evidence": [{"work": "thesis"}]}
    event = Event.model_validate({**record, "description": "So @book."})
    placed = PlacedEvent("beginning", event, (), Where("events.yml", 1))
    found = replace(publication(cable(), bibliography=works()), events=(placed,))
    assert passages(found) == {}
