"""Names of the publication's own people, places, works, sources and events in further languages.

Editors give them in Chinese. In each language, a work is called by its authors and its year.
"""

from __future__ import annotations

from collections.abc import Iterator

from builders.agents import Agents, shown
from builders.citations.works import short
from builders.citations.works.bodies import Bodies
from builders.interface.catalogue import CHINESE, Catalogue, catalogue
from builders.interface.versions import further_languages
from builders.model.publication import Publication
from builders.pages.subjects import Subjects


def catalogues(publication: Publication) -> dict[str, Catalogue]:
    """The catalogue of each further language, with the publication's names in that language."""
    return {
        language: catalogue(language).with_names(_names_in(publication, language))
        for language in further_languages(publication.settings)
    }


def _names_in(publication: Publication, language: str) -> dict[str, str]:
    if language == CHINESE:
        return publication.shared(chinese_names)
    if (wording := short.WORDINGS.get(language)) is None:
        return {}
    works = publication.bibliography.works.values()
    forms = ((short.short(work), short.short(work, wording)) for work in works)
    return {english: own for english, own in forms if english != own}


def chinese_names(publication: Publication) -> dict[str, str]:
    """From each name as pages show it to its Chinese form, where the editors have given one."""
    return {name: chinese for name, chinese in _names(publication) if chinese and name != chinese}


def _names(publication: Publication) -> Iterator[tuple[str, str]]:
    yield publication.settings.name, publication.settings.name_zh or ""
    for work in publication.bibliography.works.values():
        yield short.short(work), short.short(work, short.CHINESE)
    for placed in publication.events:
        yield placed.event.title, placed.event.title_zh or ""
    for entry in publication.entries:
        yield entry.title, entry.sidecar.title_zh or ""
    bodies = Bodies(publication.registers)
    for originator in publication.by_originator:
        yield originator, bodies.label_zh(originator)
    for subject in publication.shared(Subjects).all.values():
        yield subject.label, subject.label_zh
    for identifier, names in publication.shared(Agents).names.items():
        entity = publication.registers.get(identifier)
        for name in names:
            for form in (name, shown(name)):
                yield form, (entity.label_zh if entity else None) or ""
