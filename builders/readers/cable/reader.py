"""The reader of diplomatic cables."""

from __future__ import annotations

import re
from bisect import bisect_right

from builders.model.document import Document, Emendation, EmendationKind
from builders.model.source import Source
from builders.readers.addresses import with_ids
from builders.readers.cable.blocks import to_blocks
from builders.readers.cable.body import Body, read_body
from builders.readers.cable.findings import findings
from builders.readers.cable.forms import transcribe
from builders.readers.cable.head import read_head
from builders.readers.cable.lines import lines_of
from builders.readers.cable.lost_line_ends import lost_line_ends
from builders.readers.cable.repetitions import (
    named_as_repetition,
    repetition_notices,
    without_repetition,
)
from builders.readers.cable.summary_and_comment import with_extents
from builders.readers.cable.transcripts import Transcript
from builders.readers.cable.values import read_values
from builders.readers.reader import Reader

_SAMPLE = 20_000
_PRE_RE = re.compile(r"<pre\b", re.IGNORECASE)
# Patterns of what only telegrams have, each with its weight.
_FEATURES = (
    (re.compile(r"^VZCZC[A-Z]{2,4}\d", re.MULTILINE), 0.5),
    (re.compile(r"^[ \t]*[ZOPR](?: [ZOPR])? \d{6}Z [A-Z]{3} \d{2}", re.MULTILINE), 0.4),
    (re.compile(r"^\W{0,3}FM [A-Z]{4}", re.MULTILINE), 0.2),
    (re.compile(r"^[ \t]*TAGS[ :]", re.MULTILINE), 0.25),
    (re.compile(r"^\W{0,3}E\.?/?O\.? ?1\d{4}", re.MULTILINE), 0.25),
    (re.compile(r"^[ \t]*SUBJECT[ :]", re.MULTILINE), 0.15),
    (re.compile(r"^[ \t]*SIPDIS\b", re.MULTILINE), 0.2),
    (
        re.compile(
            r"(?:UNCLAS(?:SIFIED)?|C O N F I D E N T I A L|S E C R E T) (?:SECTION \d\d OF \d\d )?"
            r"[A-Z][A-Z' .-]{2,30} \d{4,6}\b"
        ),
        0.4,
    ),
    (re.compile(r"^\W{0,3}REF(?:TEL|S)?: ", re.MULTILINE), 0.05),
)


def recognize(text: str) -> float:
    """The confidence that a text is a telegram: the weights of its features, added up, at most 1."""
    start = 0
    if text.lstrip("\ufeff \t\r\n")[:1] == "<":
        pre = _PRE_RE.search(text)
        start = pre.start() if pre else 0
    beginning = text[start : start + _SAMPLE]
    beginning = beginning.replace("&#x000A;", "\n").replace("<pre>", "\n")
    return min(1.0, sum(weight for pattern, weight in _FEATURES if pattern.search(beginning)))


def read(source: Source) -> Document:
    """The cable in any of its forms; a text that is no cable comes out as paragraphs."""
    transcript, repeated = without_repetition(transcribe(source.text))
    text = transcript.text.text
    head = read_head(text)
    head_lines = frozenset(" ".join(line.text.split()) for line in lines_of(text[: head.body]))
    body = read_body(text, head.body, has_head=bool(head.parts), head_lines=head_lines)
    signature = text[slice(*body.signature)] if body.signature else None
    header = read_values(transcript, head, signature, source.id)
    parts = [*head.parts, *body.parts]
    blocks = named_as_repetition(with_extents(to_blocks(source.text, transcript, parts)), repeated)
    return Document(
        id=source.id or header.reference_id or "",
        kind="cable",
        form=transcript.form,
        language="en",
        header=header,
        blocks=with_ids(blocks),
        emendations=tuple(
            sorted(
                (
                    *_emendations(source.text, transcript, body),
                    *lost_line_ends(source.text, blocks),
                ),
                key=lambda emendation: emendation.span,
            )
        ),
        problems=(
            *findings(source.text, transcript.text, head, header, body.parts),
            *repetition_notices(source.text, repeated),
        ),
    )


def _emendations(source: str, transcript: Transcript, body: Body) -> tuple[Emendation, ...]:
    """The corrections made in extracting the telegram and in reading its body, unsorted."""
    made = list(transcript.emendations)
    links = sorted(emendation.span for emendation in made)

    def emend(
        place: tuple[int, int], read_as: str, kind: EmendationKind, reason: str, rule: str
    ) -> None:
        words = transcript.text[slice(*place)]
        if not words.pieces:
            return
        span = words.span()
        at = bisect_right(links, span)
        if any(span.overlaps(other) for other in links[max(0, at - 1) : at + 1]):
            return  # the emendation of a link covers these words
        made.append(
            Emendation(span, source[span.start : span.end], read_as, kind, reason, f"rule:{rule}")
        )

    for place in body.pilcrows:
        emend(
            place,
            "",
            EmendationKind.LAYOUT,
            "The number begins a line, not a paragraph; software put the pilcrow before it.",
            "pilcrow-before-a-number",
        )
    for start, end, meant in body.misread:
        emend(
            (start, end),
            meant,
            EmendationKind.OCR,
            "The pilcrow before the number was read as its first digit, as the sequence of paragraphs shows.",
            "pilcrow-read-as-1",
        )
    for place in body.joined:
        emend(
            place,
            " ",
            EmendationKind.LAYOUT,
            "A page break was lost here; the sentence goes on.",
            "lost-page-break",
        )
    return tuple(made)


READER = Reader(
    kind="cable", label="Diplomatic cable", recognize=recognize, read=read, reads_pages=True
)
