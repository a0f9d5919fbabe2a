"""All registers but that of works as one TEI document: `data/registers.xml`.

Entries have their ids from the registers as identifiers, and in `idno` the URL of the page to
which names in the sources' TEI point. Works are in `data/works.json` and in the bibliography.
"""

from __future__ import annotations

from collections.abc import Iterator

from builders import dates
from builders.exports.registers.records import Record, records
from builders.exports.tei.attributes import NAMESPACE, datable, xml_id
from builders.exports.xml_elements import LANGUAGE, PROLOGUE, element
from builders.markup import safe
from builders.model.entity import Organization, Person, Place, Term
from builders.model.page import DESCRIPTIONS, Asset
from builders.model.publication import Publication
from builders.pages import addresses

DISPLAYS = (DESCRIPTIONS,)  # see `builders.model.page.Unit`
URI = addresses.data("registers.xml")
LISTS = {
    "people": ("listPerson", "person", "persName"),
    "organizations": ("listOrg", "org", "orgName"),
    "places": ("listPlace", "place", "placeName"),
}
"""The elements for list, entry and name of each register; terms form a glossary instead."""


def assets(publication: Publication) -> Iterator[Asset]:
    """The document."""
    found = "\n".join(filter(None, (*_lists(publication), _glossary(publication))))
    nothing = element("text", element("body", element("p", "There are no entries.")))
    content = element("standOff", found) if found else nothing
    whole = f"{_header(publication)}\n{content}\n"
    document = f"{PROLOGUE}{element('TEI', whole, {'xmlns': NAMESPACE})}\n"
    yield Asset(URI, document.encode("utf-8", "backslashreplace"))


def _header(publication: Publication) -> str:
    settings = publication.settings
    title = element("titleStmt", element("title", safe(f"{settings.name}: registers")))
    iri = addresses.iri(publication, URI, URI)
    published = element("publisher", safe(settings.name)) + element(
        "idno", safe(iri), {"type": "URI"}
    )
    source = element("p", "Entries of the edition’s registers, and relations between them.")
    parts = title + element("publicationStmt", published) + element("sourceDesc", source)
    return element("teiHeader", element("fileDesc", parts))


def _lists(publication: Publication) -> Iterator[str]:
    for register, (many, one, name) in LISTS.items():
        found = list(records(publication, register, URI))
        if found:
            entries = [_entry(record, one, name) for record in found]
            relations = "".join(relation for record in found for relation in _relations(record))
            entries.append(element("listRelation", relations) if relations else "")
            yield element(many, "\n".join(filter(None, entries)))


def _entry(record: Record, one: str, name: str) -> str:
    entry = record.entry
    given = xml_id(record.id)
    parts = list(_names(record, name))
    if isinstance(entry, Person):
        given["role"] = "role" if entry.is_role else ""
        for event, day in (("birth", entry.born), ("death", entry.died)):
            parts.append(element(event, safe(dates.display(day)), datable(day)) if day else "")
        parts.append(element("occupation", safe(entry.role)) if entry.role else "")
    elif isinstance(entry, Place):
        given["type"] = "-".join(entry.type.split())
        if entry.latitude is not None:
            where = element("geo", f"{entry.latitude} {entry.longitude}")
            parts.append(element("location", where))
    if isinstance(entry, Person | Organization) and entry.period:
        state = element("desc", safe(entry.period))
        parts.append(element("state", state, {"type": "period", **datable(entry.period)}))
    return element(one, "".join((*parts, *_about(record))), given)


def _names(record: Record, name: str) -> Iterator[str]:
    for language, label in record.labels.items():
        yield element(name, safe(label), {LANGUAGE: language})
    for other in record.names:
        # A conditional name, such as `the Consulate`, names the entry in some sources only.
        if other.is_unconditional:
            yield element(
                name, safe(other.text), {"type": "variant", LANGUAGE: other.language or ""}
            )


def _about(record: Record) -> Iterator[str]:
    """The identifiers of an entry, followed by its description."""
    for iri in (record.url, *record.same_as):
        yield element("idno", safe(iri), {"type": "URI"})
    if record.description:
        yield element("note", element("p", safe(record.description)))


def _relations(record: Record) -> Iterator[str]:
    if xml_id(record.id):
        for name, others in record.relations.items():
            passive = " ".join(f"#{other}" for other in others if xml_id(other))
            if passive:
                yield element(
                    "relation", "", {"name": name, "active": f"#{record.id}", "passive": passive}
                )


def _glossary(publication: Publication) -> str:
    """The terms as a glossary list."""
    parts: list[str] = []
    for record in records(publication, "terms", URI):
        entry = record.entry
        names = ", ".join(_names(record, "term"))
        said = (
            element("gloss", safe(entry.expansion))
            if isinstance(entry, Term) and entry.expansion
            else ""
        )
        parts.append(element("label", names, xml_id(record.id)))
        parts.append(element("item", said + "".join(_about(record))))
    return element("list", "\n".join(parts), {"type": "gloss"}) if parts else ""
