"""The reader of news articles from the web, saved as HTML or copied as text."""

from __future__ import annotations

import re
from dataclasses import replace

from builders.aligned_text import AlignedText
from builders.inputs.file_signatures import is_web_page as is_html
from builders.model.document import Block, Document, Role
from builders.model.source import Source
from builders.problems import Problem
from builders.readers.blocks import (
    ENDS_A_SENTENCE_RE,
    as_running_text,
    completed,
    leaf,
    notice,
    truncation_notice,
)
from builders.readers.broken_words import with_whole_words
from builders.readers.columns import column_warnings
from builders.readers.languages import language_of, other_language
from builders.readers.markdown import parse_inline
from builders.readers.news import page
from builders.readers.news.header import header
from builders.readers.news.layout import HASHES_RE, Segment
from builders.readers.news.line_items import Part
from builders.readers.news.recognition import SUREST, recognize
from builders.readers.news.segments import segments
from builders.readers.news.subheads import is_flattened, sunk_subheads
from builders.readers.reader import Reader
from builders.spans import Span

_SHAPES = {
    Part.HEADLINE: ("head", Role.HEADER, "headline"),
    Part.DECK: ("head", Role.TEXT, "deck"),
    Part.BYLINE: ("byline", Role.HEADER, "byline"),
    Part.UPDATED: ("opener", Role.HEADER, "updated"),
    Part.DATE: ("opener", Role.HEADER, "updated"),
    Part.SOURCE: ("opener", Role.HEADER, "source"),
    Part.EDITOR: ("closer", Role.HEADER, "editor"),
    Part.PAGE: ("opener", Role.HEADER, "page"),
    Part.CITATION: ("closer", Role.HEADER, "citation"),
    Part.PUBLICATION: ("opener", Role.HEADER, "publication"),
    Part.DATELINE: ("dateline", Role.HEADER, "dateline"),
    Part.PARAGRAPH: ("p", Role.TEXT, ""),
    Part.ITEM: ("item", Role.TEXT, ""),
    Part.SUBHEAD: ("head", Role.TEXT, ""),
    Part.CAPTION: ("figDesc", Role.TEXT, ""),
    Part.FIGURE: ("fw", Role.FURNITURE, "figure"),
    # Newspapers print the writer's address under the article too: it is part of the text.
    Part.CONTACT: ("closer", Role.TEXT, "contact"),
    Part.CREDIT: ("closer", Role.TEXT, "credit"),
    Part.CHROME: ("fw", Role.FURNITURE, "chrome"),
    Part.OTHER: ("fw", Role.FURNITURE, "chrome"),
}

_AS_PRINTED = frozenset({Part.CITATION, Part.DATELINE})
_SEPARATORS = " \t|·•>»*_,;–—-"

_VIETNAMESE_RE = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_SAMPLE = 20_000
_MOST_LETTERS_IN_NAMES = 5
"""The most Vietnamese letters that names may bring into a text in another language."""
_MARKDOWN = ("](", "**", "# ")
_MARKDOWN_RE = re.compile(r"\]\(|\*\*|^#{1,6} ", re.MULTILINE)


def read(source: Source) -> Document:
    """The document of a news article: a saved page by its tags, other text by its lines."""
    if is_html(source.text) and (found := page.read(source)):
        return found
    return _read_lines(source)


def _read_lines(source: Source) -> Document:
    """The document of an article given as lines of text, plain or Markdown."""
    text = source.text
    day_first = len(_VIETNAMESE_RE.findall(text[:_SAMPLE])) > _MOST_LETTERS_IN_NAMES
    found = segments(text, day_first=day_first)
    body = " ".join(text[s.start : s.end] for s in found if s.part is Part.PARAGRAPH)
    language = source.language or language_of(body or text)
    markdown = _is_markdown(text)
    about = header(text, found, day_first=day_first, markdown=markdown)
    blocks = [_block(text, segment, language, markdown=markdown) for segment in found]
    if is_flattened(text):
        blocks = [_with_sunk_subheads(block) for block in blocks]
    blocks, emendations = with_whole_words(text, blocks, language)
    form = "markdown" if markdown else "web-text"
    return Document(
        source.id,
        "news",
        form,
        language,
        about,
        completed(text, blocks),
        emendations,
        problems=(*column_warnings(text), *_problems(text, found)),
    )


def _block(text: str, segment: Segment, language: str, *, markdown: bool) -> Block:
    kind, role, name = _SHAPES[segment.part]
    block = leaf(text, Span(segment.start, segment.end), kind, role, name)
    block = replace(block, language=other_language(block.text.text, language))
    if kind == "head":
        mark = HASHES_RE.match(block.text.text)
        block = replace(
            block,
            level=1 if role is Role.HEADER else 2,
            text=block.text[mark.end() if mark else 0 :],
        )
    if role is Role.HEADER and segment.part not in _AS_PRINTED:
        block = replace(block, text=_without_separators(block.text))
    if markdown and role is not Role.FURNITURE:
        words = parse_inline(block.text)
        block = replace(
            block, text=as_running_text(words.text), emphasis=words.emphasis, strong=words.strong
        )
    return block


def _with_sunk_subheads(block: Block) -> Block:
    """The block; if it is a paragraph, words in it that were sub-headings are marked as bold."""
    if block.type != "p":
        return block
    found = tuple(block.text.source_span(*place) for place in sunk_subheads(block.text.text))
    return replace(block, strong=tuple(sorted((*block.strong, *found))))


def _without_separators(text: AlignedText) -> AlignedText:
    """The text without the bars, asterisks and other separators at its ends."""
    start, end = 0, len(text)
    while start < end and text.text[start] in _SEPARATORS:
        start += 1
    while end > start and text.text[end - 1] in _SEPARATORS:
        end -= 1
    return text[start:end]


def _is_markdown(text: str) -> bool:
    return any(sign in text for sign in _MARKDOWN) and bool(_MARKDOWN_RE.search(text))


def _problems(text: str, found: tuple[Segment, ...]) -> list[Problem]:
    """The problems of a copy that readers should know: it breaks off, or it has no headline."""
    problems = []
    last = found[-1] if found else None
    if last and last.part in {Part.PARAGRAPH, Part.ITEM}:
        words = text[last.start : last.end]
        if not ENDS_A_SENTENCE_RE.search(words.rstrip()):
            problems.append(truncation_notice(text, last.start))
    if not any(segment.part is Part.HEADLINE for segment in found):
        problems.append(notice(text, 0, "no-headline", "no headline was found"))
    return problems


READER = Reader(
    kind="news",
    label="News article",
    recognize=recognize,
    read=read,
    surest=SUREST,
    reads_pages=True,
)
