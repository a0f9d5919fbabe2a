"""Which sources meet the rule of a collection."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from builders.collections.rules import matches, members
from builders.model.collection import Collection, Rule
from tests.citations.entries import article, cable, newsletter, publication

PATH = "site_src/sources/cables/guangzhou/09guangzhou999.txt"
ORIGINATOR = "Consulate Guangzhou"


@pytest.mark.parametrize(
    ("rule", "is_met"),
    [
        ({"kind": "cable"}, True),
        ({"kind": ["news", "cable"]}, True),
        ({"kind": "news"}, False),
        ({"from_year": 2009}, True),
        ({"from_year": 2010}, False),
        ({"to_year": 2009}, True),
        ({"to_year": 2008}, False),
        ({"from_year": 2009, "to_year": 2009}, True),
        ({"from_year": 2010, "to_year": 2012}, False),
        ({"originator": ORIGINATOR}, True),
        ({"originator": ["somebody else", ORIGINATOR]}, True),
        ({"originator": "Consulate"}, False),
        ({"tag": ["PREL", "CH"]}, True),
        ({"tag": "PREL"}, False),
        ({"files": "cables/**"}, True),
        ({"files": ["press/*", "cables/guangzhou/*"]}, True),
        ({"files": "*GUANGZHOU*"}, False),
        ({"files": "site_src/sources/cables/**"}, False),
    ],
)
def test_each_condition_of_a_rule_can_be_met_and_missed(
    rule: dict[str, Any], *, is_met: bool
) -> None:
    source = cable()
    source = replace(source, source=replace(source.source, path=PATH))
    assert matches(Rule.model_validate(rule), source) is is_met
    with_another = {"kind": "cable", "from_year": 2000, **rule}
    assert matches(Rule.model_validate(with_another), source) is is_met


@pytest.mark.parametrize(
    ("date", "rule", "is_met"),
    [
        ("2008/2010", {"to_year": 2008}, True),
        ("2008/2010", {"from_year": 2009}, False),
        ("200X", {"from_year": 2000, "to_year": 2000}, True),
        ("../2010", {"to_year": 2010}, False),
        ("XXXX", {"from_year": 1}, False),
        ("XXXX", {"to_year": 9999}, False),
    ],
)
def test_the_years_of_a_rule_are_those_in_which_dates_begin(
    date: str, rule: dict[str, int], *, is_met: bool
) -> None:
    assert matches(Rule.model_validate(rule), article(date=date)) is is_met


def test_a_source_belongs_to_the_first_collection_whose_rule_it_meets() -> None:
    rules = {"of-2009": {"from_year": 2009, "to_year": 2009}, "cables": {"kind": ["cable", "news"]}}
    collections = tuple(
        Collection.model_validate(
            {
                "name": name,
                "title": name,
                "site_url": f"https://example.org/{name}/",
                "sources": rule,
            }
        )
        for name, rule in rules.items()
    )
    whole = publication(cable(), article(), newsletter())
    whole = replace(whole, settings=replace(whole.settings, collections=collections))
    found = {source: collection.name for source, collection in members(whole).items()}
    assert found == {"09GUANGZHOU999": "of-2009", "post-2015-12-05": "cables"}
