"""The reader of reports and newsletters: PDFs turned into text by a converter or a text layer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from builders.aligned_text import AlignedText
from builders.model.document import Block, Document, Emendation, EmendationKind, Role
from builders.model.source import Source
from builders.problems import Problem
from builders.readers.blocks import LEADERS_RE, completed, notice, truncation_notice
from builders.readers.broken_words import with_whole_words
from builders.readers.columns import column_warnings
from builders.readers.languages import language_of, other_language
from builders.readers.links import is_web_page
from builders.readers.other_genres import SALUTATION_RE, is_conversation, is_official, is_wiki
from builders.readers.reader import Reader
from builders.readers.report.chunks import FORM_FEED, FURTHER_FIGURES, Chunk, Sort, chunks
from builders.readers.report.classification import first_parts
from builders.readers.report.contacts import name_contacts, name_summaries
from builders.readers.report.drop_capitals import Words, restore_drop_capital
from builders.readers.report.front import header, name_front
from builders.readers.report.heading_levels import levels
from builders.readers.report.joins import FLOWING_PARTS, break_emendations, joined, runs
from builders.readers.report.letter_spacing import closed_up, is_letter_spaced
from builders.readers.report.ligatures import restore_ligatures
from builders.readers.report.notes import PLAIN_NOTE_RE, name_notes, number_printed
from builders.readers.report.page_furniture import (
    name_chart_labels,
    name_page_edges,
    name_section_numbers,
    name_stray_numbers,
    redundant_form_feeds,
    repeated_heads,
)
from builders.readers.report.parts import MASTHEAD_RE, SUMMARY_RE, Part, page_printed
from builders.readers.report.running_heads import name_running_heads
from builders.spans import merge

_SHAPES = {
    Part.TITLE: ("head", Role.HEADER, "title"),
    Part.SUBTITLE: ("head", Role.HEADER, "subtitle"),
    Part.TITLE_ORIGINAL: ("head", Role.HEADER, "title_original"),
    Part.ISSUE: ("head", Role.HEADER, "issue"),
    Part.HEADING: ("head", Role.TEXT, ""),
    Part.PARAGRAPH: ("p", Role.TEXT, ""),
    Part.SUMMARY: ("p", Role.TEXT, "summary"),
    Part.ITEM: ("item", Role.TEXT, ""),
    Part.CAPTION: ("figDesc", Role.TEXT, ""),
    Part.FOOTNOTE: ("note", Role.TEXT, "footnote"),
    Part.SOURCE_NOTE: ("note", Role.TEXT, "source"),
    Part.TABLE: ("table", Role.TEXT, ""),
    Part.CONTACT: ("closer", Role.TEXT, "contact"),
    Part.RUNNING_HEAD: ("fw", Role.FURNITURE, "running-head"),
    Part.PAGE_FOOTER: ("fw", Role.FURNITURE, "page-footer"),
    Part.FIGURE: ("fw", Role.FURNITURE, "figure"),
    Part.RULE: ("fw", Role.FURNITURE, "rule"),
    Part.CHROME: ("fw", Role.FURNITURE, "chrome"),
}

_HEADING_LINE_RE = re.compile(r"^(#{1,6}) \S", re.MULTILINE)
_PICTURE_RE = re.compile(r"^!\[[^\[\]\n]{0,200}\]\(|^<!-- ?image|==> ?picture", re.MULTILINE)
_CAPTION_LINE_RE = re.compile(
    rf"^[*_# \t]{{0,6}}(?:Figure|Fig\.|Table|Map|Chart|Graph|Box|{FURTHER_FIGURES})\s?\d{{1,3}}(?:[.\-]\d{{1,3}}){{0,3}}\s?(?:[:.–—|][*_]{{0,3}}\s|：)",
    re.MULTILINE,
)
_CONTENTS_RE = re.compile(
    r"^[#*\s]{0,6}(?:Index|(?:Table of )?Contents|In this issue)\b", re.MULTILINE | re.IGNORECASE
)
_BULLETS_RE = re.compile(r"^- · |^[•●▪] |[^\n] • ", re.MULTILINE)
_FRONT_MATTER_RE = re.compile(
    r"^[#*\s]{0,6}(?:Acknowledge?ments?|Appreciation|Foreword|Preface|Executive Summary|Abbreviations|Acronyms)[*\s]{0,4}$",
    re.MULTILINE | re.IGNORECASE,
)
"""Headings that stand before the first chapter of a report and never in a newspaper."""
_ISBN_RE = re.compile(r"\bISB?N(?:-1[03])?[: ]\s?[\dX-]{10,}|\bSales No\b")
_NEWSLETTER_RE = re.compile(r"\b(?:newsletter|bulletin)\b", re.IGNORECASE)
_CONVERTER_RE = re.compile(
    r"^\|(?:\s?:?-{3,}:?\s?\|){2,}|<sup>|<br>|<span id=|!\[\]\(_page_|<!-- image -->|^\{\d{1,4}\}-{10,}",
    re.MULTILINE,
)
"""What marker, docling and pymupdf4llm write: tables, raised numbers, anchors, pictures."""
_SITE_RE = re.compile(
    r"^(?:Embed Size \(px\)|Start display at page:|Citation preview|CONTINUE READING|Page created by .{1,40})$",
    re.MULTILINE,
)
_BOLD_LINE_RE = re.compile(r"^\*\*[^*\n]{3,120}\*\*$", re.MULTILINE)
_GAP_RE = re.compile(r"(?:\n[ \t]*){5}")
_JUSTIFIED_RE = re.compile(r"[a-z,]  [a-z]")
_TWO_EMPTY_RE = re.compile(r"\S[ \t]*\n\n\n(?=\S)")
_WRAPPED_RE = re.compile(r"[a-z,]\n(?=[a-z])")
_OFTEN = 8
_SOME = 3
_FRONT = 800
_SAMPLE = 20_000
_INTERVIEW = 4_000
_SUREST = 0.85


def recognize(text: str) -> float:
    """How surely a text is a converted report, by its headings, captions, masthead and pages."""
    text = text[:_SAMPLE]
    hashes = _HEADING_LINE_RE.findall(text)
    newsletter = bool(_NEWSLETTER_RE.search(text[:_FRONT]))
    evidence = (
        # People who type a text with one heading give it one hash; converters give it more.
        (0.3, any(len(found) > 1 for found in hashes)),
        (0.2, bool(hashes) and all(len(found) == 1 for found in hashes)),
        (0.15, len(hashes) > 1),
        (0.4, newsletter),
        (0.05, not newsletter and bool(MASTHEAD_RE.search(text[:_FRONT]))),
        (0.3, bool(_CAPTION_LINE_RE.search(text))),
        (0.15, bool(_PICTURE_RE.search(text))),
        (0.1, bool(_CONTENTS_RE.search(text))),
        (0.3, bool(_FRONT_MATTER_RE.search(text))),
        (0.2, len(_FRONT_MATTER_RE.findall(text)) > 1),
        (0.2, bool(_ISBN_RE.search(text))),
        (0.35, len(LEADERS_RE.findall(text)) >= _SOME),
        (0.15, bool(_BULLETS_RE.search(text))),
        (0.1, bool(SUMMARY_RE.search(text))),
        (0.3, bool(_CONVERTER_RE.search(text))),
        (0.4, bool(_SITE_RE.search(text[:_FRONT]))),
        (0.15, bool(_BOLD_LINE_RE.search(text))),
        (0.15, bool(_GAP_RE.search(text.strip()))),
        (0.15, len(_JUSTIFIED_RE.findall(text)) >= _OFTEN),
        # A page taken from a report begins in the middle of a sentence.
        (0.25, text.lstrip()[:1].islower() and len(text) > _FRONT),
        # pymupdf4llm keeps the lines of the page and separates blocks by two empty lines.
        (0.15, len(_TWO_EMPTY_RE.findall(text)) >= _SOME),
        (0.1, len(_WRAPPED_RE.findall(text)) >= _SOME),
        (0.4, text.count(FORM_FEED) > 1),
        (-0.4, is_web_page(text)),
        (-0.6, is_wiki(text)),
        # Forms and memoranda of one page or two, whose lines are set off like headings.
        (-0.3, is_official(text)),
        # A letter in Markdown; newsletters have letters, too.
        (-0.3, not newsletter and bool(SALUTATION_RE.search(text[:_FRONT]))),
        # An interview in Markdown; reports have interviews, too, but further down.
        (-0.3, not newsletter and is_conversation(text[:_INTERVIEW])),
    )
    return max(0.0, min(sum(weight for weight, seen in evidence if seen), _SUREST))


_NAMING_STEPS = (
    name_stray_numbers,
    name_section_numbers,
    name_running_heads,
    name_contacts,
    name_summaries,
    name_chart_labels,
    name_page_edges,
    name_notes,
    name_front,
)
"""Steps that rename parts by their surroundings, in order: each sees what the last one made."""


def read(source: Source) -> Document:
    """The document of a report."""
    text = source.text
    found = chunks(text)
    named = first_parts(found)
    for step in _NAMING_STEPS:
        named = step(found, named)
    prose = " ".join(chunk.text for chunk in found if chunk.prose)
    language = source.language or language_of(prose or text)
    depth = levels(found, named)
    redundant = redundant_form_feeds(found, named)
    repeated = repeated_heads(found, named)
    repairs = _Repairs(text, _words(found, named))
    blocks: list[Block] = []
    for run in runs(found, named):
        first, part = run[0], named[run[0]]
        if first in redundant:
            continue
        members = [found[k] for k in run]
        block = _block(members, part, language, repeated=found[first].text in repeated)
        repairs.emendations.extend(break_emendations(text, members))
        if part is Part.HEADING:
            block = replace(block, level=depth[first])
        if part in {Part.HEADING, Part.TITLE}:
            block = repairs.letter_spacing(block)
        if block.role is Role.TEXT and language == "en":
            block = repairs.ligatures(block)
        if part in {Part.PARAGRAPH, Part.SUMMARY}:
            block = repairs.drop_capital(block, after_heading=_after_heading(named, first))
        blocks.append(block)
    blocks, whole = with_whole_words(text, blocks, language)
    emendations = (*repairs.emendations, *whole)
    return Document(
        source.id,
        "report",
        "markdown" if _HEADING_LINE_RE.search(text) or "**" in text else "text-layer",
        language,
        header(found, named, language),
        completed(text, blocks),
        tuple(sorted(emendations, key=lambda emendation: emendation.span)),
        (*repairs.problems, *column_warnings(text), *_truncated(text, found, named)),
    )


class _Repairs:
    """Repairs to what a conversion damaged within blocks; doubtful cases are left to editors."""

    def __init__(self, text: str, words: Words) -> None:
        """Take the report's text and its words, which tell a damaged word from a rare one."""
        self._text = text
        self._words = words
        self.emendations: list[Emendation] = []
        self.problems: list[Problem] = []

    def letter_spacing(self, block: Block) -> Block:
        """A heading, its words closed up if it was set in spaced letters."""
        if not is_letter_spaced(block.text.text):
            return block
        closed = closed_up(block.text.text, self._words)
        if closed is None:
            self._add_doubt(block, "letter-spaced", "spaced letters hide where words end")
            return block
        span = block.text.span()
        emendation = Emendation(
            span=span,
            sic=self._text[slice(*span)],
            corr=closed,
            kind=EmendationKind.LAYOUT,
            reason="The letters of this heading were spaced out for effect.",
            resp="rule:letter-spacing",
        )
        self.emendations.append(emendation)
        return replace(block, text=AlignedText.substitute(closed, span))

    def ligatures(self, block: Block) -> Block:
        """A block with the letters put back that were drawn as one glyph and dropped."""
        read, emendations = restore_ligatures(block.text, self._words)
        self.emendations.extend(emendations)
        return replace(block, text=read)

    def drop_capital(self, block: Block, *, after_heading: bool) -> Block:
        """A paragraph with its drop capital put back, if that was lost."""
        restored = restore_drop_capital(block.text, self._words, after_heading=after_heading)
        if restored.emendation:
            sic = self._text[slice(*restored.emendation.span)]
            self.emendations.append(replace(restored.emendation, sic=sic))
        if restored.doubt:
            self._add_doubt(block, "lost-drop-capital", restored.doubt)
        return replace(block, text=restored.text)

    def _add_doubt(self, block: Block, code: str, message: str) -> None:
        hint = "An editor can correct it in the sidecar."
        self.problems.append(notice(self._text, block.start, code, message, hint))


