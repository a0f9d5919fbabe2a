"""Names of authors and recipients that no register has: reported where they are mistakes, once each."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.agent_checks import agent_names
from builders.problems import Severity
from tests.publication import understood_publication

PEOPLE = """\
john-writer: {label: John Writer}
smith-1: {label: J. Smith}
smith-2: {label: Jane Smith, names: [{text: J. Smith, in: [first]}]}
morel: {label: Louise Morel}
pegge: {label: Pegge}
chen: {label: Chen Shuzhen, label_zh: 陳淑貞}
"""
BODIES = "trinity-house: {label: Trinity House, names: [Trinity House and Holm Lights]}\n"
BOTH = {"people": PEOPLE, "organizations": BODIES}


def reported(
    root: Path, *authors: str, registers: dict[str, str] | None = None, letters: int = 1
) -> list[tuple[str, str, str]]:
    """The code, severity and hint of each finding, for a publication with these authors."""
    quoted = ", ".join(f'"{name}"' for name in authors)
    said = f"original: {{author: [{quoted}]}}\n"
    files = {"site_src/sources/text/first.yml": said}
    for number in range(1, letters):
        files[f"site_src/sources/text/letter-{number}.txt"] = f"Letter {number}.\n"
        files[f"site_src/sources/text/letter-{number}.yml"] = said
    for name, text in (BOTH if registers is None else registers).items():
        files[f"site_src/registers/{name}.yml"] = text
    publication = understood_publication(root / "publication", files)
    return [(one.code, one.severity.value, one.hint) for one in agent_names(publication)]


def codes(root: Path, *authors: str, registers: dict[str, str] | None = None) -> list[str]:
    return [code for code, _, _ in reported(root, *authors, registers=registers)]


@pytest.mark.parametrize(
    "name",
    [
        "unknown",
        "Unknown",
        "[unknown]",
        "Anonymous",
        "Anon.",
        "N.N.",
        "N. N.",
        "N., N.",
        "Unknown, Unknown",
        "[illegible]",
        "[illegible], John",
        "Writer, [illegible]",
        "Writer, ?",
        "?",
        "—",
        "Unbekannt",
        "inconnu",
        "Anónimo",
        "佚名",
        "[不詳]",
    ],
)
def test_words_for_an_unknown_name_are_not_taken_for_one(name: str, tmp_path: Path) -> None:
    assert [found[:2] for found in reported(tmp_path, name)] == [("no-name", "warning")]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("N.N.", "Leave it out."),
        ("[illegible], John", "Leave it out."),
        ("Writer, [illegible]", "Write `Writer,` if only the family name is known."),
    ],
)
def test_the_remedy_for_an_unknown_name_is_named(name: str, hint: str, tmp_path: Path) -> None:
    ((_, _, said),) = reported(tmp_path, name)
    assert said.startswith(hint)


@pytest.mark.parametrize(
    "name",
    [
        "A. Smith and B. Jones",
        "John Writer & Jane Doe",
        "Johann Schmidt und Anna Maria Weber",
        "Smith, John and Jane",
        "Smith, A. & Jones, B.",
        "Smith, A., Jones, B.",
        "Smith, A. / Jones, B.",
        "Smith, A.; Jones, B.",
        "王丽、李明",
    ],
)
def test_two_people_in_one_name_are_found(name: str, tmp_path: Path) -> None:
    assert [found[:2] for found in reported(tmp_path, name)] == [("several-names", "warning")]


@pytest.mark.parametrize(
    "name",
    [
        "Jardine Matheson & Co.",
        "W. H. Smith and Son",
        "Smith and Sons",
        "Department of Trade and Industry",
        "Ministry of Health and Social Welfare",
        "Butterfield and Swire",
        "Thurn und Taxis, Karl Anselm",
        "Ortega y Gasset, José",
        "King, Martin Luther, Jr.",
        "Anderson, Andrew",
        "Trinity House and Holm Lights",
        "Unknown Warriors Club",
        "Unruh, Anna",
        "Na, Li",
    ],
)
def test_other_names_are_names(name: str, tmp_path: Path) -> None:
    found = codes(tmp_path, name)
    assert found in ([], ["unregistered-agent"])


def test_a_name_in_no_register_is_a_notice_once_for_all_letters(tmp_path: Path) -> None:
    found = reported(tmp_path, "Doe, Jane", "The Admiralty", "Writer, John", "Pegge,", letters=5)
    hint = "If readers should find it in the register, give it an entry."
    assert found == [("unregistered-agent", Severity.NOTICE.value, hint)] * 2


@pytest.mark.parametrize(
    ("registers", "reports"),
    [
        ({}, []),
        ({"organizations": BODIES}, []),
        ({"people": "{}\n"}, []),
        ({"people": PEOPLE}, ["unregistered-agent"]),
    ],
)
def test_a_name_is_missed_only_where_a_register_has_others(
    registers: dict[str, str], reports: list[str], tmp_path: Path
) -> None:
    assert codes(tmp_path, "Doe, Jane", registers=registers) == reports


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Writer, J.", "`John Writer` (`john-writer`)"),
        ("Mórel, L. M.", "`Louise Morel` (`morel`)"),
        ("Chen, Shu-zhen", "`Chen Shuzhen` (`chen`)"),
        ("Writer, James", ""),
        ("Doe, John", ""),
    ],
)
def test_a_similar_name_in_the_register_is_proposed(name: str, near: str, tmp_path: Path) -> None:
    ((code, _, hint),) = reported(tmp_path, name)
    assert code == "unregistered-agent"
    assert hint.startswith(f"If it is {near}," if near else "If readers")


def test_a_name_of_two_entries_is_a_warning(tmp_path: Path) -> None:
    ((code, severity, hint),) = reported(tmp_path, "Smith, J.")
    assert (code, severity) == ("ambiguous-agent", "warning")
    assert hint.startswith("Use a name that only one of them has")


@pytest.mark.parametrize(
    ("letters", "ending"),
    [(1, "is not a name"), (2, "here and once more"), (3, "here and 2 times more")],
)
def test_a_name_in_several_letters_is_reported_with_their_number(
    letters: int, ending: str, tmp_path: Path
) -> None:
    said = "original: {author: [Unknown]}\n"
    files = {"site_src/sources/text/first.yml": said}
    for number in range(1, letters):
        files[f"site_src/sources/text/letter-{number}.txt"] = f"Letter {number}.\n"
        files[f"site_src/sources/text/letter-{number}.yml"] = said
    (problem,) = agent_names(understood_publication(tmp_path / "publication", files))
    assert problem.message.endswith(ending)
