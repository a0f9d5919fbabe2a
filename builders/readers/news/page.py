"""News articles on saved web pages (HTML), read by their tags and their metadata."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from builders.aligned_text import AlignedText
from builders.inputs.file_signatures import is_web_page
from builders.model.document import MARKUP, Block, Document, Role
from builders.model.languages import TWO_LETTERS
from builders.model.news import NewsHeader
from builders.model.source import Source
from builders.readers.addresses import with_ids
from builders.readers.blocks import ENDS_A_SENTENCE_RE, leaf, notice, trimmed
from builders.readers.languages import language_of, other_language
from builders.readers.news.chrome import is_chrome
from builders.readers.news.fields import (
    CONTACT_RE,
    CREDIT_RE,
    EDITOR_RE,
    SOURCE_RE,
    House,
    byline_name,
    dateline,
    house,
)
from builders.readers.news.line_items import Part, items, tells_about
from builders.readers.printed_dates import moments
from builders.readers.web_page.article import Article, article, is_paragraph
from builders.readers.web_page.chunks import Chunk, Page, chunks
from builders.readers.web_page.lead import Lead, dated
from builders.readers.web_page.metadata import PageMetadata, page_metadata
from builders.readers.web_page.stamps import day_in, is_day_beside
from builders.spans import Span, gaps

SURE = 0.6
_KNOWN_BY_SCRIPT = frozenset({"zh", "ja", "ko", "ru", "ar", "he", "el", "th", "hi"})
_LONGEST_LINE = 160
_LONGEST_BUTTON = 80
_SHORTEST = 25
"""Above the first paragraph, anything shorter that is not a sentence is a button or a rubric."""
_BETWEEN_CELLS = "    "
_LEVELS = {Role.HEADER: 1, Role.TEXT: 2}


def is_article(text: str) -> bool:
    """Whether a text is a web page that declares an article and on which one is found."""
    if not is_web_page(text):
        return False
    metadata = page_metadata(text)
    return metadata.is_article and article(chunks(text), metadata) is not None


def read(source: Source) -> Document | None:
    """The document of a page, all but the article as furniture; None if no article is found."""
    text = source.text
    metadata, page = page_metadata(text), chunks(text)
    found = article(page, metadata)
    if found is None:
        return None
    body = " ".join(chunk.text.text for chunk in found.chunks)
    language = _language(body, metadata)
    lead = Lead.of(page, found, language)
    blocks = list(_blocks(page, found, metadata, lead))
    header = _header(found, metadata, blocks, lead)
    taken = sorted(span for block in blocks for span in block.spans)
    rests = (trimmed(text, *gap) for gap in gaps(taken, Span(0, len(text))))
    blocks.extend(leaf(text, rest, "fw", Role.FURNITURE, MARKUP) for rest in rests if rest)
    problems = []
    if not header.headline:
        problems.append(notice(text, 0, "no-headline", "no headline was found"))
    return Document(
        source.id,
        "news",
        "html",
        language,
        header,
        with_ids(sorted(blocks, key=lambda block: block.spans[0])),
        problems=tuple(problems),
    )


def _language(body: str, metadata: PageMetadata) -> str:
    """The language by the words of the body; if they look English, the one the page declares."""
    found = language_of(body)
    named = metadata.language.partition("-")[0].strip().lower()
    # A language with a script of its own is recognised by that: a declaration of one is wrong here.
    return named if found == "en" and named in TWO_LETTERS - _KNOWN_BY_SCRIPT else found


def _blocks(page: Page, found: Article, metadata: PageMetadata, lead: Lead) -> Iterator[Block]:
    """The blocks of the article; chunks above the first paragraph may give its writer or date."""
    language = lead.language
    if found.headline is not None:
        yield _block(found.headline, "head", Role.HEADER, language, "headline")
    for chunk in found.above:
        if name := _information_name(chunk, metadata, lead):
            yield _information_block(chunk, language, name)
    first = next(
        (k for k, c in enumerate(found.chunks) if is_paragraph(c) and not dated(page, c, language)),
        len(found.chunks),
    )
    tables = _tables(page, found)
    for table, group in groupby(enumerate(found.chunks), key=lambda item: tables[item[0]]):
        members = list(group)
        if table >= 0:
            yield from _rows(page, [chunk for _, chunk in members], language)
            continue
        for k, chunk in members:
            name = _information_name(chunk, metadata, lead) if k < first else ""
            if k == first:
                yield from _first_paragraph(chunk, language)
            elif name:
                yield _information_block(chunk, language, name)
            elif closer := _closer(chunk):
                yield _block(chunk, "closer", closer[0], language, closer[1])
            elif _is_page_chrome(chunk, above=k < first, lead=lead):
                continue
            elif chunk.kind == "head":
                deck = "deck" if k < first and found.headline else ""
                yield _block(chunk, "head", Role.TEXT, language, deck)
            else:
                kind = "p" if chunk.kind == "cell" else chunk.kind
                yield _block(chunk, kind, Role.TEXT, language)


def _tables(page: Page, found: Article) -> list[int]:
    """For each chunk, the table of which it is a cell, or -1.

    Many pages use tables for their layout, so a cell with several chunks or a paragraph is none.
    """
    cells = [
        [n for n in chunk.path if page.elements[n].name in {"td", "th"}][-1:]
        for chunk in found.chunks
    ]
    alone = Counter(cell[0] for cell in cells if cell)
    tables = []
    for chunk, cell in zip(found.chunks, cells, strict=True):
        one = chunk.kind == "cell" and alone[cell[0]] == 1 and not is_paragraph(chunk)
        numbers = [n for n in chunk.path if page.elements[n].name == "table"]
        tables.append(numbers[-1] if one and numbers else -1)
    return tables


def _rows(page: Page, cells: list[Chunk], language: str) -> Iterator[Block]:
    """One block for a table, with a line for each row; paragraphs if it has a single column."""
    rows = [
        list(row)
        for _, row in groupby(
            cells, key=lambda c: [n for n in c.path if page.elements[n].name == "tr"][-1:]
        )
    ]
    if all(len(row) == 1 for row in rows):
        yield from (_block(chunk, "p", Role.TEXT, language) for chunk in cells)
        return
    lines = [AlignedText.join([cell.text for cell in row], _BETWEEN_CELLS) for row in rows]
    words = AlignedText.join(lines, "\n")
    yield Block("table", Role.TEXT, words.source_spans(), words)


def _information_block(chunk: Chunk, language: str, name: str) -> Block:
    kind = "byline" if name == "byline" else "opener"
    return _block(chunk, kind, Role.HEADER, language, name)


def _is_page_chrome(chunk: Chunk, *, above: bool, lead: Lead) -> bool:
    """Whether a chunk within the article is a button, or above its text a rubric or a masthead."""
    words = chunk.text.text
    if len(words) <= _LONGEST_BUTTON and chunk.kind != "figDesc" and is_chrome(words):
        return True
    if not above or chunk.kind == "figDesc":
        return False
    start = chunk.text.span().start
    if chunk.kind == "head":
        return lead.headline is not None and start < lead.headline.text.span().start
    if start < lead.start:
        return True
    return len(words) < _SHORTEST and not ENDS_A_SENTENCE_RE.search(words)


def _closer(chunk: Chunk) -> tuple[Role, str] | None:
    """Role and name of a line that closes an article (editor, contact, credit); None for others."""
    words = chunk.text.text.strip("()（）【】[] ")
    if EDITOR_RE.fullmatch(words):
        return Role.HEADER, "editor"
    if CONTACT_RE.fullmatch(words):
        return Role.TEXT, "contact"
    return (Role.TEXT, "credit") if CREDIT_RE.match(words) else None


def _information_name(chunk: Chunk, metadata: PageMetadata, lead: Lead) -> str:
    """The block name of a line that gives the article's writer or date; empty for other lines."""
    words = chunk.text.text
    in_masthead = chunk.text.span().start < lead.start
    if in_masthead or len(words) > _LONGEST_LINE or chunk.kind == "figDesc":
        return ""
    bare = byline_name(words) or words.removeprefix("By ").strip()
    if any(name.casefold() == bare.casefold() for name in metadata.authors):
        return "byline"
    pieces = items(words)
    if not tells_about(pieces):
        return "updated" if dated(lead.page, chunk, lead.language) else ""
    return "byline" if any(piece.part is Part.BYLINE for piece in pieces) else "updated"


