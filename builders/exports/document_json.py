"""One document as a JSON object: what `muniment show --json` prints and the site serves."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from builders.model.page import Asset, Unit
from builders.model.publication import Entry, Link, Publication
from builders.pages import addresses


def units(publication: Publication) -> Iterator[Unit[Asset]]:
    """The record of each source, beside its page."""
    for entry in publication.entries:
        yield Unit(addresses.record(entry), partial(_files, publication, entry), (entry.id,))


def _files(publication: Publication, entry: Entry) -> Iterator[Asset]:
    links = publication.links_from.get(entry.id, ())
    # Without indents the encoder is the fast one, and the file half as long.
    yield Asset(addresses.record(entry), as_json(entry, links, indent=None).encode())


def as_record(entry: Entry, links: Iterable[Link] = ()) -> dict[str, Any]:
    """The public record. Offsets are code points of the decoded source, half-open."""
    source, document, account = entry.source, entry.document, entry.account
    annotations = entry.annotations
    return {
        "id": document.id,
        "kind": document.kind,
        "form": document.form,
        "language": document.language,
        "encoding": source.encoding,
        "sha256": source.sha256,
        # Offsets, encoding and digest are of the file as published: with its bars.
        "redactions": [
            {
                "start": redaction.span.start,
                "end": redaction.span.end,
                "what": redaction.what,
                "reason": redaction.reason,
                "authority": redaction.authority,
                "date": redaction.date,
            }
            for redaction in source.redactions
        ],
        "header": document.header.as_json(),
        "blocks": [
            {
                "id": block.id,
                "type": block.type,
                "role": block.role.value,
                "name": block.name or None,
                "n": block.n,
                "printed": block.printed,
                "mark": block.mark,
                "level": block.level,
                "language": block.language,
                "start": block.start,
                "end": block.end,
                "spans": [list(span) for span in block.spans],
                "text": block.text.text,
            }
            for block in document.blocks
        ],
        "emendations": [
            {
                "id": emendation.id,
                "start": emendation.span.start,
                "end": emendation.span.end,
                "text": emendation.sic,
                "correction": emendation.corr,
                "kind": emendation.kind.value,
                "reason": emendation.reason,
                "resp": emendation.resp,
            }
            for emendation in document.emendations
        ],
        "mentions": [
            {
                "entity": mention.entity,
                "kind": mention.kind,
                "label": mention.label,
                "start": mention.span.start,
                "end": mention.span.end,
                "text": mention.text,
                "paragraph": mention.block,
            }
            for mention in annotations.mentions
        ],
        "dates": [
            {
                "edtf": found.edtf,
                "start": found.span.start,
                "end": found.span.end,
                "text": found.text,
                "paragraph": found.block,
            }
            for found in annotations.dates
        ],
        "references": [
            {
                "target": link.target,
                "wanted": link.wanted,
                "kind": link.kind,
                "fragment": link.fragment,
                "start": link.span.start,
                "end": link.span.end,
                "text": link.text,
                "paragraph": link.block,
            }
            for link in links
        ],
        "notes": [
            {
                "id": placed.note.id,
                "kind": placed.note.kind.value,
                "start": placed.span.start,
                "end": placed.span.end,
                "text": source.text[placed.span.start : placed.span.end],
                "note": placed.note.note,
                "resp": placed.note.resp,
                "paragraph": placed.block,
            }
            for placed in annotations.notes
        ],
        "coverage": {
            "characters": account.characters,
            "accounted": account.accounted,
            "text": account.text,
            "header": account.header,
            "furniture": account.furniture,
            "space": account.space,
        },
        "problems": [
            {
                "code": problem.code,
                "severity": problem.severity.value,
                "line": problem.line,
                "message": problem.message,
                "hint": problem.hint or None,
            }
            for problem in document.problems
        ],
    }


def as_json(entry: Entry, links: Iterable[Link] = (), *, indent: int | None = 2) -> str:
    """The record as JSON text with Chinese as it is, and a line end."""
    return json.dumps(as_record(entry, links), ensure_ascii=False, indent=indent) + "\n"
