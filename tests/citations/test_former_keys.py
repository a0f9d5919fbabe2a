"""Former keys of a work: they can still be cited, and their addresses redirect."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.bibliography import parse
from builders.build import make
from builders.citations.formats import biblatex, bibtex
from builders.problems import Severity
from builders.understand import understand
from tests.publication import new_publication, understood_publication

WORKS = """
@book{doe-2001,
  author = {Doe, Jane}, title = {The Trade}, publisher = {A Press}, year = {2001},
  ids = {doe-2000, trade},
}
@misc{poe-2002, title = {Letters}, year = {2002}}
@misc{roe-1999, title = {Notes}, year = {1999}}
"""
FILES = {
    "references.bib": WORKS,
    "site_src/sources/text/first.yml": "headnote: Compare [@doe-2000, 7]; again [@doe-2001], @trade and @poe-2002.\n",
    "site_src/registers/events.yml": """\
trade-begins:
  title: The trade begins
  date: 1851
  evidence:
    - {work: trade}
""",
}


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("@misc{a, title={T}, ids={b}}\n@misc{b, title={T}}", "duplicate-key", "line 2"),
        ("@misc{a, title={T}, ids={c}}\n@misc{b, title={T}, ids={c}}", "duplicate-key", "line 1"),
        ("@misc{a, title={T}, ids={a}}", "duplicate-key", "line 1"),
        ("@misc{a, title={T}, ids={Doe:2001}}", "bad-key", "`Doe:2001`"),
    ],
)
def test_a_former_key_that_is_taken_or_invalid_is_an_error(
    text: str, code: str, words: str
) -> None:
    (problem,) = parse(text, "x.bib")[1]
    assert (problem.code, problem.severity) == (code, Severity.ERROR)
    assert problem.line == (2 if "b, title={T}, ids" in text else 1)
    assert words in problem.message


def test_a_former_key_that_a_source_has_is_an_error(tmp_path: Path) -> None:
    root = new_publication(tmp_path / "publication")
    (root / "references.bib").write_text(WORKS.replace("trade}", "first}"))
    (problem,) = (one for one in understand(root).problems if one.code == "duplicate-key")
    assert (problem.file, problem.line) == ("references.bib", 2)
    assert "the key `first` is also that of the source `first`" in problem.message


def test_a_register_must_name_the_present_key(tmp_path: Path) -> None:
    root = new_publication(tmp_path / "publication")
    (root / "references.bib").write_text(WORKS)
    (root / "site_src/registers").mkdir(exist_ok=True)
    (root / "site_src/registers/works.yml").write_text("trade:\n  names: [Doe’s book]\n")
    (problem,) = (one for one in understand(root).problems if one.code == "unknown-work")
    assert problem.hint == "It is now called `doe-2001`."


def test_former_keys_can_be_cited_and_their_addresses_redirect(tmp_path: Path) -> None:
    root = tmp_path / "publication"
    publication = understood_publication(root, FILES)
    assert [one.work for placed in publication.events for one in placed.witnesses] == ["doe-2001"]
    uncited = [one.message for one in understand(root).problems if one.code == "uncited-work"]
    assert uncited == ["nothing cites the work `roe-1999`"]

    (root / "site_src/publication.yml").write_text("interface: [en, zh]\n")
    files = {asset.uri: asset.data.decode("utf-8", "replace") for asset in make(root)}
    source = files["sources/first/index.md"]
    assert source.count('data-cite="doe-2001"') == 3
    assert source.count('id="ref-doe-2001"') == 1
    assert "ref-trade" not in source
    # In each language: the event, and the headnote, which is one sentence.
    assert files["works/doe-2001/index.md"].count('<mark class="mu-said">') == 4
    for root_uri, tag in (("", "en"), ("zh/", "zh-Hans")):
        for former in ("doe-2000", "trade"):
            page = files[f"{root_uri}works/{former}/index.html"]
            assert f'<html lang="{tag}">' in page
            assert 'content="0; url=../doe-2001/"' in page


def test_former_keys_are_written_to_biblatex_and_not_to_bibtex() -> None:
    work = parse(WORKS, "x.bib")[0].works["doe-2001"]
    assert "ids       = {doe-2000, trade}," in biblatex.dumps([work])
    assert parse(biblatex.dumps([work]), "x.bib")[0].works["doe-2001"].former_keys == (
        "doe-2000",
        "trade",
    )
    assert "trade" not in bibtex.dumps([work])
