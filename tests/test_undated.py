"""Sources that the editors say nobody can date (`date: XXXX`): undated on every page."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html  # type: ignore[import-untyped]  # ships no types

from builders import dates
from builders.build import make
from builders.understand import understand
from tests.publication import new_publication, understood_publication

LETTER = "Holm Point Light,\n3rd November 1871.\n\nSir,\n\nI wrote to you.\n\nJohn Aldous\n"


@pytest.mark.parametrize(
    ("edtf", "unspecified"),
    [
        ("XXXX", True),
        ("XXXX-XX", True),
        ("XXXX-XX-XX", True),
        ("XXXX-12-24", False),
        ("1XXX", False),
        ("187X", False),
        ("1871-XX", False),
    ],
)
def test_a_date_of_which_nothing_is_known(edtf: str, *, unspecified: bool) -> None:
    assert dates.is_unspecified(edtf) is unspecified


def test_the_editors_may_say_that_a_source_has_no_date(tmp_path: Path) -> None:
    dated, undated = (
        understood_publication(
            tmp_path / str(number),
            {
                "site_src/sources/text/letter.txt": LETTER,
                "site_src/sources/text/letter.yml": sidecar,
            },
        ).by_id["letter"]
        for number, sidecar in enumerate(("", "date: XXXX\n"))
    )
    assert dated.date == "1871-11-03"
    assert undated.date is None


def test_pages_show_that_a_source_is_undated(tmp_path: Path) -> None:
    root = new_publication(tmp_path / "publication")
    (root / "site_src/sources/text/first.yml").write_text("date: XXXX\n")
    with (root / "site_src/publication.yml").open("a") as settings:
        settings.write("interface: [en, zh]\n")
    assert understand(root).problems == ()
    files = {file.uri: file.data for file in make(root) if file.uri.endswith(".md")}
    for uri, words in {"sources/first": "undated", "zh/sources/first": "无日期"}.items():
        page = files[f"{uri}/index.md"].decode().partition("\n---\n")[2]
        (value, *_) = (
            fact.findtext("dd//li").strip()
            for fact in html.fragment_fromstring(page).find_class("mu-fact")
            if {"Date", "日期"} & set(fact.xpath("dt//text()"))
        )
        assert value == words
    assert not any(b"XXXX" in data for data in files.values())
