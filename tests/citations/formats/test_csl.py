"""Works as CSL-JSON: their dates and names."""

from __future__ import annotations

from typing import Any

import pytest

from builders.citations.formats import csl
from builders.citations.works.names import parse_person
from builders.model.work import Name, Title, Work, WorkType


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2009", {"date-parts": [[2009]]}),
        ("2009-03", {"date-parts": [[2009, 3]]}),
        ("2009-03-21", {"date-parts": [[2009, 3, 21]]}),
        ("2010-01/2010-06", {"date-parts": [[2010, 1], [2010, 6]]}),
        ("2007~", {"date-parts": [[2007]], "circa": True}),
        ("2007-05?", {"date-parts": [[2007, 5]], "circa": True}),
        ("2007%", {"date-parts": [[2007]], "circa": True}),
        ("2009-21", {"date-parts": [[2009]], "season": 1}),
        ("2009-24", {"date-parts": [[2009]], "season": 4}),
        ("199X", {"date-parts": [[1990], [1999]], "circa": True}),
        ("2009-XX", {"date-parts": [[2009]]}),
        ("2009-03-XX", {"date-parts": [[2009, 3]]}),
        ("2002/..", {"date-parts": [[2002]]}),
        ("../2002", {"date-parts": [[2002]], "circa": True}),
        ("[2009,2010]", {"date-parts": [[2009], [2010]], "circa": True}),
        ("[2009..2012]", {"date-parts": [[2009], [2012]], "circa": True}),
        ("2004-06~/2004-08", {"date-parts": [[2004, 6], [2004, 8]], "circa": True}),
        ("2009-30", {"date-parts": [[2009]], "season": 2}),
        ("2009-34", {"date-parts": [[2009, 4], [2009, 6]]}),
        ("2009-39", {"date-parts": [[2009, 9], [2009, 12]]}),
        ("2009-40/2010-41", {"date-parts": [[2009, 1], [2010, 12]]}),
        ("2009-34/..", {"date-parts": [[2009, 4]]}),
        ("2009-03/2009-21", {"date-parts": [[2009, 3], [2009]]}),
        ("2007-XX-15", {"date-parts": [[2007]]}),
        ("156X-XX", {"date-parts": [[1560], [1569]], "circa": True}),
        ("15XX-12-XX", {"date-parts": [[1500, 12], [1599, 12]], "circa": True}),
        ("XXXX-12-25", {"literal": "XXXX-12-25"}),
        ("201X/202X", {"date-parts": [[2010], [2029]], "circa": True}),
        ("1888/192X", {"date-parts": [[1888], [1929]], "circa": True}),
        ("18XX/1905-03", {"date-parts": [[1800], [1905, 3]], "circa": True}),
        ("199X/..", {"date-parts": [[1990]], "circa": True}),
        ("../199X", {"date-parts": [[1990], [1999]], "circa": True}),
        ("[2009-05, 2009-06]", {"date-parts": [[2009, 5], [2009, 6]], "circa": True}),
        ("0987-02", {"date-parts": [[987, 2]]}),
        ("-0043-03-15", {"date-parts": [[-44, 3, 15]]}),
        ("sometime", {"literal": "sometime"}),
    ],
)
def test_a_date_becomes_date_parts(edtf: str, expected: dict[str, Any]) -> None:
    assert csl.date(edtf) == expected


def test_unknown_fields_are_left_out() -> None:
    work = Work(key="a", type=WorkType.BOOK, title=Title("A Book"))
    assert csl.record(work) == {"id": "a", "type": "book", "title": "A Book"}


def test_names_are_written_in_parts_or_as_literals() -> None:
    work = Work(
        key="a",
        type=WorkType.BOOK,
        title=Title("书"),
        title_translated="A Book",
        author=(Name("Boer", "Andrea M.", "den"), Name(literal="国务院"), parse_person("王晓武")),
    )
    assert csl.record(work)["author"] == [
        {"family": "Boer", "given": "Andrea M.", "non-dropping-particle": "den"},
        {"literal": "国务院"},
        {"family": "王", "given": "晓武"},
    ]
    assert csl.record(work)["title"] == "书 [A Book]"
