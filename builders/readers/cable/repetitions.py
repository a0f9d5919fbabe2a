"""A telegram that a source holds twice, as where a program copied a page's text and its print version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builders.model.document import Block
from builders.problems import Problem
from builders.readers.blocks import notice
from builders.readers.cable.lines import lines_of
from builders.readers.cable.transcripts import Transcript
from builders.spans import Span

FEWEST_LINES = 8
"""The fewest lines of a second copy; fewer may be a head that a further section repeats."""
LEAST_SHARE = 0.5
"""The least share of the first copy that the second must have: it may break off."""
REPETITION = "repetition"


def without_repetition(transcript: Transcript) -> tuple[Transcript, Span | None]:
    """The transcript with the telegram once, and the range of the source that repeats it, if any."""
    lines = lines_of(transcript.text.text)
    length = _repeated_length([" ".join(line.text.split()) for line in lines])
    once = len(lines) - length
    if length < FEWEST_LINES or length < LEAST_SHARE * once:
        return transcript, None
    cut = lines[once].start
    repeated = transcript.text[cut:].strip().span()
    return (
        replace(
            transcript,
            text=transcript.text[:cut],
            emendations=tuple(e for e in transcript.emendations if e.span.end <= repeated.start),
        ),
        repeated,
    )


def named_as_repetition(blocks: Sequence[Block], repeated: Span | None) -> list[Block]:
    """The blocks, those in the range named as a repetition of the telegram."""
    return [
        replace(block, name=REPETITION)
        if repeated is not None and block.is_markup and repeated.contains(block.spans[0])
        else block
        for block in blocks
    ]


def repetition_notices(source: str, repeated: Span | None) -> tuple[Problem, ...]:
    """A notice that the source holds the telegram twice, if it does."""
    if repeated is None:
        return ()
    message = "the source holds the telegram twice; only the first copy is read"
    hint = "If the second is the better one, leave out the first."
    return (notice(source, repeated.start, "repeated-telegram", message, hint),)


def _repeated_length(lines: Sequence[str]) -> int:
    """The number of lines at the end that are the same as those at the beginning.

    That is the longest border of the sequence, found in one pass as by Knuth, Morris and Pratt.
    """
    borders = [0] * len(lines)
    for at in range(1, len(lines)):
        length = borders[at - 1]
        while length and lines[at] != lines[length]:
            length = borders[length - 1]
        borders[at] = length + (lines[at] == lines[length])
    return borders[-1] if borders else 0
