"""From references to links: a sole candidate becomes a link, an absent one stays and is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from builders.model.cable import CableHeader
from builders.model.document import Block, Document, Role
from builders.model.publication import Link
from builders.recognizers import cable_references
from builders.spans import Span


def published_ids(documents: Iterable[Document]) -> dict[str, str]:
    """From each canonical identifier to the identifier of the document that carries it."""
    owners: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        owners[document.id.upper()].add(document.id)
        if isinstance(document.header, CableHeader) and document.header.reference_id:
            owners[document.header.reference_id].add(document.id)
    return {identifier: ids.pop() for identifier, ids in owners.items() if len(ids) == 1}


def links(document: Document, published: Mapping[str, str]) -> tuple[Link, ...]:
    """The references of one document in the order of its text, those to itself left out."""
    found = []
    for block in document.blocks:
        if block.name == "refs":
            named = _header_references(document, block)
        elif block.role is Role.TEXT:
            named = (
                (block.text.source_span(reference.start, reference.end), reference.id)
                for reference in cable_references.find(block.text.text)
            )
        else:
            continue
        for span, wanted in named:
            target = published.get(wanted)
            if target == document.id:
                continue
            reading = block.text.reading_span(span)
            words = block.text.text[slice(*reading)] if reading else ""
            found.append(Link(document.id, block.id, span, words, wanted, target))
    return tuple(found)


def _header_references(document: Document, block: Block) -> Iterator[tuple[Span, str]]:
    if not isinstance(document.header, CableHeader):
        return
    reached = 0
    for reference in document.header.refs:
        if reference.id is None:
            continue
        at = block.text.text.find(reference.text, reached)
        if at < 0:
            # Repaired beyond a plain search; the line as a whole is still where it stands.
            yield block.text.span(), reference.id
            continue
        reached = at + len(reference.text)
        yield block.text.source_span(at, reached), reference.id
