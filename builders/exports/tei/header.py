"""The `teiHeader` of a source: title, origin, date, correspondents, editing, and revisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from builders import __version__
from builders.agents import Agents, shown
from builders.citations.works.sources import source_works
from builders.exports.tei.attributes import ID, datable
from builders.exports.tei.prose import Prose
from builders.exports.tei.words import is_rule
from builders.exports.xml_elements import LANGUAGE, element
from builders.markup import safe
from builders.model.cable import Addressee, CableHeader
from builders.model.publication import Entry, Publication
from builders.model.sidecar import Original
from builders.pages import addresses
from builders.pages.citation_links import full_reference
from builders.pages.source.editors_notes import EDITORS
from builders.readers.languages import title_language

CHINESE = "zh"
EDITORIAL_DECLARATION = {
    "correction": "Each correction gives the reading of the source in sic and the reading of the "
    "edition in corr, which names who is responsible for it. The reasons are given in back. "
    "Corrections of line breaks and other layout are not marked.",
    "normalization": "Apart from these corrections, spelling, capitalization and punctuation are "
    "those of the source.",
    "segmentation": "Headings, paragraphs, list items and page furniture were identified by a "
    "program. Paragraph numbers are those of the source, where it has any. "
    "The markup of a web page is left out, with its menus and scripts.",
    "interpretation": "References on names point to the edition's registers. Dates in the text were "
    "interpreted in relation to the date of the document. Dates that W3C XML Schema cannot express "
    "are given in EDTF.",
}
"""Text of the editorial declaration by element, in the order that TEI prescribes."""


def responsibility_pointers(entry: Entry) -> dict[str, str]:
    """The pointer to each person's statement in the header, by the name used in `resp`."""
    said = [placed.note.resp for placed in entry.annotations.notes]
    said += [one.resp for one in entry.document.emendations if not is_rule(one.resp)]
    others = sorted({*said} - {EDITORS})
    return {EDITORS: f"#{EDITORS}", **{name: f"#resp{n}" for n, name in enumerate(others, 1)}}


def header(publication: Publication, entry: Entry, resps: Mapping[str, str]) -> str:
    """The `teiHeader` of a source.

    Args:
        publication: The publication.
        entry: The source.
        resps: Pointers to those responsible, from `responsibility_pointers`.
    """
    prose = Prose(publication, addresses.source(entry))
    parts = (
        element("fileDesc", "\n".join(_file_description(publication, entry, resps, prose))),
        element("encodingDesc", _encoding_description()),
        element("profileDesc", "\n".join(_profile_description(publication, entry, prose))),
        _revision_description(entry),
    )
    return element("teiHeader", "\n".join(filter(None, parts)))


def _file_description(
    publication: Publication, entry: Entry, resps: Mapping[str, str], prose: Prose
) -> Iterator[str]:
    settings = publication.settings
    page = addresses.source(entry)
    language = title_language(entry.title, entry.language)
    titles = [element("title", safe(entry.title), {LANGUAGE: language})]
    if entry.sidecar.title_zh:
        titles.append(element("title", safe(entry.sidecar.title_zh), {LANGUAGE: CHINESE}))
    work = publication.shared(source_works).original(entry)
    titles += (element("author", safe(str(name))) for name in work.author)
    titles += (
        _responsibility_statement(settings.name, name, pointer) for name, pointer in resps.items()
    )
    yield element("titleStmt", "\n".join(titles))
    rights = prose.paragraphs(entry.sidecar.rights)
    if entry.sidecar.license:
        rights += element("licence", safe(entry.sidecar.license), {"target": entry.sidecar.license})
    published = (
        element("publisher", safe(settings.name)),
        element("idno", safe(entry.id), {"type": "local"}),
        element("idno", safe(addresses.iri(publication, page, page)), {"type": "URI"}),
        element("availability", rights) if rights else "",
    )
    yield element("publicationStmt", "\n".join(filter(None, published)))
    yield element("seriesStmt", element("title", safe(settings.name)))
    received = addresses.iri(publication, page, addresses.received(entry))
    original = [
        safe(full_reference(publication, f"sources/{entry.slug}").text),
        element("ptr", attributes={"type": "received", "target": received}),
        element("idno", entry.source.sha256, {"type": "SHA-256"}),
        *_identifiers_and_extent(entry.sidecar.original),
    ]
    if entry.sidecar.provenance:
        provenance = prose.paragraphs(entry.sidecar.provenance)
        original.append(element("note", provenance, {"type": "provenance"}))
    yield element("sourceDesc", element("bibl", "\n".join(original)))


def _identifiers_and_extent(original: Original) -> Iterator[str]:
    for one in original.identified:
        yield element("idno", safe(one.value), {"type": one.scheme.value})
    if original.extent:
        yield element("extent", safe(original.extent))


