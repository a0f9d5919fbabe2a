"""The citations of each source and work in every style, for the scripts of its page: `cite.json`.

Besides the references, which the page has too, it contains notes, and notes with a slot for a
paragraph's number. Other programs find the bibliographic data in `cite.csl.json`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from builders import dates
from builders.citations.styles.publication import edition_key, original_key
from builders.citations.works import short
from builders.citations.works.titles import typographic
from builders.collections.sites import sites_of
from builders.interface.catalogue import CHINESE
from builders.interface.versions import further_languages
from builders.model.citation import Formatted, Style
from builders.model.entity import WORKS
from builders.model.page import Asset, Unit
from builders.model.publication import Entry, Publication
from builders.model.work import Work
from builders.pages import addresses
from builders.pages.bibliography.work_groups import group_of
from builders.readers.detect import reader_named


def units(publication: Publication) -> Iterator[Unit[Asset]]:
    """`cite.json` beside the page of each source and of each work."""
    for entry in publication.entries:
        uri = addresses.citation_file(entry, "json")
        yield Unit(uri, partial(_of_source, publication, entry, uri), ())
    for key, work in publication.bibliography.works.items():
        uri = addresses.work_file(key, "json")
        yield Unit(uri, partial(_of_work, publication, work, uri), ())


def _of_source(publication: Publication, entry: Entry, uri: str) -> Iterator[Asset]:
    record = {
        "id": entry.slug,
        "title": entry.title,
        **_in_languages(publication, entry.sidecar.title_zh, entry.date),
        "language": entry.language,
        "label": short.short_source(publication, entry),
        "kind": reader_named(entry.document.kind).label,
        "date": dates.display(entry.date) if entry.date else "",
        "url": publication.shared(sites_of).home(entry),
        "numbers": _numbers(entry),
        "forms": _forms(
            publication,
            {"original": original_key(entry.slug), "edition": edition_key(entry.slug)},
        ),
    }
    yield Asset(uri, _file(record))


def _of_work(publication: Publication, work: Work, uri: str) -> Iterator[Asset]:
    page = addresses.entity(WORKS, work.key).removesuffix("index.md")
    record = {
        "id": f"@{work.key}",
        "title": typographic(work.title.text),
        **_in_languages(publication, None, work.issued),
        "language": work.language or "en",
        "label": short.short(work),
        "kind": group_of(work).one,
        "date": dates.display(work.issued) if work.issued else "",
        "url": f"{publication.settings.url or '/'}{page}",
        "numbers": {},
        "forms": _forms(publication, {"original": work.key}),
    }
    yield Asset(uri, _file(record))


def _in_languages(
    publication: Publication, title_zh: str | None, date: str | None
) -> dict[str, str]:
    """What the basket shows instead in further languages, by the field with the language's code."""
    further = further_languages(publication.settings)
    titles = {"title_zh": title_zh} if title_zh and CHINESE in further else {}
    when = dates.in_further_languages(date, further)
    return {**titles, **{f"date_{language}": words for language, words in when.items()}}


def _numbers(entry: Entry) -> dict[str, str]:
    """Numbers of paragraphs, by address, that differ from the number in the address."""
    return {
        block.id: str(block.n)
        for block in entry.document.blocks
        if block.id and block.n and block.id != f"p{block.n}"
    }


def _forms(publication: Publication, keys: dict[str, str]) -> list[dict[str, Any]]:
    """The citations in every style that has all of them: of original and edition, or of a work."""
    found = publication.formatted
    return [
        {
            "style": style.value,
            "label": style.label,
            "dash": style.dash,
            **{what: _form(found[key, style]) for what, key in keys.items()},
        }
        for style in Style
        if all((key, style) in found for key in keys.values())
    ]


def _form(found: Formatted) -> dict[str, str]:
    """Reference, note, and note with a slot for a place, as HTML; its text is the plain form."""
    return {
        "reference": found.reference.html,
        "citation": found.citation.html,
        **({"pinned": found.pinned.html} if found.pinned else {}),
    }


def _file(record: dict[str, Any]) -> bytes:
    return (json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
