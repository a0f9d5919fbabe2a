"""Redacted copies: what can be committed has no redacted words, and builds do not change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders.cli import main
from builders.inputs.sources import read_sources
from builders.leaks.originals import known
from tests.conftest import PROJECT
from tests.publication import digests, new_publication

HIDDEN = "Ann Other"
SIDECAR = """\
# What we say of it.
title: "A letter"
encoding: windows-1252
redactions:
  # Her name.
  - quote: Ann Other
    prefix: by
    what: name
    reason: She asked.
    date: 2026
  - what: address
    quote: >-
      a@example.org
    reason: The same.
    date: 2026
  - {pattern: phone, reason: "The same, again.", date: 2026}
notes:  # as before
  - {id: n, quote: naïve, kind: explains, note: Well.}
"""
AFTER = """\
# What we say of it.
title: "A letter"
encoding: utf-8
redactions:
  # Her name.
  - bars: [1]
    prefix: ""
    what: name
    reason: She asked.
    date: 2026
  - what: address
    bars: [2]
    reason: The same.
    date: 2026
  - {pattern: phone, bars: [3], reason: "The same, again.", date: 2026}
notes:  # as before
  - {id: n, quote: naïve, kind: explains, note: Well.}
"""
TEXT = "A letter\r\n\r\nA naïve letter by Ann Other, a@example.org, (020) 8121 8000.\r\n"


def redact(root: Path, source: str) -> Result:
    return CliRunner().invoke(main, ["redact", source, "--project", str(root)])


@pytest.fixture
def publication(tmp_path: Path) -> Path:
    root = new_publication(tmp_path / "publication")
    folder = root / "site_src/sources/text"
    (folder / "letter.txt").write_bytes(TEXT.encode("windows-1252"))
    (folder / "letter.yml").write_text(SIDECAR)
    return root


def test_the_copy_has_bars_and_the_sidecar_their_numbers(publication: Path) -> None:
    before = read_sources(publication)[0][-1].source
    result = redact(publication, "LETTER")
    assert result.exit_code == 0, result.output
    assert HIDDEN not in result.output
    source = publication / "site_src/sources/text/letter.txt"
    assert source.read_bytes().decode() == before.text
    assert (publication / "site_src/sources/text/letter.yml").read_text() == AFTER
    original = publication / "unredacted/text/letter.txt"
    assert original.read_bytes() == TEXT.encode("windows-1252")
    assert (publication / "unredacted/.gitignore").read_text() == "*\n"
    assert read_sources(publication)[1] == []
    assert read_sources(publication)[0][-1].source == before


def test_all_sources_can_be_redacted_at_once(publication: Path) -> None:
    folder = publication / "site_src/sources/text"
    (folder / "mail.md").write_text("Write to b@example.org.\n")
    (folder / "mail.yml").write_text(
        "redactions: [{pattern: email, reason: Private., date: 2026}]\n"
    )
    result = redact(publication, "--all")
    assert result.exit_code == 0, result.output
    assert known(publication).held == ()
    assert (publication / "unredacted/text/mail.md").read_text() == "Write to b@example.org.\n"
    result = redact(publication, "--all")
    assert (result.exit_code, result.output) == (0, "No source has redacted words.\n")
    (folder / "mail.yml").write_text("redactions: [{quote: a: b}]\n")
    result = redact(publication, "--all")
    assert result.exit_code == 1
    assert "mail.yml:1: error: " in result.output
    assert "nothing was written" in result.output


def test_redacted_words_are_still_searched_for_where_the_original_is(publication: Path) -> None:
    before = {secret.text for secret in known(publication).secrets}
    redact(publication, "letter")
    assert before == {HIDDEN, "a@example.org", "(020) 8121 8000"}
    assert {secret.text for secret in known(publication).secrets} == before
    assert known(publication).held == ()
    page = publication / "site_src/pages/index.md"
    page.write_text(f"# A page\n\nIt is by {HIDDEN}.\n")
    result = CliRunner().invoke(main, ["build", "--project", str(publication)])
    assert result.exit_code == 1
    assert "index.md:3: error: has words that `redactions[1]` of letter hides" in result.output
    shutil.rmtree(publication / "unredacted")
    assert known(publication).secrets == ()
    assert known(publication).elsewhere == 3


def test_a_copy_has_nothing_left_to_redact(publication: Path) -> None:
    redact(publication, "letter")
    files = digests(publication)
    result = redact(publication, "letter")
    assert result.exit_code == 1
    assert "has no passage left to redact" in result.output
    assert digests(publication) == files


def test_more_can_be_redacted_where_the_original_is(publication: Path) -> None:
    redact(publication, "letter")
    sidecar = publication / "site_src/sources/text/letter.yml"
    more = "redactions:\n  - {quote: A letter, reason: More., date: 2026, what: words}"
    sidecar.write_text(AFTER.replace("redactions:", more).replace('"A letter"', "Other"))
    shutil.move(publication / "unredacted", publication / "away")
    assert "its original is not on this machine" in redact(publication, "letter").output
    shutil.move(publication / "away", publication / "unredacted")
    result = redact(publication, "letter")
    assert result.exit_code == 0, result.output
    assert "bars: [1], reason: More." in sidecar.read_text()
    assert "  - {pattern: phone, bars: [4]," in sidecar.read_text()
    assert {secret.text for secret in known(publication).secrets} == {
        "A letter",
        HIDDEN,
        "a@example.org",
        "(020) 8121 8000",
    }


def test_words_in_a_comment_are_an_error_and_nothing_is_written(publication: Path) -> None:
    sidecar = publication / "site_src/sources/text/letter.yml"
    sidecar.write_text(SIDECAR.replace("# Her name.", f"# {HIDDEN}'s name."))
    files = digests(publication)
    result = redact(publication, "letter")
    assert result.exit_code == 1
    assert "letter.yml:5: error: has words that `redactions[1]` of letter hides" in result.output
    assert digests(publication) == files


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("lettre", "Did you mean `letter`?"),
        ("first", "has no passage left to redact"),
    ],
)
def test_an_impossible_redaction_is_explained(publication: Path, source: str, says: str) -> None:
    result = redact(publication, source)
    assert result.exit_code == 1
    assert says in result.output


def test_another_original_is_not_overwritten(publication: Path) -> None:
    original = publication / "unredacted/text/letter.txt"
    original.parent.mkdir(parents=True)
    original.write_text("mine")
    assert "another original is kept here" in redact(publication, "letter").output
    assert original.read_text() == "mine"


def test_the_edition_made_from_copies_is_the_same_byte_for_byte(
    edition: Path, tmp_path: Path
) -> None:
    other = new_publication(tmp_path / "publication", edition=True)
    sources = [item for item in read_sources(other)[0] if item.secrets]
    assert len(sources) == 2
    for item in sources:
        result = redact(other, item.source.id)
        assert result.exit_code == 0, result.output
    hidden = [secret.text.encode() for item in sources for secret in item.secrets]
    assert len(hidden) == 3
    for path in (other / "site_src").rglob("*"):
        if path.is_file():
            assert not any(words in path.read_bytes() for words in hidden), path
    shutil.rmtree(other / "unredacted")
    result = CliRunner().invoke(main, ["build", "--docs-only", "--project", str(other)])
    assert result.exit_code == 0, result.output
    one, again = (
        {name.removeprefix(str(root)): digest for name, digest in digests(root / "docs").items()}
        for root in (edition, other)
    )
    read = "/docs/.muniment.json"  # the manifest, which depends on the files that were read
    assert one.pop(read) != again.pop(read)
    assert one == again


def test_the_edition_says_that_its_repository_is_not_redacted() -> None:
    assert "redactions_reach: site" in (PROJECT / "site_src/publication.yml").read_text()
    assert known(PROJECT).held
