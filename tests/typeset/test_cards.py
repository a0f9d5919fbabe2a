"""The card of a source, a picture shown where a link to it is shared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from builders import cards
from builders.arrange import arrange
from builders.inputs.patterns import BAR
from builders.model.page import Unit
from builders.model.publication import Entry, Publication
from builders.pages.head.link_card import CardWords, uri
from builders.pages.head.link_card import cards as cards_of
from builders.storage.store import Store
from builders.understand import understand
from tests.citations.entries import REGISTERS, SETTINGS, article, cable, newsletter
from tests.publication import new_publication
from tests.typeset.png import read

LONG = " ".join(f"The {number}th Reason for an Exceedingly Long Title;" for number in range(1, 30))


def publication(*entries: Entry, **settings: object) -> Publication:
    return arrange(replace(SETTINGS, **settings), REGISTERS, entries)  # type: ignore[arg-type]  # of its fields


def card_words(entry: Entry, **settings: object) -> CardWords | None:
    made = publication(entry, **settings)
    return made.shared(cards_of).words(made.entries[0])


def card_png(entry: Entry) -> bytes:
    made = publication(entry)
    known = made.shared(cards_of)
    found = known.words(made.entries[0])
    assert found is not None
    return cards.draw_card(known, found)


def files_of(units: Iterable[Unit[object]]) -> dict[str, bytes]:
    return {asset.uri: asset.data for unit in units for asset in unit.make()}  # type: ignore[attr-defined]  # of assets


def test_a_card_names_title_date_kind_and_originator() -> None:
    assert card_words(cable()) == CardWords(
        "Model Papers",
        "Illegal Migration Remains Serious: Model Bureau Talks of Routes",
        "21 March 2009",
        "Diplomatic cable 09 GUANGZHOU 999",
        "US Consulate General Guangzhou",
    )
    said = card_words(article())
    assert said is not None
    assert (said.kind, said.originator) == ("News article", "Morning Post")
    said = card_words(newsletter())
    assert said is not None
    assert said.kind == "Report"


def test_unknown_facts_are_left_out() -> None:
    made = publication(newsletter())
    [entry] = made.entries
    header = replace(entry.document.header, date=None)  # type: ignore[type-var]  # a dataclass
    said = card_words(replace(entry, document=replace(entry.document, header=header)))
    assert said is not None
    assert said.date == "Undated"
    nobody = replace(said, originator="")
    assert nobody.alt_text == f"{said.title}. Undated. Report. Model Papers"
    rows = read(cards.draw_card(made.shared(cards_of), nobody)).rows
    # The facts end at the same height, however many there are.
    assert any(set(row[130:400]) != {row[0]} for row in rows[540:570])


@pytest.mark.parametrize("title", ["Note", LONG, "x" * 500, f"Call {BAR}", "\u202e\u200b"])
def test_a_card_has_the_declared_size_for_any_title(title: str) -> None:
    data = card_png(newsletter(title=title))
    found = read(data)
    assert (found.width, found.height) == (1200, 630)
    assert len(data) < 40_000
    # Only the bar at the top touches an edge; lines end before the right margin.
    paper = found.rows[-1][0]
    assert {row[x] for row in found.rows[20:] for x in (0, 90, 1110, 1199)} == {paper}
    assert set(found.rows[600]) == {paper}


def test_title_and_facts_do_not_touch() -> None:
    paper = (0xFC, 0xFB, 0xF8)
    for title in ("Note", LONG):
        rows = read(card_png(newsletter(title=title))).rows
        assert any(set(row) == {paper} for row in rows[412:438]), title
        assert any(set(row) == {paper} for row in rows[108:150]), title


def test_a_source_whose_title_no_font_can_set_has_no_card_of_its_own(tmp_path: Path) -> None:
    made = publication(newsletter(title="Notes on 移民"), cable())
    known = made.shared(cards_of)
    found = {entry.id: known.words(entry) for entry in made.entries}
    assert [identifier for identifier, said in found.items() if said is None] == ["newsletter-2010"]
    assert list(files_of(cards.units(tmp_path, made))) == ["sources/09guangzhou999/card.png"]
    [problem] = cards.problems(tmp_path, made)
    assert (problem.code, problem.severity.value) == ("card-letters", "notice")
    assert "移 民" in problem.message
    assert "`card_font`" in problem.hint


def test_for_a_right_to_left_title_no_font_is_suggested(tmp_path: Path) -> None:
    made = publication(newsletter(title="תעודות מן הנמל"))
    [problem] = cards.problems(tmp_path, made)
    assert problem.code == "card-letters"
    assert "from right to left" in problem.message
    assert not problem.hint


def test_card_font_may_supply_missing_characters(chinese: Path | None, tmp_path: Path) -> None:
    if chinese is None:
        pytest.skip("no font with Chinese letters (fonts-noto-cjk) on this machine")
    entry = newsletter(title="Notes on 移民")
    assert card_words(entry, card_font=chinese) is not None
    assert not list(cards.problems(tmp_path, publication(entry, card_font=chinese)))


def test_an_invalid_card_font_is_reported_with_its_line(tmp_path: Path) -> None:
    root = new_publication(tmp_path / "publication")
    (root / "site_src/letters.otf").write_bytes(b"no font")
    (root / "site_src/publication.yml").write_text(
        "language: en\ncard_font: site_src/letters.otf\n"
    )
    [problem] = [one for one in understand(root).problems if one.code == "card-font"]
    assert (problem.file, problem.line) == ("site_src/publication.yml", 2)
    assert "letters.otf is no TrueType or OpenType font" in problem.message


@pytest.mark.parametrize("settings", [{"cards": False}, {"url": None}])
def test_there_are_no_cards_without_site_url_or_if_switched_off(
    settings: dict[str, object], tmp_path: Path
) -> None:
    made = publication(cable(), **settings)
    assert made.shared(cards_of).words(made.entries[0]) is None
    assert not list(cards.units(tmp_path, made))
    assert not list(cards.problems(tmp_path, made))


def test_a_card_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = publication(cable(), article())
    first = files_of(cards.units(tmp_path, made))
    assert set(first) == {uri(entry) for entry in made.entries}
    drawn: list[str] = []

    def draw(_known: object, words: CardWords) -> bytes:
        drawn.append(words.title)
        return b"new"

    monkeypatch.setattr(cards, "draw_card", draw)
    assert files_of(cards.units(tmp_path, made)) == first
    assert drawn == []
    other = publication(cable(title="Another title"), article())
    files_of(cards.units(tmp_path, other))
    assert drawn == ["Another title"]


def test_a_damaged_card_is_drawn_again(tmp_path: Path) -> None:
    made = publication(cable())
    first = files_of(cards.units(tmp_path, made))
    [kept] = [path for path in (tmp_path / ".cache/muniment/cards").rglob("*") if path.is_file()]
    kept.write_bytes(kept.read_bytes()[:-1])
    assert files_of(cards.units(tmp_path, made)) == first
    assert isinstance(Store(tmp_path, "cards"), Store)


def test_redacted_words_are_on_no_card(tmp_path: Path) -> None:
    root = new_publication(tmp_path / "publication")
    folder = root / "site_src/sources/text"
    (folder / "first.txt").write_text("The papers of Secret Name\n\nSecret Name wrote them.\n")
    (folder / "first.yml").write_text(
        "redactions:\n"
        "  - quote: Secret Name\n    what: a name\n    reason: It is not known here.\n"
        "    authority: the editors\n    date: 2026-11-22\n"
    )
    made = understand(root).publication
    found = made.shared(cards_of).words(made.entries[0])
    assert found is not None
    assert found.title == f"The papers of {BAR}"
    assert "Secret" not in str(found) + found.alt_text
