"""Publications with registers, made in memory for tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from builders.annotate import name_index
from builders.arrange import arrange
from builders.model.annotation import Annotations
from builders.model.entity import Organization, Person, Place, Registers, Term, Work
from builders.model.publication import Entry, Publication, Settings
from builders.recognizers import names
from tests.pages.conftest import CABLE, entry_of

NO_CHINESE = "An Office"
REGISTERS = Registers(
    people={
        "wang-li": Person.model_validate(
            {
                "label": "Wang Li",
                "label_zh": "王丽",
                "pinyin": "Wáng Lì",
                "role": "Clerk of the port",
                "born": "1961~",
                "died": "2015-04-03",
                "period": "2006/2009",
                "member_of": ["port-office"],
                "names": ["Wang"],
                "description": "Wrote it down [@ALPHA, ¶1] [@some-work-1999, 12].",
                "inference": "Perhaps <b>two</b> people.",
            }
        )
    },
    organizations={
        "ministry": Organization(label="Ministry of Ports"),
        "port-office": Organization.model_validate(
            {"label": NO_CHINESE, "part_of": ["ministry"], "place": "haikou"}
        ),
    },
    places={
        "haikou": Place.model_validate(
            {
                "label": "Haikou",
                "label_zh": "海口",
                "type": "city",
                "lies_in": "hainan",
                "latitude": 20.04583,
                "longitude": 110.34167,
                "geonames": 1809078,
            }
        ),
        "hainan": Place.model_validate({"label": "Hainan", "type": "province"}),
    },
    terms={"mou": Term(label="MOU", expansion="memorandum of understanding")},
    works={"harbour-act-1950": Work.model_validate({"names": ["harbour act"]})},
)
ALPHA = """Alpha

Mr. Wang Li of An Office met U.S. officers in Haikou. They spoke of the MOU.

Wang said that An Office keeps the harbour act; "it is old." The Ministry of Ports agreed with Wang.
"""
BETA = """Beta

Haikou lies in Hainan. <b>Wang</b> & Wang {{ 1 }} were not there.
"""


def registered(entries: Iterable[Entry], registers: Registers = REGISTERS) -> Publication:
    """A publication of the given sources, with names of the registers found in them."""
    index = name_index(registers)
    found = [
        replace(entry, annotations=Annotations(names.find(entry.document, index)[0]))
        for entry in entries
    ]
    return arrange(Settings("Papers", "https://example.org/papers/"), registers, found)


def two_texts() -> Publication:
    """A publication of two plain texts that name the entries of the registers."""
    return registered((entry_of(ALPHA, "ALPHA"), entry_of(BETA, "BETA")))


def a_cable() -> Publication:
    """A publication of one cable, which refers to a cable that is not published."""
    return registered((entry_of(CABLE, "08SHENYANG12"),))
