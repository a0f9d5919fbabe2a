"""Footnotes below a text that an edition prints, and their numbers in its sentences.

In a copy of such a page the raised numbers stand on the line: `Department of State1`, `dearer.2 They`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from builders.aligned_text import AlignedText
from builders.model.document import Block, Emendation, EmendationKind, Role
from builders.readers.blocks import ENDS_A_SENTENCE_RE, Passage, joined, leaf
from builders.spans import Span

_BEGINNING = r"(?:[^\W\d_a-zß-öø-ÿа-џ]|[“\"(‘«„\[])"
NOTE_RE = re.compile(
    rf"\[\^?(?P<bracketed>\d{{1,3}})\]:?\s{{0,4}}(?=\S)|(?P<plain>\d{{1,3}})\.?(?:[ \t]{{1,4}}|(?=[A-Z“\"(]))(?={_BEGINNING})"
)
"""`1 Source: Central Files`, `2. Not printed.`, `1Source:`, `[1] Not printed.`: how a footnote begins."""
NUMBER_RE = re.compile(
    r"\[\^?(?P<bracketed>\d{1,3})\]"
    r"|(?<=[a-zß-öø-ÿ]{3})(?P<plain>\d{1,3})(?![\w.,:/°%-])"
    r"|(?<=[a-zß-öø-ÿ\])”’\"][.,;:!?”’)\"])(?P<after>\d{1,3})(?=\s|\Z)"
)
"""The number of a footnote after a word or after a stop; not that in `room B2` or `1788.3`.

Where it stands in brackets, as word processors write it, it stays as it is.
"""
_ABBREVIATED_RE = re.compile(r"\b(?:Nos?|pp?|para|vol|art|sec|ch|fig|Doc)\.\Z", re.IGNORECASE)
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LONGEST_ABBREVIATION = 6


def without_notes(
    text: str, groups: list[list[Passage]]
) -> tuple[list[list[Passage]], list[Block]]:
    """The groups of lines above the footnotes at the end of a text, and the footnotes.

    Footnotes have consecutive numbers. The text has the first of these and at least half of them.
    """
    notes: list[list[Passage]] = []
    first, number = len(groups), 0
    while first > 1 and (found := _notes_in(groups[first - 1])):
        if notes and found[-1][0] != number - 1:
            break
        notes[:0] = [lines for _, lines in found]
        first, number = first - 1, found[0][0]
    if not notes:
        return groups, []
    numbers = range(number, number + len(notes))
    above = text[: notes[0][0].span.start]
    marks = [int(mark[mark.lastgroup or 0]) for mark in _marks(above, numbers)]
    if marks[:1] != [number] or len(marks) * 2 < len(notes):
        return groups, []
    return groups[:first], [_note(text, lines) for lines in notes]


def with_raised_numbers(
    blocks: Iterable[Block], notes: Sequence[Block]
) -> tuple[list[Block], tuple[Emendation, ...]]:
    """The blocks with the numbers of footnotes raised again, and an emendation for each."""
    numbers = {int(note.printed) for note in notes if note.printed}
    blocks = list(blocks)
    if not numbers:
        return blocks, ()
    emendations: list[Emendation] = []
    last = 0

    def raised(block: Block) -> Block:
        nonlocal last
        parts: list[AlignedText] = []
        at = 0
        for mark in _marks(block.text.text, numbers, last):
            last = int(mark[mark.lastgroup or 0])
            if mark["bracketed"]:
                continue
            start, end = mark.span(mark.lastgroup or 0)
            span = block.text.source_span(start, end)
            corr = str(last).translate(SUPERSCRIPTS)
            parts += (block.text[at:start], AlignedText.substitute(corr, span))
            at = end
            reason = f"The number of footnote {last}, which was raised in print."
            emendations.append(
                Emendation(
                    span, str(last), corr, EmendationKind.LAYOUT, reason, "rule:footnote-number"
                )
            )
        return replace(block, text=AlignedText.join((*parts, block.text[at:]))) if parts else block

    return [raised(block) if block.role is Role.TEXT else block for block in blocks], tuple(
        emendations
    )


def _notes_in(group: Sequence[Passage]) -> list[tuple[int, list[Passage]]]:
    """The footnotes of a group with their numbers; none if anything else stands among them.

    A line that begins with the next number begins the next note; other lines continue one. Notes
    whose numbers are not in brackets end with a sentence, as items of a list need not.
    """
    found: list[tuple[int, list[Passage]]] = []
    for passage in group:
        match = NOTE_RE.match(passage.text)
        number = int(match[match.lastgroup or 0]) if match else 0
        if match and (not found or number == found[-1][0] + 1):
            found.append((number, [passage]))
        elif found:
            found[-1][1].append(passage)
        else:
            return []
    sure = all(
        note[0].text.startswith("[") or ENDS_A_SENTENCE_RE.search(note[-1].text.rstrip("↩ "))
        for _, note in found
    )
    return found if sure else []


def _marks(words: str, numbers: Container[int], last: int = 0) -> Iterator[re.Match[str]]:
    """The matches of numbers of footnotes in words, in rising order and above `last`."""
    for match in NUMBER_RE.finditer(words):
        number = int(match[match.lastgroup or 0])
        before = words[max(0, match.start() - _LONGEST_ABBREVIATION) : match.start()]
        if number in numbers and number > last and not _ABBREVIATED_RE.search(before):
            last = number
            yield match


def _note(text: str, lines: Sequence[Passage]) -> Block:
    """The block of a footnote, with its number as its label."""
    span = joined(text, lines[0], lines[-1]).span
    block = leaf(text, span, "note", Role.TEXT, "footnote")
    match = NOTE_RE.match(block.text.text)
    if match is None:
        return block
    label = Span(span.start, span.start + len(match[0].rstrip()))
    return replace(
        block, text=block.text[match.end() :], label=label, printed=match[match.lastgroup or 0]
    )
