"""Short forms of works and sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builders.citations.works.names import parse_person
from builders.citations.works.short import author_or_title, short, short_source, wording_in
from builders.model.work import Name, Title, Work, WorkType
from tests.publication import understood_publication


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"author": (Name("Chin", "Ko-lin"),), "issued": "1999"}, "Chin 1999"),
        ({"author": (Name("A", "B"), Name("C", "D"))}, "A and C n.d."),
        ({"author": (Name("A", "B"), Name("C", "D"), Name("E", "F"))}, "A, C and E n.d."),
        ({"author": tuple(Name(x, "Y") for x in "ABCD"), "issued": "2017"}, "A and others 2017"),
        ({"editor": (Name("Boer", "A.", "den"),), "issued": "2010~"}, "den Boer 2010"),
        ({"author": (parse_person("王晓武"),), "issued": "2005"}, "王晓武 2005"),
        ({"issued": "2005"}, "A Title 2005"),
        ({"issued": "199X"}, "A Title 1990s"),
        ({"issued": "0987-05"}, "A Title 987"),
        ({"issued": "-0043-03-15"}, "A Title 44\u00a0BC"),
        ({"issued": "XXXX-05-04"}, "A Title n.d."),
        ({"type": WorkType.TREATY, "author": (Name(literal="UN"),)}, "A Title n.d."),
        ({"type": WorkType.TREATY, "title_short": "Palermo Protocol"}, "Palermo Protocol n.d."),
        (
            {"type": WorkType.PERSONAL_COMMUNICATION, "number": "04HANOI2921", "issued": "2004"},
            "04 HANOI 2921",
        ),
    ],
)
def test_the_short_form_of_a_work(fields: dict[str, Any], expected: str) -> None:
    work = Work(**{"key": "a", "type": WorkType.BOOK, "title": Title("A Title: More"), **fields})
    assert short(work) == expected
    assert expected.startswith(author_or_title(work))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"author": (Name("Chin", "Ko-lin"),), "issued": "1999"}, "Chin 1999"),
        ({"author": (Name("A", "B"), Name("C", "D"))}, "A、C 无日期"),
        ({"author": tuple(Name(x, "Y") for x in "ABCD"), "issued": "2017"}, "A等 2017"),
        ({"title_short": "Trade and Law", "issued": "2005"}, "Trade and Law 2005"),
        ({"title_short": "Trade and Law", "issued": "199X"}, "Trade and Law 20世纪90年代"),
        (
            {"title_short": "Notice", "title": Title("关于就业的通知"), "issued": "2008"},
            "关于就业的通知 2008",
        ),
        ({"title_short": "Criminal Law", "original_title": "刑法", "issued": "1997"}, "刑法 1997"),
        (
            {"author": (Name("Chin", "K."),), "original_title": "走私", "issued": "1999"},
            "Chin 1999",
        ),
    ],
)
def test_the_short_form_of_a_work_in_chinese(fields: dict[str, Any], expected: str) -> None:
    work = Work(**{"key": "a", "type": WorkType.BOOK, "title": Title("A Title: More"), **fields})
    assert short(work, wording_in("zh")) == expected


def test_a_long_title_is_cut_between_words() -> None:
    title = Title("Law of the People's Republic of China on the Protection of Rights")
    work = Work(key="a", type=WorkType.LEGISLATION, title=title, issued="1992")
    assert short(work) == "Law of the People’s Republic of China on … 1992"


def test_a_title_is_not_cut_at_a_time_of_day() -> None:
    work = Work(key="a", type=WorkType.BOOK, title=Title("The 9:05 to Dover: A Letter"))
    assert short(work) == "The 9:05 to Dover n.d."


@pytest.mark.parametrize(
    ("sidecar", "expected"),
    [
        ("", "Paris, le 26 juin 1848"),
        ("title: Of the year 1848\n", "Of the year 1848"),
        ("title: Of 1847\n", "Of 1847 1848"),
        ('original: {author: ["Morel, Louise"]}\n', "Morel 1848"),
        ('original: {author: ["Morel, L.", Trinity House]}\n', "Morel and Trinity House 1848"),
        (
            "original: {author: ['Board of Health, Labour and Trade']}\n",
            "Board of Health, Labour and Trade 1848",
        ),
        ("date: 1848\ntitle: A letter\n", "A letter 1848"),
        (
            'original: {author: ["Morel, L."], title_short: Louise’s letter}\n',
            "Louise’s letter 1848",
        ),
    ],
)
def test_the_short_form_of_a_letter(sidecar: str, expected: str, tmp_path: Path) -> None:
    folder = "site_src/sources/letters"
    letter = "Paris, le 26 juin 1848.\n\nMa chère Amélie, je vous embrasse.\n"
    register = "board:\n  label: Board of Health, Labour and Trade\n"
    files = {
        f"{folder}/one.txt": letter,
        f"{folder}/one.yml": sidecar,
        "site_src/registers/organizations.yml": register,
    }
    publication = understood_publication(tmp_path, files)
    assert short_source(publication, publication.by_id["one"]) == expected
