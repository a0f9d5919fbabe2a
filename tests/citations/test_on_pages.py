"""Citations on a page, and at the command line."""

from __future__ import annotations

from functools import cache

import pytest

from builders import bibliography
from builders.citations.command import Format, cite
from builders.citations.in_text.checks import problems
from builders.citations.styles.publication import formatted
from builders.model.citation import Style
from builders.model.publication import Publication
from builders.pages.citation_links import Citations
from builders.problems import ProblemsFound
from tests.citations.entries import article, cable, publication
from tests.citations.kinds_of_work import works

HOME = "index.md"
OWN = "sources/09guangzhou999/index.md"


@cache
def edition() -> Publication:
    found = publication(cable(), article(), bibliography=works())
    return publication(cable(), article(), bibliography=works(), formatted=formatted(found))


def without_tags(html: str) -> str:
    """The HTML without its tags."""
    out, inside = [], False
    for character in html:
        inside = character == "<" or (inside and character != ">")
        if not inside and character != ">":
            out.append(character)
    return "".join(out)


def with_ordinary_spaces(html: str) -> str:
    """The HTML without its tags, and with ordinary spaces for no-break spaces."""
    return without_tags(html).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@book]", "(Hudson and den Boer 2004)"),
        ("[@book, 12-15]", "(Hudson and den Boer 2004, 12–15)"),
        ("[see @book, ch. 2; @thesis]", "(see Hudson and den Boer 2004, ch. 2; Pham 2016)"),
        ("@book says", "Hudson and den Boer (2004) says"),
        ("@book [p. 33] says", "Hudson and den Boer (2004, 33) says"),
        ("Hudson [-@book, 7]", "Hudson (2004, 7)"),
        ("[@cable, ¶2]", "(04 HANOI 2921, ¶2)"),
        ("@cable says", "04 HANOI 2921 says"),
        ("[@chinese-newspaper-article]", "(王晓武 2005)"),
        ("[@undated-web-page]", "(All-China Women’s Federation n.d.)"),
        ("[@09GUANGZHOU999, ¶2]", "(09 GUANGZHOU 999, ¶2)"),
        ("[@09GUANGZHOU999, ¶1, ¶2]", "(09 GUANGZHOU 999, ¶1, ¶2)"),
        ("[@post-2015-12-05]", "(Morning Post 2015)"),
        ("[@nothing, 7]", "(nothing, 7)"),
        ("`[@book]`", "[@book]"),
        ("*in [@book]*", "in (Hudson and den Boer 2004)"),
    ],
)
def test_a_citation_in_a_text_is_formatted(text: str, expected: str) -> None:
    html = Citations(edition(), HOME).paragraphs(text)
    assert with_ordinary_spaces(html) == expected


def test_a_citation_in_a_line_of_its_own_has_no_brackets() -> None:
    html = Citations(edition(), HOME).without_brackets("[@book, ch. 2; @thesis]")
    assert with_ordinary_spaces(html) == "Hudson and den Boer 2004, ch. 2; Pham 2016"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("[@cable, ¶2]", ["(04_HANOI_2921,_¶2)"]),
        ("[@book, ch. 2]", ["(Hudson", "and", "den", "Boer_2004,", "ch._2)"]),
        ("@book [p. 33] says", ["Hudson", "and", "den", "Boer", "(2004,", "33)", "says"]),
    ],
)
def test_no_line_breaks_within_a_citation_of_a_number(text: str, pieces: list[str]) -> None:
    html = without_tags(Citations(edition(), HOME).paragraphs(text))
    assert html.replace("\N{NO-BREAK SPACE}", "_").split(" ") == pieces


def test_no_line_breaks_within_a_range() -> None:
    html = Citations(edition(), HOME).paragraphs("[@cable, ¶¶11-14; @book, 7]")
    assert '<span class="mu-one">¶¶11–14</span>' in html
    assert html.count("mu-one") == 1


def test_a_citation_links_to_the_work_and_has_the_full_reference() -> None:
    html = Citations(edition(), HOME).paragraphs("[@book, 7]")
    assert 'href="works/book/"' in html
    assert 'data-cite="book"' in html
    assert "MIT Press, 2004." in html


def test_a_citation_of_a_source_links_to_its_paragraphs() -> None:
    html = Citations(edition(), HOME).paragraphs("[@09GUANGZHOU999, ¶1, ¶2, ¶9]")
    for href in ('"sources/09guangzhou999/#p1"', '"sources/09guangzhou999/#p2"'):
        assert f"href={href}" in html
    assert "#p9" not in html


def test_a_source_is_cited_on_its_own_page_by_paragraph_only() -> None:
    html = Citations(edition(), OWN).paragraphs("[@09GUANGZHOU999, ¶2]")
    assert without_tags(html) == "(¶2)"
    assert 'href="#p2"' in html


