"""Related sources: rare entries in common weigh most, and nearness in time adds to that."""

from __future__ import annotations

import pytest

from builders.model.entity import Person, Registers
from builders.model.publication import Publication
from builders.model.sidecar import Sidecar
from builders.pages.source import related as module
from builders.pages.source.related import Relatives, days_between, related
from tests.pages.conftest import entry_of, publication_of
from tests.pages.registered import registered

PEOPLE = Registers(people={name: Person(label=name.capitalize()) for name in ("ann", "bo", "cy")})


def publication(**texts: str) -> Publication:
    """A publication of sources by id, each given as the names in it and, after a bar, its date."""
    entries = []
    for name, text in texts.items():
        words, _, year = text.partition("|")
        entries.append(entry_of(f"T\n\n{words}.", name, sidecar=Sidecar(date=year or None)))
    return registered(entries, PEOPLE)


def related_ids(publication: Publication, name: str) -> list[str]:
    entry = next(entry for entry in publication.entries if entry.id == name)
    return [found.entry.id for found in Relatives(publication).of(entry)]


def test_a_rare_name_outweighs_a_common_one() -> None:
    found = publication(a="Ann Bo", b="Ann", c="Bo", d="Ann", e="Ann")
    assert related_ids(found, "a") == ["c", "b", "d", "e"]


def test_sources_that_share_nothing_are_not_related_even_on_the_same_day() -> None:
    assert related_ids(publication(a="Ann|2009", b="Bo|2009"), "a") == []


def test_among_equals_the_nearer_in_time_comes_first() -> None:
    assert related_ids(publication(a="Ann|2009", b="Ann|1990", c="Ann|2010"), "a") == ["c", "b"]


def test_scores_are_symmetric() -> None:
    found = publication(a="Ann Bo", b="Ann Cy", c="Bo Cy")
    scores = {
        (entry.id, one.entry.id): one.score
        for entry in found.entries
        for one in Relatives(found).of(entry)
    }
    assert len(scores) == 6
    assert all(scores[pair] == scores[pair[::-1]] for pair in scores)


def test_reasons_name_shared_entries_rarest_first() -> None:
    found = publication(a="Ann Bo|2009-01-01", b="Ann Bo|2009-01-11", c="Ann", d="Cy")
    ((entry, score, reasons), *_) = related(found, found.entries[0])
    assert entry.id == "b"
    assert 0 < score <= 1 + module.NEAR_IN_TIME
    assert [reason.kind for reason in reasons] == ["people", "time"]
    assert reasons[0].names == ("bo", "ann")
    assert reasons[1].names == ("10",)


def test_entries_that_very_many_sources_share_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TOO_COMMON", 2)
    found = publication(a="Ann Bo", b="Ann", c="Ann", d="Bo")
    assert related_ids(found, "a") == ["d"]


@pytest.mark.parametrize("sliver", [0.0, 0.005, 0.5, 1.0])
@pytest.mark.parametrize("most", [1, 2, 7])
def test_the_shortcut_for_common_entries_does_not_change_the_result(
    sliver: float, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LIGHT_SHARE", 0.0)
    found = publication(
        a="Ann Bo|2009",
        b="Ann Bo Cy|1990",
        c="Ann|2009",
        d="Bo Cy|2008",
        e="Ann Cy",
        f="Ann",
        g="Ann|2010",
    )
    whole = [Relatives(found).of(entry, most) for entry in found.entries]
    monkeypatch.setattr(module, "LIGHT_SHARE", sliver)
    assert [Relatives(found).of(entry, most) for entry in found.entries] == whole


def test_a_source_without_mentions_has_no_related_sources() -> None:
    found = publication_of(entry_of("x", "a"), entry_of("x", "b"))
    assert related(found, found.entries[0]) == ()


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("2009-01-01", "2009-01-11", 10),
        ("2009-01-11", "2009-01-01", 10),
        ("2009", "2009-06-01", 0),
        ("2009-01/2009-06", "2009-07-02", 2),
        ("2009", None, None),
        ("some day", "2009", None),
    ],
)
def test_the_number_of_days_between_two_dates(
    one: str | None, other: str | None, days: int | None
) -> None:
    assert days_between(one, other) == days