def _first_paragraph(chunk: Chunk, language: str) -> Iterator[Block]:
    """The blocks of the first paragraph: its dateline, if it has one, and the rest."""
    match = dateline(chunk.text.text)
    place, rest = AlignedText(""), chunk.text
    if match is not None:
        place, rest = chunk.text[: match.end()].strip(), chunk.text[match.end() :].strip()
    if place and rest:
        yield Block("dateline", Role.HEADER, place.source_spans(), place, name="dateline")
    else:
        rest = chunk.text
    kind = "p" if chunk.kind == "cell" else chunk.kind
    yield Block(
        kind,
        Role.TEXT,
        rest.source_spans(),
        rest,
        language=other_language(rest.text, language),
        emphasis=_within(rest, chunk.emphasis),
        strong=_within(rest, chunk.strong),
    )


def _within(text: AlignedText, marked: Iterable[Span]) -> tuple[Span, ...]:
    """The marked passages as far as they belong to the text: a dateline may begin within one."""
    spans = text.source_spans()
    first, last = spans[0].start, spans[-1].end
    clipped = (Span(max(one.start, first), min(one.end, last)) for one in marked)
    return tuple(one for one in clipped if one.length > 0)


def _block(chunk: Chunk, kind: str, role: Role, language: str, name: str = "") -> Block:
    marked = role is Role.TEXT and kind != "head"
    return Block(
        kind,
        role,
        chunk.text.source_spans(),
        chunk.text,
        name=name,
        level=_LEVELS.get(role) if kind == "head" else None,
        language=other_language(chunk.text.text, language),
        emphasis=chunk.emphasis if marked else (),
        strong=chunk.strong if marked else (),
    )