def _responsibility_statement(publication: str, name: str, pointer: str) -> str:
    who = f"The editors of {publication}" if name == EDITORS else name
    content = element("resp", "Notes and corrections") + element("name", safe(who))
    return element("respStmt", content, {ID: pointer.removeprefix("#")})


@cache
def _encoding_description() -> str:
    """The content of `encodingDesc`, the same for every source."""
    declaration = "\n".join(
        element(name, element("p", safe(words))) for name, words in EDITORIAL_DECLARATION.items()
    )
    about = {ID: "muniment", "ident": "Muniment", "version": __version__}
    program = element("application", element("label", "Muniment"), about)
    return f"{element('editorialDecl', declaration)}\n{element('appInfo', program)}"


def _profile_description(publication: Publication, entry: Entry, prose: Prose) -> Iterator[str]:
    if entry.sidecar.headnote:
        language = {LANGUAGE: publication.settings.language}
        yield element("abstract", prose.paragraphs(entry.sidecar.headnote), language)
    if entry.sidecar.headnote_zh:
        chinese = {LANGUAGE: CHINESE}
        yield element("abstract", prose.paragraphs(entry.sidecar.headnote_zh), chinese)
    if entry.date:
        yield element("creation", element("date", safe(entry.date), datable(entry.date)))
    yield element("langUsage", element("language", attributes={"ident": entry.language}))
    keywords = (
        [element("term", safe(tag), {"type": "TAGS"}) for tag in entry.tags],
        [element("term", safe(one.term), {"ref": one.uri or ""}) for one in entry.sidecar.subjects],
    )
    if any(keywords):
        lists = (element("keywords", "".join(terms)) for terms in keywords if terms)
        yield element("textClass", "\n".join(lists))
    if isinstance(entry.document.header, CableHeader):
        yield _cable_correspondence(entry.document.header)
    elif entry.sidecar.original.recipient or entry.sidecar.original.sent_from:
        yield _correspondence(publication, entry)


def _revision_description(entry: Entry) -> str:
    """The `revisionDesc`, with the latest change first; empty if no change is recorded."""
    latest = entry.sidecar.latest_changes
    said = "\n".join(element("change", safe(one.what), {"when": one.date}) for one in latest)
    return element("revisionDesc", said) if said else ""


def _correspondence(publication: Publication, entry: Entry) -> str:
    """The `correspDesc` of a letter: who sent it to whom, as the editors name them, where and when."""
    original = entry.sidecar.original
    sent = "".join(_agents(publication, original.author))
    if original.sent_from:
        sent += _place(publication, original.sent_from)
    if entry.date:
        sent += element("date", safe(entry.date), datable(entry.date))
    received = "".join(_agents(publication, original.recipient))
    actions = (("sent", sent), ("received", received))
    return element(
        "correspDesc",
        "\n".join(element("correspAction", who, {"type": kind}) for kind, who in actions if who),
    )


def _agents(publication: Publication, names: Iterable[str]) -> Iterator[str]:
    agents, registers = publication.shared(Agents), publication.registers
    for name in names:
        known = agents.id_of(name)
        register = "people" if known in registers.people else "organizations"
        ref = known and addresses.iri(
            publication, addresses.ANY_SOURCE, addresses.entity(register, known)
        )
        kind = "persName" if agents.is_person(name) else "orgName"
        yield element(kind, safe(shown(name)), {"ref": ref or ""})


def _place(publication: Publication, name: str) -> str:
    """The place that a letter was sent from, as the editors name it."""
    known = publication.shared(Agents).place_id_of(name)
    ref = known and addresses.iri(
        publication, addresses.ANY_SOURCE, addresses.entity("places", known)
    )
    return element("placeName", safe(name), {"ref": ref or ""})


def _cable_correspondence(cable: CableHeader) -> str:
    """The `correspDesc` of a cable: its sender, and its action and info addressees."""
    sent = element("orgName", safe(cable.from_ or cable.origin or "")) + (
        element("date", safe(cable.date_time_group or ""), {"when": _instant(cable)})
    )
    actions = [element("correspAction", sent, {"type": "sent"})]
    for kind, addressees in (("action", cable.to), ("info", cable.info)):
        if addressees:
            names = "".join(_addressees(addressees))
            given = {"type": "received", "subtype": kind}
            actions.append(element("correspAction", names, given))
    return element("correspDesc", "\n".join(actions))


def _addressees(addressees: Iterable[Addressee]) -> Iterator[str]:
    for one in addressees:
        yield element("orgName", safe(one.name), {"key": one.route or ""})


def _instant(cable: CableHeader) -> str:
    """The date-time group in XML Schema's form, which requires seconds, or else the date."""
    instant = cable.datetime_utc
    return instant.replace("Z", ":00Z") if instant else (cable.date or "")
