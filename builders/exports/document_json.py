"""A source as one JSON object: what `muniment show --json` prints and the site serves."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from builders.model.annotation import PlacedDate, PlacedNote
from builders.model.coverage import Coverage
from builders.model.document import Block, Emendation
from builders.model.facsimile import Facsimile
from builders.model.identifier import Identifier
from builders.model.mention import Mention
from builders.model.page import Asset, Unit
from builders.model.publication import Entry, Link, Publication
from builders.model.redaction import PlacedRedaction
from builders.pages import addresses
from builders.problems import Problem


def units(publication: Publication) -> Iterator[Unit[Asset]]:
    """The JSON of each source, beside its page."""
    for entry in publication.entries:
        yield Unit(addresses.record(entry), partial(_files, publication, entry), (entry.id,))


def _files(publication: Publication, entry: Entry) -> Iterator[Asset]:
    links = publication.links_from.get(entry.id, ())
    # Without indentation Python uses its fast encoder, and the file is half as long.
    yield Asset(addresses.record(entry), as_json(entry, links, indent=None).encode())


def as_record(entry: Entry, links: Iterable[Link] = ()) -> dict[str, Any]:
    """The public record of a source. Offsets are half-open, in code points of the decoded text."""
    source, document, annotations = entry.source, entry.document, entry.annotations
    return {
        "id": document.id,
        "former_ids": entry.sidecar.former_ids,
        "kind": document.kind,
        "form": document.form,
        "language": document.language,
        "encoding": source.encoding,
        "sha256": source.sha256,
        # Offsets, encoding and digest refer to the published file, with redactions blacked out.
        "redactions": [_redaction(one) for one in source.redactions],
        "header": document.header.as_json(),
        "subjects": [{"term": one.term, "uri": one.uri} for one in entry.sidecar.subjects],
        "extent": entry.sidecar.original.extent,
        "identifiers": [_identifier(one) for one in entry.sidecar.original.identified],
        "blocks": [_block(one) for one in document.blocks],
        "emendations": [_emendation(one) for one in document.emendations],
        "mentions": [_mention(one) for one in annotations.mentions],
        "dates": [_date(one) for one in annotations.dates],
        "references": [_reference(one) for one in links],
        "notes": [_note(one, source.text) for one in annotations.notes],
        "facsimiles": [_facsimile(one) for one in entry.facsimiles],
        "changes": [{"date": change.date, "what": change.what} for change in entry.sidecar.changes],
        "coverage": _coverage(entry.account),
        "problems": [_problem(one) for one in document.problems],
    }


def as_json(entry: Entry, links: Iterable[Link] = (), *, indent: int | None = 2) -> str:
    """The public record as JSON, with non-ASCII characters unescaped and a final line end."""
    return json.dumps(as_record(entry, links), ensure_ascii=False, indent=indent) + "\n"


def _identifier(identifier: Identifier) -> dict[str, Any]:
    return {
        "scheme": identifier.scheme.value,
        "value": identifier.value,
        "url": identifier.address or None,
    }


def _redaction(redaction: PlacedRedaction) -> dict[str, Any]:
    return {
        "start": redaction.span.start,
        "end": redaction.span.end,
        "what": redaction.what,
        "reason": redaction.reason,
        "authority": redaction.authority,
        "date": redaction.date,
    }


def _block(block: Block) -> dict[str, Any]:
    return {
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
        # The markup of a web page is many times as long as its article; the spans say where it is.
        "text": None if block.is_markup else block.text.text,
    }


def _emendation(emendation: Emendation) -> dict[str, Any]:
    return {
        "id": emendation.id,
        "start": emendation.span.start,
        "end": emendation.span.end,
        "text": emendation.sic,
        "correction": emendation.corr,
        "kind": emendation.kind.value,
        "reason": emendation.reason,
        "resp": emendation.resp,
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "entity": mention.entity,
        "kind": mention.kind,
        "label": mention.label,
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.text,
        "paragraph": mention.block,
    }


def _date(date: PlacedDate) -> dict[str, Any]:
    return {
        "edtf": date.edtf,
        "start": date.span.start,
        "end": date.span.end,
        "text": date.text,
        "paragraph": date.block,
    }


def _reference(link: Link) -> dict[str, Any]:
    return {
        "target": link.target,
        "wanted": link.wanted,
        "kind": link.kind,
        "fragment": link.fragment,
        "start": link.span.start,
        "end": link.span.end,
        "text": link.text,
        "paragraph": link.block,
    }


def _note(placed: PlacedNote, text: str) -> dict[str, Any]:
    return {
        "id": placed.note.id,
        "kind": placed.note.kind.value,
        "start": placed.span.start,
        "end": placed.span.end,
        "text": text[placed.span.start : placed.span.end],
        "note": placed.note.note,
        "resp": placed.note.resp,
        "paragraph": placed.block,
    }


def _facsimile(facsimile: Facsimile) -> dict[str, Any]:
    return {
        "file": f"facsimile/{facsimile.name}",
        "page": facsimile.page or None,
        "what": facsimile.what or None,
        "media_type": facsimile.media_type,
        "width": facsimile.width or None,
        "height": facsimile.height or None,
        "bytes": facsimile.size,
        "sha256": facsimile.sha256,
    }


def _coverage(account: Coverage) -> dict[str, Any]:
    return {
        "characters": account.characters,
        "accounted": account.accounted,
        "text": account.text,
        "header": account.header,
        "furniture": account.furniture,
        "space": account.space,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "line": problem.line,
        "message": problem.message,
        "hint": problem.hint or None,
    }