def _header(
    found: Article, metadata: PageMetadata, blocks: Iterable[Block], lead: Lead
) -> NewsHeader:
    """The header, from the page's metadata; what these lack, from the lines above the article."""
    shown: dict[str, str] = {}
    for block in blocks:
        if block.role is Role.HEADER:
            shown.setdefault(block.name, block.text.text)
    about = next(filter(moments, (shown.get("updated", ""), shown.get("byline", ""))), "")
    times = moments(about)
    source = SOURCE_RE.search(shown.get("updated", ""))
    site = metadata.site or (source and (source["name"] or source["from"])) or ""
    one = house(site) if site else House(None, None)
    return NewsHeader(
        headline=found.title or None,
        byline=", ".join(metadata.authors) or byline_name(shown.get("byline", "")) or None,
        agency=one.agency,
        publication=one.publication or (site if not one.agency else None) or None,
        date=_day(metadata, lead.day() or day_in(about, lead.language)) or None,
        updated=metadata.modified or next((time.iso for time in times if time.time), None),
        dateline=shown.get("dateline"),
    )


def _day(metadata: PageMetadata, printed: str) -> str:
    """The day of publication: as the page declares it, prints it, or has it in its address.

    A declared time in UTC may be of the day before or after where the page was published, which it
    prints, or has in its address.
    """
    if metadata.in_utc:
        for local in (printed, metadata.addressed):
            if is_day_beside(metadata.published, local):
                return local
    return (
        metadata.published
        or printed
        or metadata.addressed
        or metadata.modified[: len("2024-12-07")]
    )
