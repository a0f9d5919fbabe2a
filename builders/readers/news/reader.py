"""News articles as they come from the web: the article, what tells about it, and the page around."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from builders.aligned_text import AlignedText
from builders.inputs.file_signatures import is_web_page as is_html
from builders.model.document import Block, Document, Role
from builders.model.news import NewsHeader
from builders.model.source import Source
from builders.problems import Problem
from builders.readers.columns import side_by_side
from builders.readers.genres import is_mail, is_official, is_personal
from builders.readers.languages import language_of, other_language
from builders.readers.leaves import ENDS_A_SENTENCE_RE, leaf, notice, running, settled, truncated
from builders.readers.links import is_links, is_web_page, without_targets
from builders.readers.markdown import inline, parse_inline
from builders.readers.news import page
from builders.readers.news.chrome import NOTICE_RE
from builders.readers.news.fields import (
    BYLINE_RE,
    COPYRIGHT_RE,
    NAME_RE,
    PAGE_RE,
    RESPONSIBLE_RE,
    SOURCE_RE,
    House,
    byline_name,
    dateline,
    house,
)
from builders.readers.news.items import Part, is_house
from builders.readers.news.layout import HASHES_RE, Row, Segment, near, places, rows
from builders.readers.news.lines import STAMP_RE, has_keywords
from builders.readers.news.segments import segments
from builders.readers.news.subheads import is_flattened, sunk
from builders.readers.printed_dates import MONTHS, edtf_day, moments
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
    # The writer's address is printed under the article in the newspaper too: it closes the text.
    Part.CONTACT: ("closer", Role.TEXT, "contact"),
    Part.CREDIT: ("closer", Role.TEXT, "credit"),
    Part.CHROME: ("fw", Role.FURNITURE, "chrome"),
    Part.OTHER: ("fw", Role.FURNITURE, "chrome"),
}

_AS_PRINTED = frozenset({Part.CITATION, Part.DATELINE})
_MARKS = " \t|·•>»*_,;–—-"

_VIETNAMESE_RE = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
SAID_RE = re.compile(
    r"\b(?:said|says|told (?:the|reporters|police|a)|according to|spokes(?:man|woman|person)|reported(?:ly)?|yesterday"
    r"|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
"""How newspapers report what others say."""
_SAMPLE = 20_000
_PAGE_HEADING_RE = re.compile(r"^#{1,6} Page \d{1,4}\b", re.MULTILINE)
"""`## Page 2`, which programs that read scans set over the text of each."""
_LONG_SAMPLE = 60_000
"""Of a page of the web, whose menus may be longer than its article."""
_SUREST = 0.9
_UNLIKELY = 0.2
_LETTERS_OF_NAMES = 5
"""So many Vietnamese letters may stand in the names of a text in another language."""
_OFTEN = 3
_LONGEST_ENTRY = 6
_MARKDOWN = ("](", "**", "# ")
_MARKDOWN_RE = re.compile(r"\]\(|\*\*|^#{1,6} ", re.MULTILINE)


def recognize(text: str) -> float:
    """How sure the text is a news article: by its citation, dateline, dates, byline and page."""
    if is_html(text):
        return page.SURE if page.is_article(text) else 0.0
    web_page = is_web_page(text[:_SAMPLE])
    text = text[: _LONG_SAMPLE if web_page else _SAMPLE]
    if is_mail(text):
        return 0.0
    found = rows(text, day_first=False)
    proses = [row for row in found if row.prose]
    if not proses:
        return 0.0
    where = places(found)
    rows_near = near(found, where)
    about = [found[k] for k in rows_near if found[k].about]
    parts = {piece.part for row in about for piece in row.pieces}
    body = range(where.first + 1, where.end)
    if not any(
        Part.SOURCE in (piece.part for piece in found[k].pieces)
        and (k not in body or is_house(SOURCE_RE.sub(r"\g<name>", found[k].text)))
        for k in rows_near
        if found[k].about
    ):
        parts.discard(Part.SOURCE)  # that of a table
    line = next(filter(None, (dateline(row.text) for row in proses[:3])), None)
    timed = any(m.time for row in about for m in moments(row.text))
    table = "|---" in text
    chrome = [
        row
        for row in found
        if row.chrome
        and any(c.isalpha() for c in row.text)
        and not (table and row.text.startswith("|"))
    ]
    said = len(list(islice(SAID_RE.finditer(text), _OFTEN)))
    evidence = (
        (0.5, Part.CITATION in parts),
        (0.5, line is not None and bool(line["month"] or line["agency"])),
        (0.3, line is not None and not (line["month"] or line["agency"])),
        (0.4, Part.UPDATED in parts),
        (0.3 if timed else 0.1, Part.DATE in parts),
        (0.4, Part.BYLINE in parts),
        (0.25, Part.SOURCE in parts and not table),
        (0.2, bool(STAMP_RE.match(text))),
        (0.3, has_keywords(found[0].text)),
        (0.15, bool(chrome)),
        (0.15, len(chrome) > 1),
        (0.1, any(NOTICE_RE.search(row.text) for row in chrome)),
        (0.2, _begins_with_a_menu(found)),
        (0.3, web_page and bool(about or line)),
        # Nothing but a headline and paragraphs in which people say things.
        (0.1, said > 0),
        (0.05, said > 1),
        (0.1, said >= _OFTEN),
        (0.1, len(proses) >= _OFTEN),
        # People tell each other in letters, too, what was said yesterday.
        (-0.6, is_personal(text)),
        (-0.6, is_official(text)),
        (-0.3, text.count("\f") > 1),
        # A page of a PDF on which nothing tells of an article.
        (-0.4, "\f" in text and not about and line is None),
    )
    surest = _UNLIKELY if len(_PAGE_HEADING_RE.findall(text)) > 1 else _SUREST
    return max(0.0, min(sum(weight for weight, seen in evidence if seen), surest))


def _begins_with_a_menu(found: tuple[Row, ...]) -> bool:
    """Whether short lines without a blank line between them stand at the top."""
    menu = 0
    for row in found:
        if (
            row.prose
            or row.about
            or row.passage.words > _LONGEST_ENTRY
            or (menu and row.passage.blank_before)
        ):
            break
        menu += not row.text.endswith((".", ",", ":", ";"))
    return menu >= _OFTEN


def read(source: Source) -> Document:
    """The article."""
    if is_html(source.text) and (found := page.read(source)):
        return found
    return _read_lines(source)


def _read_lines(source: Source) -> Document:
    """The article as lines that tell by themselves what they are."""
    text = source.text
    day_first = len(_VIETNAMESE_RE.findall(text[:_SAMPLE])) > _LETTERS_OF_NAMES
    found = segments(text, day_first=day_first)
    header = _header(text, found, day_first=day_first)
    body = " ".join(text[s.start : s.end] for s in found if s.part is Part.PARAGRAPH)
    language = source.language or language_of(body or text)
    markdown = _is_markdown(text)
    blocks = [_block(text, segment, language, markdown=markdown) for segment in found]
    if is_flattened(text):
        blocks = [_with_sunk_subheads(block) for block in blocks]
    form = "markdown" if markdown else "web-text"
    return Document(
        source.id,
        "news",
        form,
        language,
        header,
        settled(text, blocks),
        problems=(*side_by_side(text), *_problems(text, found)),
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
        block = replace(block, text=_without_marks(block.text))
    if markdown and role is not Role.FURNITURE:
        words = parse_inline(block.text)
        block = replace(
            block, text=running(words.text), emphasis=words.emphasis, strong=words.strong
        )
    return block


def _with_sunk_subheads(block: Block) -> Block:
    """A paragraph in which the words that were sub-headings are set off as bold."""
    if block.type != "p":
        return block
    found = tuple(block.text.source_span(*place) for place in sunk(block.text.text))
    return replace(block, strong=tuple(sorted((*block.strong, *found))))


def _without_marks(text: AlignedText) -> AlignedText:
    """The words without the bars and asterisks that part them from their neighbours on the line."""
    start, end = 0, len(text)
    while start < end and text.text[start] in _MARKS:
        start += 1
    while end > start and text.text[end - 1] in _MARKS:
        end -= 1
    return text[start:end]


def _header(text: str, found: tuple[Segment, ...], *, day_first: bool) -> NewsHeader:
    """The fields, each from the first part that gives it."""
    words = dict.fromkeys(Part, "")
    every: dict[Part, list[str]] = {part: [] for part in Part}
    paragraphs = [k for k, s in enumerate(found) if s.part is Part.PARAGRAPH]
    for k, segment in enumerate(found):
        if segment.part is Part.SOURCE and paragraphs and paragraphs[0] < k < paragraphs[-1]:
            continue  # that of a picture or of a chart
        line = " ".join(without_targets(text[segment.start : segment.end]).split())
        every[segment.part].append(line)
        words[segment.part] = words[segment.part] or line
    body = next((k for k, s in enumerate(found) if s.part is Part.PARAGRAPH), len(found))
    menu = [text[s.start : s.end] for s in found[:body] if s.part is Part.CHROME]
    # A day under the headline is the article's; one above may be the day the copy was made.
    title = next((s.start for s in found if s.part is Part.HEADLINE), 0)
    stamps = sorted(
        (s for s in found if s.part in {Part.UPDATED, Part.DATE}),
        key=lambda s: (s.part is Part.DATE, s.start < title, s.start),
    )
    times = [
        moment
        for stamp in stamps
        for moment in moments(text[stamp.start : stamp.end], day_first=day_first)
    ]
    updated = next((m.iso for m in times if m.time), None)
    if updated is None and every[Part.UPDATED]:
        updated = next(iter(m.iso for m in times), None)
    cited = moments(words[Part.CITATION], day_first=day_first)
    place = dateline(words[Part.DATELINE]) if words[Part.DATELINE] else None
    date = cited[0].date if cited else (times[0].date if times else None)
    if date is None and place and place.groupdict().get("year"):
        date = edtf_day(int(place["year"]), MONTHS[place["month"][:3].lower()], int(place["day"]))
    page = PAGE_RE.search(words[Part.PAGE]) or PAGE_RE.search(words[Part.CITATION])
    agency, publication = _houses(every, menu, place)
    return NewsHeader(
        headline=_headline(words[Part.HEADLINE], markdown=_is_markdown(text)) or None,
        byline=next((name for name in map(byline_name, every[Part.BYLINE]) if name), None),
        agency=agency,
        publication=publication,
        date=date,
        updated=updated,
        page=page["page"] if page else None,
        dateline=words[Part.DATELINE] or None,
    )


def _headline(line: str, *, markdown: bool) -> str:
    mark = HASHES_RE.match(line)
    words = line[mark.end() if mark else 0 :]
    return (inline(AlignedText.verbatim(words)).text if markdown else words).strip(" |*_")


def _is_markdown(text: str) -> bool:
    return any(sign in text for sign in _MARKDOWN) and bool(_MARKDOWN_RE.search(text))


def _houses(
    every: dict[Part, list[str]], menu: list[str], place: re.Match[str] | None
) -> tuple[str | None, str | None]:
    """Agency and publication, from the surest evidence to the least."""
    names: list[str] = []
    for line in every[Part.CITATION]:
        first = moments(line)
        names.append(line[: first[0].start].strip(" (,;:") if first else line.strip("()"))
    for line in every[Part.BYLINE]:
        match = BYLINE_RE.search(line)
        if match and match["house"]:
            names.append(match["house"])
    for line in every[Part.SOURCE]:
        match = SOURCE_RE.search(line)
        names.append(match["name"] or match["from"] if match else line)
    if place and place["agency"]:
        names.append(place["agency"])
    names.extend(line.strip(" -–—|_") for line in every[Part.PUBLICATION])
    owners = [
        owner["owner"]
        for line in every[Part.CHROME]
        if (owner := COPYRIGHT_RE.search(line) or RESPONSIBLE_RE.search(line))
    ]
    # Pages name whom their stock quotes belong to, too: where there are several, it is anyone's.
    names.extend(
        owners if len({house(owner) for owner in owners} - {House(None, None)}) == 1 else ()
    )
    # A page's own name at its top, where it names but one; a menu of links names sections so.
    above = {line for line in menu if NAME_RE.fullmatch(line)}
    if any(is_links(line) for line in menu):
        above = set()
    names.extend(above if len(above) == 1 else ())
    agency = publication = None
    for name in names:
        one = house(name)
        agency = agency or one.agency
        publication = publication or one.publication
    if every[Part.CITATION] and agency and not publication:
        publication = names[0]
    return agency, publication


def _problems(text: str, found: tuple[Segment, ...]) -> list[Problem]:
    """What readers should know: that the copy breaks off, or has no headline."""
    problems = []
    last = found[-1] if found else None
    if last and last.part in {Part.PARAGRAPH, Part.ITEM}:
        words = text[last.start : last.end]
        if not ENDS_A_SENTENCE_RE.search(words.rstrip()):
            problems.append(truncated(text, last.start))
    if not any(segment.part is Part.HEADLINE for segment in found):
        problems.append(notice(text, 0, "no-headline", "no headline was found"))
    return problems


READER = Reader(
    kind="news",
    label="News article",
    recognize=recognize,
    read=read,
    surest=_SUREST,
    reads_pages=True,
)
