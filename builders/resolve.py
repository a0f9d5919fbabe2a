"""The resolve stage: references become links if they have exactly one candidate.

A reference to something that is not published here is kept, without a target, and shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from builders.model.cable import CableHeader, Reference
from builders.model.document import Block, Document, Role
from builders.model.publication import Link
from builders.recognizers import cable_references, telegram_references
from builders.recognizers.telegram_references import TelegramReference, TelegramReferenceKind
from builders.spans import Span


def published_ids(documents: Iterable[Document]) -> dict[str, str]:
    """From each canonical identifier to the id of the only document that carries it."""
    owners: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        owners[document.id.upper()].add(document.id)
        if isinstance(document.header, CableHeader) and document.header.reference_id:
            owners[document.header.reference_id].add(document.id)
    return {identifier: ids.pop() for identifier, ids in owners.items() if len(ids) == 1}


def links(document: Document, published: Mapping[str, str]) -> tuple[Link, ...]:
    """The references of one document in the order of its text; to itself only by paragraph."""
    found: list[Link] = []
    for block in document.blocks:
        if block.name == "refs":
            found.extend(_ref_line_links(document, block, published))
        elif block.role is Role.TEXT:
            found.extend(_numbered_links(document, block, published))
            found.extend(_telegram_links(document, block, published))
    return tuple(sorted(found, key=lambda link: (link.span, link.wanted)))


class _Target(NamedTuple):
    """What a reference points at."""

    name: str
    """The identifier of a telegram, or if it is not known the words of the reference (`reftel`)."""
    kind: str = "cable"
    fragment: str | None = None
    """Address of a block in the same document."""


def _ref_line_links(
    document: Document, block: Block, published: Mapping[str, str]
) -> Iterator[Link]:
    reached = 0
    for reference in _header_references(document):
        if reference.id is None or not block.text:
            continue
        at = block.text.text.find(reference.text, reached)
        if at < 0:
            # The text was repaired too much for a plain search, but it is somewhere in this line.
            start, end = 0, len(block.text)
        else:
            start, end = at, at + len(reference.text)
            reached = end
        yield _link(document, block, Span(start, end), _Target(reference.id), published)


def _numbered_links(
    document: Document, block: Block, published: Mapping[str, str]
) -> Iterator[Link]:
    for start, end, identifier in cable_references.find(block.text.text):
        link = _link(document, block, Span(start, end), _Target(identifier), published)
        if link.target != document.id:
            yield link


def _telegram_links(
    document: Document, block: Block, published: Mapping[str, str]
) -> Iterator[Link]:
    if not isinstance(document.header, CableHeader):
        return
    for reference in telegram_references.find(block.text.text):
        reading = Span(reference.start, reference.end)
        for wanted in _targets(document, reference):
            yield _link(document, block, reading, wanted, published)


def _targets(document: Document, reference: TelegramReference) -> Iterator[_Target]:
    """What a reference may mean: each telegram, or a paragraph of this one."""
    kind = reference.kind.value
    cables = [item for item in _header_references(document) if item.id]
    match reference.kind:
        case TelegramReferenceKind.LETTER:
            for letter in reference.values:
                meant = [item.id for item in cables if item.letter == letter]
                # A letter given twice (07TALLINN375 has two Bs) points at no one telegram.
                sole = meant[0] if len(meant) == 1 else None
                yield _Target(sole or f"Ref {letter}", kind)
        case TelegramReferenceKind.REFTEL:
            sole = cables[0].id if len(cables) == 1 else None
            yield _Target(sole or "reftel", kind)
        case TelegramReferenceKind.SEPTEL:
            yield _Target("septel", kind)
        case TelegramReferenceKind.PARAGRAPH:
            fragment = f"p{reference.values[0]}"
            if document.find(fragment) is not None:
                yield _Target(document.id, kind, fragment)
            else:
                yield _Target(f"¶{reference.values[0]}", kind)


def _header_references(document: Document) -> tuple[Reference, ...]:
    header = document.header
    return header.refs if isinstance(header, CableHeader) else ()


def _link(
    document: Document,
    block: Block,
    reading: Span,
    wanted: _Target,
    published: Mapping[str, str],
) -> Link:
    own = wanted.name if wanted.name == document.id else None
    return Link(
        source=document.id,
        block=block.id,
        span=block.text.source_span(*reading),
        text=block.text.text[slice(*reading)],
        wanted=wanted.name,
        target=own or published.get(wanted.name),
        kind=wanted.kind,
        fragment=wanted.fragment,
    )
