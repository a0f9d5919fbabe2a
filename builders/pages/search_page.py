"""The search page: its controls, examples of queries, and lists to go to without scripts."""

from __future__ import annotations

from collections.abc import Iterator

from builders.model.entity import WORKS
from builders.model.page import Page
from builders.model.publication import Publication
from builders.pages import addresses
from builders.pages.source_lists import year_of
from builders.pages.subjects import KINDS

STYLE = "assets/css/search.css"
SCOPES = (
    ("", "Everything"),
    ("text", "Sources"),
    ("notes", "Editors’ notes"),
    ("corrections", "Corrections"),
)
"""What is searched: pairs of the value in the URL and its label."""
YEAR = "year"
SUBJECT = "subject"
FACETS = (
    ("kind", "Kind", "类别"),
    (YEAR, "Year", "年份"),
    ("author", "Author", "作者"),
    ("recipient", "Recipient", "收件人"),
    ("sent_from", "Sent from", "发信地"),
    ("origin", "Originator", "来源机构"),
    ("classification", "Classification", "密级"),
    ("tag", "TAG", "主题代码"),
    (SUBJECT, "Subject", "主题词"),
    ("person", "Person", "人物"),
    ("organization", "Organization", "机构"),
    ("place", "Place", "地名"),
    ("language", "Language", "语言"),
    ("notes", "Editors’ notes", "编者注"),
)
"""What search results are filtered by: the name in the URL, and its label in English and Chinese.

`search/facets.js` has the same list; a test compares the two.
"""


def _applicable_facets(publication: Publication) -> tuple[tuple[str, str, str], ...]:
    """The facets that apply to these sources: letters have no classification and no TAGS."""
    entries, registers = publication.entries, publication.registers
    named = publication.mentions_of.keys()
    there = {
        YEAR: any(map(year_of, entries)),
        "author": any(entry.sidecar.original.author for entry in entries),
        "recipient": any(entry.sidecar.original.recipient for entry in entries),
        "sent_from": any(entry.sidecar.original.sent_from for entry in entries),
        "origin": bool(publication.by_originator),
        "classification": any(
            getattr(entry.document.header, "classification", None) for entry in entries
        ),
        "tag": bool(publication.by_tag),
        "subject": any(entry.sidecar.subjects for entry in entries),
        "person": not named.isdisjoint(registers.people),
        "organization": not named.isdisjoint(registers.organizations),
        "place": not named.isdisjoint(registers.places),
    }
    return tuple(facet for facet in FACETS if there.get(facet[0], True))


def _example_period(publication: Publication) -> tuple[str, str]:
    """The first year, and a month of the last, as an example of a period to search; or nothing."""
    found = sorted(map(int, filter(None, map(year_of, publication.entries))))
    return (f"{found[0]:04}", f"{found[-1]:04}-02") if found else ("", "")


def pages(publication: Publication) -> Iterator[Page]:
    """One page; its results come from the index, by a script."""
    yield Page(
        addresses.SEARCH,
        "search.html",
        "Search",
        {
            "style": addresses.link(addresses.SEARCH, STYLE),
            "scopes": SCOPES,
            "facets": _applicable_facets(publication),
            "years": _example_period(publication),
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
        },
        description=f"Search {publication.settings.name}: sources, notes, people, places, events.",
    )
