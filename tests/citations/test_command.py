"""`muniment cite`: its output, which the citation control of a page must repeat."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from functools import cache
from html import unescape
from typing import Any

import pytest

from builders.citations import command
from builders.citations.command import Format, cite
from builders.citations.styles.formatting import Request, format_works
from builders.citations.styles.publication import formatted
from builders.exports.cite_json import units
from builders.model.citation import FRAGMENT, PINPOINT, PLURAL, Formatted, Style
from builders.model.publication import Publication
from builders.model.work import Bibliography, Name, Title, Work, WorkType
from builders.problems import ProblemsFound
from tests.citations.entries import article, cable, newsletter, publication

WORK = Work(
    key="writer-2001",
    type=WorkType.BOOK,
    title=Title("A <Good> Book"),
    author=(Name("Writer", "Ann"),),
    issued="2001",
)


@cache
def edition() -> Publication:
    return publication(
        cable(), article(), newsletter(), bibliography=Bibliography({WORK.key: WORK})
    )


@pytest.fixture(autouse=True)
def formatted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cache what pandoc formats: the command starts it for each citation."""

    def again(requests: Iterable[Request], *, among: Collection[Style]) -> Any:
        ((request,), (style,)) = requests, among
        return made(request, style)

    monkeypatch.setattr(command, "format_works", again)


@cache
def made(request: Request, style: Style) -> dict[tuple[str, Style], Formatted]:
    return format_works([request], among=[style])


@cache
def records() -> dict[str, dict[str, Any]]:
    """The citation files beside the pages, by identifier."""
    found = edition()
    with_forms = publication(
        *found.entries, bibliography=found.bibliography, formatted=formatted(found)
    )
    files = [json.loads(asset.data) for unit in units(with_forms) for asset in unit.make()]
    return {file["id"]: file for file in files}


def forms(identifier: str, style: Style) -> dict[str, Any]:
    (found,) = (one for one in records()[identifier]["forms"] if one["style"] == style.value)
    return dict(found)


def filled(form: dict[str, str], *numbers: str, dash: str) -> str:
    """The citation that a page's script makes from a form and paragraph numbers."""
    return (
        form["pinned"]
        .replace(PINPOINT, dash.join(numbers))
        .replace(PLURAL, "s" if len(numbers) > 1 else "")
        .replace(FRAGMENT, f"#p{numbers[0]}")
    )


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("which", ["original", "edition"])
@pytest.mark.parametrize("entry", edition().entries, ids=lambda entry: entry.id)
def test_the_control_gives_what_the_command_prints(entry: Any, which: str, style: Style) -> None:
    form, dash = forms(entry.slug, style)[which], forms(entry.slug, style)["dash"]
    cases = {
        "": form["reference"],
        "#p2": filled(form, "2", dash=dash),
        "#p1-p2": filled(form, "1", "2", dash=dash),
    }
    for place, html in cases.items():
        said = {
            form: cite(
                edition(), f"{entry.id}{place}", style=style, form=form, edition=which == "edition"
            )
            for form in (Format.HTML, Format.TEXT)
        }
        assert said[Format.HTML] == f"{html}\n"
        assert said[Format.TEXT] == f"{plain(html)}\n"


@pytest.mark.parametrize("style", Style)
def test_the_control_of_a_work_gives_what_the_command_prints(style: Style) -> None:
    html = forms(f"@{WORK.key}", style)["original"]["reference"]
    assert cite(edition(), WORK.key, style=style, form=Format.HTML) == f"{html}\n"


def plain(html: str) -> str:
    """The text of the HTML as a browser shows it."""
    parts = html.split("<")
    return unescape("".join([parts[0], *(part.partition(">")[2] for part in parts[1:])]))


def test_several_paragraphs_are_a_range() -> None:
    def range_in(style: Style) -> str:
        return cite(edition(), "post-2015-12-05#p1-p2", style=style, edition=True)

    assert range_in(Style.CHICAGO) == (
        "Zhang Yan, “Joint Steps to Curb Migration,” Morning Post, December 5, 2015, paras. 1–2, in"
        " Model Papers, https://example.org/papers/sources/post-2015-12-05/#p1.\n"
    )
    assert "paras. 1–2" in cite(edition(), "post-2015-12-05#p2-p1", edition=True)
    assert range_in(Style.APA) == "(Zhang, 2015, paras. 1–2)\n"
    assert range_in(Style.MLA) == "(Zhang, pars. 1–2)\n"
    assert "(1): paras. 1-2. https" in range_in(Style.GB7714)


def test_a_missing_paragraph_is_an_error_that_names_the_nearest() -> None:
    for what in ("post-2015-12-05#p3", "post-2015-12-05#p1-p9"):
        with pytest.raises(ProblemsFound) as raised:
            cite(edition(), what)
        (problem,) = raised.value.problems
        assert problem.code == "unknown-paragraph"
    with pytest.raises(ProblemsFound) as raised:
        cite(edition(), "post-2015-12-05#p3")
    assert raised.value.problems[0].hint == "Of that form there are `#p1` and `#p2`."


@pytest.mark.parametrize("form", [form for form in Format if form not in ("text", "html")])
def test_files_ignore_the_paragraph(form: Format) -> None:
    assert cite(edition(), "09GUANGZHOU999", form=form).strip()
    assert cite(edition(), "09GUANGZHOU999", form=form) == cite(
        edition(), "09guangzhou999#p1", form=form
    )
