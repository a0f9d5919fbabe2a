"""Names of the publication's own people, places, works, sources and events in further languages.

Editors give them in Chinese. In each language, a work or a source is called by its authors
and its year or date.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from builders.agents import Agents, shown
from builders.citations.works import short
from builders.citations.works.bodies import Bodies
from builders.interface.catalogue import CHINESE, Catalogue, catalogue
from builders.interface.versions import further_languages
from builders.model.publication import Publication
from builders.pages.short_names import short_names
from builders.pages.subjects import Subjects


def catalogues(publication: Publication) -> dict[str, Catalogue]:
    """The catalogue of each further language, with the publication's names in that language."""
    return {
        language: catalogue(language).with_names(_names_in(publication, language))
        for language in further_languages(publication.settings)
    }


def _names_in(publication: Publication, language: str) -> dict[str, str]:
    """From each name as pages show it to its form in the language, where that is another."""
    chinese = _chinese_names(publication) if language == CHINESE else ()
    names = chain(_short_forms(publication, short.wording_in(language)), chinese)
    return {name: own for name, own in names if own and name != own}


def _chinese_names(publication: Publication) -> Iterator[tuple[str, str]]:
    yield publication.settings.name, publication.settings.name_zh or ""
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


def _short_forms(publication: Publication, wording: short.Wording) -> Iterator[tuple[str, str]]:
    """What each work and each source is called in a few words, in English and in other words."""
    for work in publication.bibliography.works.values():
        yield short.short(work), short.short(work, wording)
    in_english = publication.shared(short_names)
    in_wording = short_names(publication, wording)
    yield from ((name, in_wording[identifier]) for identifier, name in in_english.items())
