"""Citations are found where editors write them, and nowhere else."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.citations.in_text import locators
from builders.citations.in_text.checks import Citable, check, problems
from builders.citations.in_text.replacing import convert_with_citations, replace_citations
from builders.citations.in_text.syntax import citations_in
from builders.model.citation import Citation, LocatorLabel
from builders.model.entity import Registers, Term, Where
from builders.model.event import Event, PlacedEvent
from builders.model.page import ProsePage
from tests.citations.entries import cable, publication


def keys_of(text: str) -> list[str]:
    return [item.key for citation in citations_in(text) for item in citation.items]


def locators_of(text: str) -> list[str]:
    (citation,) = citations_in(text)
    return [
        locators.format_locator(locator) for item in citation.items for locator in item.locators
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So says one [@chin-1999].", ["chin-1999"]),
        ("[@chin-1999, 12-15]", ["chin-1999"]),
        ("[see @a, ch. 2; @b]", ["a", "b"]),
        ("[@09GUANGZHOU176, ¶5]", ["09GUANGZHOU176"]),
        ("As @chin-1999 says.", ["chin-1999"]),
        ("It ends with @chin-1999.", ["chin-1999"]),
        ("@chin-1999's book", ["chin-1999"]),
        ("(@chin-1999)", ["chin-1999"]),
        (r"\[@chin-1999]", ["chin-1999"]),
        ("参见[@a，第5段]和@b。", ["a", "b"]),
        ("[-@a] and -@b", ["a", "b"]),
        ("[@{odd/key}]", ["odd/key"]),
        ("[@one][@two]", ["one", "two"]),
        ("[@a; and others; @b]", ["a", "b"]),
        ("over a line [@cable-07guangzhou618,\n  ¶1-2]", ["cable-07guangzhou618"]),
    ],
)
def test_a_citation_is_found(text: str, expected: list[str]) -> None:
    assert keys_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "kgormanbest@example.org",
        "write to [the project](mailto:someone@example.org)",
        "E-mail: someone@example.org, other.one@example.org",
        "[someone@example.org]",
        r"\@chin-1999",
        "`[@chin-1999]`",
        "``a ` [@chin-1999]``",
        "```bibtex\n@misc{chin-1999,\n}\n```",
        "~~~\n[@chin-1999]\n~~~\n",
        "<!-- [@chin-1999] -->",
        '<a href="x" title="@chin-1999">x</a>',
        "[@chin-1999](https://example.org/)",
        "https://example.org/@chin-1999",
        "---\ntitle: '@chin-1999'\n---\n",
        "a list[^1]\n\n[^1]: of notes",
        "[a\n\n@]",
        "@ alone",
        "[office hours @ noon]",
    ],
)
def test_text_that_only_looks_like_a_citation_is_not_one(text: str) -> None:
    assert list(citations_in(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@a, 12-15]", ["12–15"]),
        ("[@a, p. 12]", ["12"]),
        ("[@a, pp. 12–15, 20]", ["12–15", "20"]),
        ("[@a, ch. 2]", ["ch. 2"]),
        ("[@a, ¶3, ¶5]", ["¶3", "¶5"]),
        ("[@a, ¶3, 5 and 7]", ["¶3", "¶5", "¶7"]),
        ("[@a, ¶1-2]", ["¶¶1–2"]),
        ("[@a, article 240]", ["art. 240"]),
        ("[@a, articles 318-320]", ["arts. 318–320"]),
        ("[@a, §§ 3-4]", ["§§3–4"]),
        ("[@a, n. 7]", ["n. 7"]),
        ("[@a, p. xii-xv]", ["xii–xv"]),
        ("[@a, 第5段]", ["¶5"]),
        ("@a [p. 33] says", ["33"]),
        ("[@a, 2009 edition]", []),
        ("[@a, somewhere]", []),
    ],
)
def test_locators_are_read(text: str, expected: list[str]) -> None:
    assert locators_of(text) == expected


def test_words_around_a_key_are_read_as_prefix_and_suffix() -> None:
    (citation,) = citations_in("[see also @a, ch. 2, on routes; -@b, 7]")
    one, other = citation.items
    assert (one.prefix, one.suffix, one.locators[0].label) == (
        "see also",
        "on routes",
        LocatorLabel.CHAPTER,
    )
    assert (other.bare, other.locators[0].first) == (True, "7")
    assert not citation.narrative


def test_spans_are_offsets_in_the_text() -> None:
    text = "One `@no` says [see @a, 7]; @b [8] says other."
    found = list(citations_in(text))
    assert [text[slice(*citation.span)] for citation in found] == ["[see @a, 7]", "@b [8]"]
    assert [text[slice(*citation.items[0].span)] for citation in found] == ["a", "b"]
    assert [citation.narrative for citation in found] == [False, True]


@given(st.text(alphabet="[]@`;,-\\<>!()~a1.¶ \n", max_size=200))
def test_any_text_can_be_searched_for_citations(text: str) -> None:
    for citation in citations_in(text):
        assert 0 <= citation.span.start < citation.span.end <= len(text)
        assert citation.items
        for item in citation.items:
            assert text[slice(*item.span)] == item.key


@pytest.mark.parametrize(
    "odd",
    [
        "[" * 40_000,
        "```\n" * 9_999,
        "[@a;" * 9_999,
        "<!--" * 9_999,
        "[a](" * 9_999,
        "` `` " * 9_999,
        f"[@a, {'1-' * 9_999}]",
        f"[@a, {'1, ' * 9_999}]",
        "[@a] " * 9_999,
    ],
    ids=lambda odd: odd[:6],
)
def test_hostile_text_takes_linear_time(odd: str) -> None:
    began = time.process_time()
    list(citations_in(odd))
    assert time.process_time() - began < 2


def marked(citation: Citation) -> str:
    return f"<cite>{'+'.join(item.key for item in citation.items)}</cite>"


def test_citations_are_replaced_in_html_and_markdown() -> None:
    text = "*One* [@a; @b] `[@c]` \ue0100\ue011."
    assert replace_citations(text, marked).startswith("*One* <cite>a+b</cite> `[@c]`")

    def convert(markdown: str) -> str:
        return f"<p>{markdown.replace('<', '&lt;')}</p>"

    assert (
        convert_with_citations(text, convert, marked) == "<p>*One* <cite>a+b</cite> `[@c]` 0.</p>"
    )


def test_an_unknown_key_is_an_error_with_its_line_and_the_nearest_keys() -> None:
    citable = Citable(["chin-1999", "chu-2010"], {"09GUANGZHOU176": ["p1", "p5"]})
    text = "One [@chin-1999].\nTwo\n[@chin-1998; @09GUANGZHOU176, ¶5, ¶6]."
    wrong, missing = check(text, "notes.yml", 10, citable)
    assert (wrong.code, wrong.file, wrong.line) == ("unknown-citation", "notes.yml", 12)
    assert wrong.hint == "Did you mean `@chin-1999`?"
    assert (missing.code, missing.line) == ("unknown-paragraph", 12)
    assert "paragraph 6" in missing.message
    assert missing.hint == "It has ¶1 to ¶5."
    (alone,) = check(
        "[@09GUANGZHOU176, ¶1]", "notes.yml", 1, Citable([], {"09GUANGZHOU176": ["s-a"]})
    )
    assert alone.hint == "None of its paragraphs has a number: leave it out (`[@09GUANGZHOU176]`)."


def test_unknown_keys_are_reported_with_file_and_line_wherever_editors_write() -> None:
    sidecar = "headnote: |\n  One.\n\n  Two [@none].\nnotes: []\n"
    entry = cable(headnote="One.\n\nTwo [@none].")
    event = Event.model_validate(
        {
            "title": "It began",
            "date": "1999",
            "evidence": [{"source": entry.id, "quote": "x"}],
            "description": "As [@nobody] says.",
        }
    )
    found = replace(
        publication(entry),
        registers=Registers(
            terms={"t": Term(label="T", description="Three [@nothing].")},
            lines={("t",): Where("terms.yml", 7), ("t", "description"): Where("terms.yml", 9)},
        ),
        events=(PlacedEvent("e", event, (), Where("events.yml", 3)),),
        prose=(ProsePage("a.md", "site_src/pages/a.md", "# A\n\nFour @nowhere.\n"),),
    )
    wrong = problems(found, {entry.id: ("x.yml", sidecar)})
    assert [(problem.file, problem.line) for problem in wrong] == [
        ("x.yml", 4),
        ("terms.yml", 9),
        ("events.yml", 3),
        ("site_src/pages/a.md", 3),
    ]
