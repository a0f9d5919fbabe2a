"""The numbers in SECURITY.md: put between markers, and only those that were counted."""

from __future__ import annotations

from pathlib import Path

from tests.security import PAGE, numbers, updated


def test_the_numbers_take_the_place_of_earlier_ones() -> None:
    page = PAGE.read_text()
    other = updated(page, ["| a | 1 |"])
    assert "| a | 1 |\n<!-- end: numbers -->" in other
    assert updated(other, ["| b | 2 |"]) == other.replace("| a | 1 |", "| b | 2 |")
    assert other.split("<!-- begin")[0] == page.split("<!-- begin")[0]


def test_without_a_site_there_are_no_numbers_about_one(tmp_path: Path) -> None:
    assert not [line for line in numbers(tmp_path / "site") if "searched" in line]
