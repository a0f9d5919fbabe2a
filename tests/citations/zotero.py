"""What Zotero's translator "Embedded Metadata" saves from the head of a page.

Its rules, as far as our pages need them, were read in the translator and checked against Zotero's
translation server; they are repeated here so that tests need neither a server nor the network.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from lxml import html  # type: ignore[import-untyped]  # ships no types
from ruamel.yaml import YAML

Json = dict[str, Any]
BEGINNINGS = frozenset({"rights", "abstractNote"})
"""Fields of which the expectations have only the first words."""
MADE_BY_TYPE = {"citation_journal_title": "journalArticle", "citation_book_title": "bookSection"}
"""Names of `meta` elements that decide the type of the item, whatever else the page says."""
FIELDS = {
    "title": ("citation_title", "DC.title"),
    "date": ("citation_publication_date", "DC.date"),
    "language": ("citation_language", "DC.language"),
    "url": ("citation_public_url", "og:url"),
    "rights": ("DC.rights",),
    "abstractNote": ("og:description", "DCTERMS.abstract", "description"),
    "publicationTitle": ("prism.publicationName", "DC.source"),
    "institution": ("citation_technical_report_institution", "DC.publisher"),
    "letterType": ("DC.type",),
    "pages": ("citation_firstpage",),
    "ISSN": ("citation_issn",),
}
"""For each field of Zotero, the `meta` names it looks for, in order of precedence."""
WITHOUT = {
    "letter": {"institution", "publicationTitle", "place", "pages"},
    "newspaperArticle": {"institution", "letterType"},
    "report": {"publicationTitle", "letterType"},
}
"""Fields that an item type lacks; Zotero drops their values."""


def expectations() -> dict[str, Json]:
    """The item that Zotero should save from the page of each source, by slug."""
    text = Path(__file__).with_name("zotero.yml").read_text()
    found: dict[str, Json] = YAML(typ="safe").load(text)
    return found


def differences(expected: Json, found: Json) -> Json:
    """The fields that differ from the expectations, with the values found."""
    return {
        field: found.get(field)
        for field, value in expected.items()
        if not (
            str(found.get(field)).startswith(value)
            if field in BEGINNINGS
            else found.get(field) == value
        )
    }


def saved(head: str) -> Json:
    """The item that Zotero saves from a page with the given head."""
    said: dict[str, list[str]] = defaultdict(list)
    for element in html.fragment_fromstring(head, create_parent=True).iter("meta"):
        name = element.get("name") or element.get("property")
        if name and element.get("content"):
            said[name].append(element.get("content"))
    item: Json = {
        field: found[0]
        for field, names in FIELDS.items()
        if (found := next((said[name] for name in names if said.get(name)), None))
    }
    item |= {name[2:]: values[0] for name, values in said.items() if name.startswith("z:")}
    for name, kind in MADE_BY_TYPE.items():
        if name in said:
            item["itemType"] = kind
    authors = said.get("citation_author") or said["DC.creator"]
    item["creators"] = [creator(name, "author") for name in authors]
    if "citation_author" not in said:
        item["creators"] += [creator(name, "recipient") for name in said["z:recipients"]]
    return {k: v for k, v in item.items() if k not in WITHOUT.get(item.get("itemType", ""), ())}


def creator(name: str, kind: str) -> Json:
    """A name split at its comma, or else at its last space."""
    comma = "," in name
    name = name.strip(" .,/[]:")
    if comma:
        last, _, first = re.sub(r"\.([^ ])", r". \1", name, count=1).partition(",")
    else:
        first, _, last = name.rpartition(" ")
    if not first.strip():
        return {"name": last, "creatorType": kind}
    return {"firstName": first.strip(), "lastName": last, "creatorType": kind}
