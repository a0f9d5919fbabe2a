"""A first decision on what each chunk of a report is, by its own marks and by its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builders.inputs.patterns import BLOCK
from builders.readers.blocks import LEADERS_RE
from builders.readers.report.chunks import FURTHER_FIGURES, LONG_WORD, MENTION_RE, Chunk, Sort
from builders.readers.report.parts import (
    INTERRUPTING_PARTS,
    MASTHEAD_RE,
    PAGE_RE,
    SECTION_NUMBER_RE,
    SMALL_WORDS,
    SOURCE_NOTE_RE,
    URL_FOOTER_RE,
    Part,
    interrupts,
)

CAPTION_RE = re.compile(
    r"(?:(?:Figure|Fig\.|Table|Map|Chart|Graph|Box|Photo|Image|Plate|Exhibit|Diagram|Illustration"
    rf"|FIGURE|FIG\.|TABLE|MAP|CHART|GRAPH|BOX|PHOTO)s?|{FURTHER_FIGURES})"
    r"(?:\s?(?:[A-Z]?\d{1,3}(?:[ .\-–]{1,2}\d{1,3}){0,3}[a-z]?|[A-Z]|[IVX]{1,5})\s?(?P<mark>[:：.–—|-])?|(?P<colon>[:：]))(?:\s|\Z|(?<=：))",
)
"""`Figure 3.1.1: Status of operations ...`; a mention in a sentence lacks the mark."""
CAPTION_WORD_RE = re.compile(
    r"(?:[\w ]{0,30}\b)?(?:caption|photo(?:graph)?s?(?: credits?| by)?|picture|image)\s?[:©]|©|\A\(?photo\b|\((?:photo|pic)[^()]{0,60}\)\Z|\A(?:above|below|left|right|top|bottom)\s?:",
    re.IGNORECASE,
)
"""`Front page caption: ...`, `Photo: ...`, `© IOM 2017`."""
_LONGEST_HEADING = 16
_LONGEST_RUN_IN = 8
_FEWEST_BROKEN = 3
_LONGEST_RUNNING_HEAD = 12
_LONGEST_CAPTION = 40
_FIGURE_GAP = 3
"""The fewest empty lines where a figure was left out; paragraphs are set off by one or two."""


def first_parts(chunks: tuple[Chunk, ...]) -> tuple[Part, ...]:
    """The part that each chunk is, in order, to be refined by what stands around it."""
    named = [_by_itself(chunk) for chunk in chunks]
    marked = any(chunk.sort is Sort.HEADING for chunk in chunks)
    for k, part in enumerate(named):
        if part is Part.PARAGRAPH:
            named[k] = _by_neighbours(chunks, named, k, marked=marked)
    return tuple(named)


def _by_itself(chunk: Chunk) -> Part:
    """The part that a chunk is by its own marks and words."""
    fixed = {
        Sort.IMAGE: Part.FIGURE,
        Sort.BREAK: Part.PAGE_FOOTER,
        Sort.RULE: Part.RULE,
        Sort.TABLE: Part.TABLE,
        Sort.ITEM: Part.ITEM,
    }
    if chunk.sort in fixed:
        return fixed[chunk.sort]
    if PAGE_RE.fullmatch(chunk.text) or URL_FOOTER_RE.fullmatch(chunk.text):
        return Part.PAGE_FOOTER
    # A bar stands for redacted words.
    if not any(character.isalnum() or character == BLOCK for character in chunk.text):
        return Part.RULE
    if _is_caption(chunk):
        return Part.CAPTION
    return Part.HEADING if chunk.sort is Sort.HEADING else Part.PARAGRAPH


def _is_caption(chunk: Chunk) -> bool:
    if chunk.count > _LONGEST_CAPTION:
        return False
    match = CAPTION_RE.match(chunk.text)
    if MENTION_RE.match(chunk.text) and not chunk.bold:
        return False
    if match and (match["mark"] or match["colon"] or chunk.bold or not chunk.finished):
        return True
    return bool(CAPTION_WORD_RE.match(chunk.text)) and chunk.sort is not Sort.HEADING


def _by_neighbours(
    chunks: tuple[Chunk, ...], named: Sequence[Part], k: int, *, marked: bool
) -> Part:
    """The part that a paragraph is by its neighbours: a heading, a caption, or just a paragraph."""
    chunk = chunks[k]
    if chunk.bold and chunk.count <= _LONGEST_RUN_IN and chunk.text.endswith(":"):
        return Part.HEADING
    goes_on = chunk.text[:1].islower() and k > 0 and not chunks[k - 1].finished
    if _breaks_off(chunks, named, k):
        return Part.PARAGRAPH
    if goes_on or chunk.finished or chunk.count > _LONGEST_CAPTION or _is_note_or_formula(chunk):
        return Part.PARAGRAPH
    numbered = SECTION_NUMBER_RE.match(chunk.text) is not None and 0 < k < len(chunks) - 1
    line = (
        _is_heading_line(chunk)
        and (not marked or numbered or chunk.text.isupper())
        and _followed_by_text(chunks, named, k)
    )
    if line or (chunk.bold and chunk.count <= _LONGEST_HEADING):
        return Part.HEADING
    return Part.CAPTION if _is_beside_a_figure(chunks, named, k) else Part.PARAGRAPH


def _breaks_off(chunks: tuple[Chunk, ...], named: Sequence[Part], k: int) -> bool:
    """Whether running text stops in mid-sentence: at a small word, or before one in lower case."""
    chunk = chunks[k]
    if chunk.count >= _FEWEST_BROKEN and chunk.text.split()[-1] in SMALL_WORDS:
        return True
    if chunk.finished or not chunk.prose:
        return False
    after = _next_text(chunks, named, k)
    before = next(
        (chunks[n] for n in range(k - 1, -1, -1) if named[n] not in INTERRUPTING_PARTS), None
    )
    return (
        after is not None
        and after.text[:1].islower()
        and (before is None or before.finished or before.sort is Sort.HEADING)
    )


def _next_text(chunks: tuple[Chunk, ...], named: Sequence[Part], k: int) -> Chunk | None:
    """The next chunk of prose, skipping figures and short chunks; None if a heading comes first."""
    for n in range(k + 1, min(k + 6, len(chunks))):
        if chunks[n].sort is Sort.HEADING and not MASTHEAD_RE.search(chunks[n].text):
            return None
        if (
            chunks[n].sort is Sort.PARAGRAPH
            and named[n] not in INTERRUPTING_PARTS
            and chunks[n].prose
        ):
            return chunks[n]
    return None


def _is_note_or_formula(chunk: Chunk) -> bool:
    """Whether a chunk can be neither heading nor caption: a note, a formula."""
    return bool(
        chunk.note
        or SOURCE_NOTE_RE.match(chunk.text)
        or chunk.text.startswith("$$")
        or _letters(chunk.text) * 2 < len(chunk.text)
    )


def _is_beside_a_figure(chunks: tuple[Chunk, ...], named: Sequence[Part], k: int) -> bool:
    """Whether a figure stands, or has stood, next to a line."""
    return (
        any(0 <= n < len(chunks) and named[n] is Part.FIGURE for n in (k - 1, k + 1))
        # In a text layer a caption may come right before the heading that it stands beside.
        or (0 < k < len(chunks) - 1 and chunks[k - 1].prose and named[k + 1] is Part.HEADING)
        or chunks[k].blank_before >= _FIGURE_GAP
        or interrupts(chunks, named, k)
    )


def _is_heading_line(chunk: Chunk) -> bool:
    """Whether a line looks like a heading: in capitals, in title case, or with a section number."""
    if chunk.count > _LONGEST_HEADING or chunk.text.endswith((",", ";")):
        return False
    if LEADERS_RE.search(chunk.text):
        return False
    if SECTION_NUMBER_RE.match(chunk.text):
        return 1 < chunk.count <= _LONGEST_RUNNING_HEAD and chunk.text.split()[1][0].isupper()
    words = [word for word in chunk.text.split() if word[0].isalpha()]
    lower = sum(word[0].islower() for word in words)
    if _letters(chunk.text) * 2 < len(chunk.text):
        return False
    if len(words) == 1:
        return words[0] == chunk.text and chunk.text.isupper() and len(chunk.text) >= LONG_WORD
    return bool(words) and words[0][0].isupper() and lower * 2 < len(words)


def _letters(text: str) -> int:
    """The number of letters and spaces, of which a formula has few."""
    return sum(character.isalpha() or character == " " for character in text)


def _followed_by_text(chunks: tuple[Chunk, ...], named: Sequence[Part], k: int) -> bool:
    for n in range(k + 1, min(k + 4, len(chunks))):
        if chunks[n].prose or named[n] in {Part.ITEM, Part.TABLE}:
            return True
        # A heading, perhaps not yet named, may stand between: `2. NUMBERS` over `2.1 Arrivals`.
        heading = named[n] is Part.HEADING or SECTION_NUMBER_RE.match(chunks[n].text)
        if named[n] not in INTERRUPTING_PARTS and not heading:
            return False
    return False
