"""Sources of the edition as works that can be cited, made from their headers and sidecars.

Two things can be cited: the original document, and this edition's page of it. The citation of the
latter is that of the former followed by the edition (see `styles/editions.py`), so one work
serves both.
"""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatchmethod
from typing import Any

from builders.agents import AgentNames
from builders.citations.in_text.plain_text import first_paragraph
from builders.citations.works import names, titles
from builders.citations.works.bodies import Bodies
from builders.collections.sites import Sites, sites_of
from builders.model.cable import CableHeader
from builders.model.citation import Edition
from builders.model.document import Header, Role
from builders.model.entity import Registers
from builders.model.identifier import Scheme
from builders.model.news import NewsHeader
from builders.model.publication import Entry, Publication, Settings
from builders.model.report import ReportHeader
from builders.model.sidecar import Original
from builders.model.work import Name, Work, WorkType

CABLE = "Diplomatic cable"
GIVEN_BY_EDITORS = (
    "title_short",
    "genre",
    "number",
    "publisher",
    "issn",
    "section",
    "archive",
    "url",
)
"""Fields of a work that the sidecar fills or corrects under the same name."""


class SourceWorks:
    """The works for a publication's sources, made when they are first asked for."""

    def __init__(
        self, registers: Registers, settings: Settings, sites: Sites | None = None
    ) -> None:
        """Take the registers for names of bodies, and the settings and sites for addresses."""
        self._sites = sites
        self._bodies = Bodies(registers)
        self._agents = AgentNames(registers)
        self._settings = settings
        self._made: dict[str, Work] = {}
        self._with_page_address: dict[str, Work] = {}

    def original(self, entry: Entry) -> Work:
        """The original document as a work; it has an address only where the editors give one."""
        if entry.id not in self._made:  # every citation of a source needs it
            self._made[entry.id] = self._original(entry)
        return self._made[entry.id]

    def _original(self, entry: Entry) -> Work:
        given = entry.sidecar.original
        fields: dict[str, Any] = {
            "issued": entry.date or "",
            "language": entry.language,
            "keyword": (*entry.tags, *(one.term for one in entry.sidecar.subjects)),
            **self._fields(entry.document.header, entry),
        }
        for name in GIVEN_BY_EDITORS:
            fields[name] = getattr(given, name) or fields.get(name, "")
        fields["publisher_place"] = given.place or fields.get("publisher_place", "")
        fields["archive_location"] = given.archive_location or ""
        fields["doi"] = _doi(given)
        # Styles print a DOI in place of an address.
        fields["url"] = fields["url"] or ("" if fields["doi"] else _persistent_address(given))
        if given.author:
            fields["author"] = tuple(self._agent(name, given) for name in given.author)
        if given.recipient:
            fields["recipient"] = tuple(self._agent(name, given) for name in given.recipient)
            if fields["type"] is WorkType.DOCUMENT:
                fields["type"] = WorkType.PERSONAL_COMMUNICATION
        text = "\n".join(b.text.text for b in entry.document.blocks if b.role is Role.TEXT)
        return Work(key=entry.slug, title=titles.with_names_kept(entry.title, text), **fields)

    def _agent(self, written: str, original: Original) -> Name:
        """An author or recipient as editors write one: `Family, Given`, or an organization."""
        if "," not in written or not self._agents.is_person(written):
            return Name(literal=written)
        family, _, given = written.partition(",")
        first = written in original.family_first or self._agents.is_family_first(written)
        return Name(family.strip(), given.strip(), family_first=first)

    def edition(self, entry: Entry) -> Edition:
        """The name of this edition and the address of its page of the source."""
        url = (
            self._sites.home(entry)
            if self._sites
            else f"{self._settings.url or '/'}sources/{entry.slug}/"
        )
        return Edition(self._settings.name, url)

    def with_page_address(self, entry: Entry) -> Work:
        """The original with the address of this edition's page, as reference managers save it.

        The abstract is the first paragraph of the headnote.
        """
        if entry.id not in self._with_page_address:  # a dozen files are made from it
            abstract = first_paragraph(entry.sidecar.headnote)
            work = replace(self.original(entry), abstract=abstract)
            if self._settings.url:
                work = replace(work, url=self.edition(entry).url)
            self._with_page_address[entry.id] = work
        return self._with_page_address[entry.id]

    @singledispatchmethod
    def _fields(self, header: Header, _entry: Entry) -> dict[str, Any]:
        """The fields of the work that a header gives; this one is for all other kinds."""
        return {"type": WorkType.DOCUMENT, "author": _body(header.originator or "")}

    @_fields.register
    def _(self, header: CableHeader, _entry: Entry) -> dict[str, Any]:
        # The originator line names the post as the registers do; the other form, which the web
        # page around the telegram has, may be all there is.
        to = (self._bodies.label(addressee.name) for addressee in header.to)
        return {
            "type": WorkType.PERSONAL_COMMUNICATION,
            "genre": CABLE,
            "author": _body(self._bodies.label(header.from_, header.origin)),
            "recipient": tuple(Name(literal=name) for name in dict.fromkeys(to)),
            "number": header.reference_id or "",
        }

    @_fields.register
    def _(self, header: NewsHeader, _entry: Entry) -> dict[str, Any]:
        by = names.parse_byline(header.byline or "") or _body(header.agency or "")
        return {
            "type": WorkType.ARTICLE_NEWSPAPER,
            "author": by,
            "container_title": header.publication or "",
            "publisher_place": self._bodies.place(header.publication),
            "page": header.page or "",
        }

    @_fields.register
    def _(self, header: ReportHeader, entry: Entry) -> dict[str, Any]:
        series = header.series or ""
        return {
            "type": WorkType.REPORT,
            "collection_title": series if series != entry.title else "",
            "publisher": self._bodies.label(header.publisher),
            "publisher_place": self._bodies.place(header.publisher),
        }


def source_works(publication: Publication) -> SourceWorks:
    """The works of a publication's sources; for `publication.shared`."""
    return SourceWorks(publication.registers, publication.settings, publication.shared(sites_of))


def _doi(original: Original) -> str:
    """The first DOI of an original; empty if it has none."""
    found = (one.value for one in original.identified if one.scheme is Scheme.DOI)
    return next(found, "")


def _persistent_address(original: Original) -> str:
    """Where the first identifier that leads anywhere leads; empty if none does."""
    return next((one.address for one in original.identified if one.address), "")


def _body(name: str) -> tuple[Name, ...]:
    return (Name(literal=name),) if name else ()
