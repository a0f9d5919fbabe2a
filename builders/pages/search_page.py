"""The page that searches: its controls, what they understand, and where to go without a script."""

from __future__ import annotations

from collections.abc import Iterator

from builders.model.entity import WORKS
from builders.model.page import Page
from builders.model.publication import Publication
from builders.pages import addresses
from builders.pages.subjects import KINDS

STYLE = "assets/css/search.css"
SCOPES = (
    ("", "Everything"),
    ("text", "Sources"),
    ("notes", "Editors’ notes"),
    ("corrections", "Corrections"),
)
"""Whose words are searched: from the value in the address to its label."""
YEAR = "year"
FACETS = (
    ("kind", "Kind", "类别"),
    (YEAR, "Year", "年份"),
    ("origin", "Originator", "来源机构"),
    ("classification", "Classification", "密级"),
    ("tag", "TAG", "主题代码"),
    ("person", "Person", "人物"),
    ("organization", "Organization", "机构"),
    ("place", "Place", "地名"),
    ("language", "Language", "语言"),
    ("notes", "Editors’ notes", "编者注"),
)
"""What sources are chosen by: the name in the address and the label in two languages.

`search-facets.js` says them in its own words, and a test compares them.
"""


def pages(publication: Publication) -> Iterator[Page]:
    """One page; what it shows comes from the index."""
    yield Page(
        addresses.SEARCH,
        "search.html",
        "Search",
        {
            "style": addresses.link(addresses.SEARCH, STYLE),
            "scopes": SCOPES,
            "facets": FACETS,
            "lists": [
                ("Sources", addresses.link(addresses.SEARCH, addresses.SOURCES)),
                ("Timeline", addresses.link(addresses.SEARCH, addresses.TIMELINE)),
                *(
                    (kind.many, addresses.link(addresses.SEARCH, addresses.register(register)))
                    for register, kind in KINDS.items()
                    if register != WORKS
                ),
                ("Bibliography", addresses.link(addresses.SEARCH, addresses.BIBLIOGRAPHY)),
            ],
            "has_tags": bool(publication.by_tag),
        },
        description=f"Search {publication.settings.name}: sources, notes, people, places, events.",
    )