def test_a_page_lists_the_works_it_cites_in_order_of_citation() -> None:
    cited = Citations(edition(), HOME).cited(
        ["[@thesis; @book] [@09GUANGZHOU999]", None, "@thesis"]
    )
    assert [work.key for work in cited] == ["thesis", "book", "09GUANGZHOU999"]
    assert [work.source for work in cited] == [False, False, True]
    assert cited[1].text.startswith("Hudson, Valerie M., and Andrea M. den Boer. Bare Branches")
    assert "<i>Bare Branches" in cited[1].reference


def test_a_hand_written_page_stays_markdown() -> None:
    page = "---\ntitle: '@book'\n---\n# A *page*\n\nSays @book.\n\n```bibtex\n@book{x}\n```\n"
    made = Citations(edition(), "method.md").in_markdown(page)
    assert made.startswith("---\ntitle: '@book'\n---\n# A *page*\n\nSays <span")
    assert made.endswith("```bibtex\n@book{x}\n```\n")
    assert 'href="../works/book/"' in made


def test_a_page_can_be_made_without_pandoc() -> None:
    bare = publication(cable(), bibliography=works())
    html = Citations(bare, HOME).paragraphs("[@book]")
    assert with_ordinary_spaces(html) == "(Hudson and den Boer 2004)"


@pytest.mark.parametrize(
    ("what", "options", "expected"),
    [
        ("book", {"style": Style.MLA}, "Hudson, Valerie M., and Andrea M. den Boer."),
        ("09guangzhou999", {}, "US Consulate General Guangzhou. “Illegal Migration"),
        ("09GUANGZHOU999#p2", {"style": Style.APA}, "(US Consulate General Guangzhou, 2009, para. 2)"),
        ("09GUANGZHOU999", {"form": Format.BIBTEX}, "@letter{09guangzhou999,"),
        ("09GUANGZHOU999", {"form": Format.BIBLATEX}, "@letter{09guangzhou999,"),
        ("09GUANGZHOU999", {"form": Format.RIS}, "TY  - PCOMM"),
        ("book", {"form": Format.CSL_JSON}, '[\n{"id": "book"'),
    ],
)  # fmt: skip
def test_the_command_prints_a_citation(
    what: str, options: dict[str, object], expected: str
) -> None:
    assert cite(edition(), what, **options).startswith(expected)  # type: ignore[arg-type]  # options by name


def test_the_command_cites_the_original_or_this_edition() -> None:
    original = cite(edition(), "09GUANGZHOU999#p2")
    here = cite(edition(), "09GUANGZHOU999#p2", edition=True, form=Format.HTML)
    assert original.endswith("March 21, 2009, para. 2.\n")
    assert 'href="https://example.org/papers/sources/09guangzhou999/#p2"' in here
    assert "<i>Model Papers</i>" in here


@pytest.mark.parametrize(
    ("what", "hint"),
    [("bok", "`book`"), ("09GUANGZHOU99", "`09GUANGZHOU999`"), ("09GUANGZHOU999#p22", "`#p2`")],
)
def test_the_command_suggests_a_near_identifier(what: str, hint: str) -> None:
    with pytest.raises(ProblemsFound) as raised:
        cite(edition(), what)
    assert hint in raised.value.problems[0].hint


def test_a_wrong_issn_is_reported() -> None:
    sidecar = "original:\n  issn: 0253-9544\n"
    entry = article(original={"issn": "0253-9544"})
    (problem,) = problems(publication(entry), {entry.id: ("x.yml", sidecar)})
    assert (problem.code, problem.file, problem.line) == ("wrong-value", "x.yml", 2)


def test_a_work_with_the_key_of_a_source_is_reported() -> None:
    text = "@misc{post-2015-12-05, title={T}}"
    found = publication(article(), bibliography=bibliography.parse(text, "references.bib")[0])
    assert [problem.code for problem in problems(found, {})] == [
        "duplicate-key",
        "uncited-work",
    ]


@pytest.mark.parametrize(
    ("at", "written", "expected"),
    [
        (OWN, "people/ann-other/index.md", "../../people/ann-other/"),
        (OWN, "people/ann-other/index.md#mentions", "../../people/ann-other/#mentions"),
        (HOME, "people/ann-other/index.md", "people/ann-other/"),
        (OWN, "method.md", "../../method/"),
        (OWN, "my%20page.md#%E4%B8%AD", "../../my%20page/#%E4%B8%AD"),
        (OWN, "../other.md", "../other.md"),
        (OWN, "https://example.org/index.md", "https://example.org/index.md"),
    ],
)
def test_links_to_pages_are_made_relative_to_the_page_they_are_on(
    at: str, written: str, expected: str
) -> None:
    made = Citations(edition(), at).paragraphs(f"See [Ann]({written}) there.")
    assert f'<a href="{expected}">Ann</a>' in made