def _block(run: list[Chunk], part: Part, language: str, *, repeated: bool) -> Block:
    """The block of a run of chunks; `repeated` if other pages have the same running head."""
    kind, role, name = _SHAPES[part]
    first = run[0]
    text = joined([chunk.words for chunk in run])
    block = Block(
        kind,
        role,
        merge(chunk.span for chunk in run),
        text,
        name=name,
        label=first.label,
        language=other_language(text.text, language),
        emphasis=tuple(span for chunk in run for span in chunk.emphasis),
        strong=tuple(span for chunk in run for span in chunk.strong),
    )
    if part is Part.ITEM and first.label is not None:
        return block
    if part is Part.FOOTNOTE:
        return _footnote(block, first)
    if part in {Part.PAGE_FOOTER, Part.RUNNING_HEAD}:
        # `The Harbour Journal 2009 - 223` over every page does not give the page's number.
        printed = None if repeated else page_printed(first)
        if printed or first.sort is Sort.BREAK:
            return replace(block, type="pb", printed=printed)
    if part in {Part.TITLE, Part.SUBTITLE, Part.TITLE_ORIGINAL, Part.ISSUE}:
        return replace(block, level=1)
    return block


def _footnote(block: Block, chunk: Chunk) -> Block:
    """A footnote, its number moved from the text into its label."""
    mark = None if chunk.note else PLAIN_NOTE_RE.match(block.text.text)
    if mark:
        label = block.text.source_span(0, len(mark[0].rstrip()))
        block = replace(block, text=block.text[mark.end() :], label=label)
    return replace(block, printed=number_printed(chunk))


def _words(found: tuple[Chunk, ...], named: Sequence[Part]) -> Words:
    """The words of the report, by which damaged ones are recognised."""
    heads = [chunk.text for chunk, part in zip(found, named, strict=True) if part in FLOWING_PARTS]
    others = [
        chunk.text for chunk, part in zip(found, named, strict=True) if part not in FLOWING_PARTS
    ]
    return Words.of(heads, others)


def _after_heading(named: Sequence[Part], k: int) -> bool:
    """Whether a heading stands directly above a chunk, disregarding figures and page furniture."""
    n = k - 1
    while n >= 0 and named[n] not in {*FLOWING_PARTS, Part.HEADING, Part.TABLE, Part.CONTACT}:
        n -= 1
    return n >= 0 and named[n] is Part.HEADING


def _truncated(text: str, found: tuple[Chunk, ...], named: Sequence[Part]) -> list[Problem]:
    """A notice if the copy ends in the middle of a sentence."""
    if not found or found[-1].finished or not (found[-1].prose and named[-1] in FLOWING_PARTS):
        return []
    return [truncation_notice(text, found[-1].span.start)]


READER = Reader(kind="report", label="Report", recognize=recognize, read=read, surest=_SUREST)
