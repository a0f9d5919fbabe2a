"""Finding the article on a saved page: the element with the most text in its own paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from builders.readers.web_page.chunks import Chunk, Page
from builders.readers.web_page.metadata import PageMetadata, class_and_id
from builders.readers.web_page.tags import Tag

_UNLIKELY_RE = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus|share|sharing|social|related|recommend(?:ed|ation)?s?|promo|advert|ads?|sponsor(?:ed)?|sidebar"
    r"|footer|newsletter|subscribe|signup|outbrain|taboola|breadcrumbs?|navigation|nav|menu|cookies?|consent|popular|trending"
    r"|most-?read|read-?more|more-?(?:stories|news|from)|see-?also|masthead|toolbar|tags|widget|hidden|print-only|sr-only"
    r"|visually-hidden|screen-reader-text|jp-relatedposts|author-?bio|about-?the-?author|copyright)(?=$|[\s_-])"
)
"""`class="article-comments"`, `id="sidebar"`: how pages name what is not part of the article."""
_ASIDE = frozenset(
    "nav footer aside form button select option dialog menu audio video object canvas head".split()  # noqa: SIM905  # reads as the list it is
)
_NEVER_ASIDE = frozenset({"html", "body", "article", "main"})
_MOST_OF_A_PAGE = 0.4
_HIDDEN_RE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SENTENCE_RE = re.compile(r"[,.;!?…，。！？；،؟۔।။][\"'”’»)\]]*(?:\s|\Z)")
_FEWEST = 60
_LONG = 150
"""No label is this long: such a text is prose, even in a script without marks at sentence ends."""
_FEWEST_HAN = 20
_MOST_LINKED = 0.5
_MOST_LINKED_OF_A_LIST = 0.7
_MOST_LINKED_OF_A_HEADING = 0.9
"""The largest share of links in a heading: one that is wholly a link belongs to another article."""
_SHARE_OF_THE_BEST = 0.25
_ENOUGH = 140
"""The fewest characters that the paragraphs of an article have."""
_ENOUGH_HAN = 50
_LEVELS = 4
_SHORTEST_TITLE = 8


@dataclass(frozen=True, slots=True)
class Article:
    """The chunks of a page that are the article, in order."""

    headline: Chunk | None
    title: str
    chunks: tuple[Chunk, ...]
    above: tuple[Chunk, ...] = ()
    """Chunks between headline and first paragraph that lie outside the body: perhaps the date."""
    aside: frozenset[int] = frozenset()
    """The numbers of the elements that are hidden, or named like what is not part of an article."""


def article(page: Page, metadata: PageMetadata) -> Article | None:
    """The article on a page, or None if there is not enough text for one."""
    aside = _aside(page)
    likely = [chunk for chunk in page.chunks if aside.isdisjoint(chunk.path)]
    body = _body(page, likely)
    written = "".join(chunk.text.text for chunk in body if is_paragraph(chunk))
    if len(written) < (_ENOUGH_HAN if _is_dense(written) else _ENOUGH):
        return None
    headline = _headline(likely, body, metadata)
    title = (
        headline.text.text
        if headline
        else metadata.title or max(metadata.title_parts, key=len, default="")
    )
    chunks = tuple(chunk for chunk in body if chunk is not headline)
    above: tuple[Chunk, ...] = ()
    if headline is not None:
        start, end = headline.text.span().end, _first(body)
        held = {id(chunk) for chunk in body}
        above = tuple(
            chunk
            for chunk in likely
            if id(chunk) not in held and start <= chunk.text.span().start < end
        )
    return Article(headline, title, chunks, above, aside)


def _first(body: list[Chunk]) -> int:
    """The offset at which the first paragraph begins."""
    return next(filter(is_paragraph, body), body[0]).text.span().start


def _is_dense(words: str) -> bool:
    """Whether words are Chinese, Japanese or Korean, which need only a third of the characters."""
    return not words.isascii() and sum(
        "\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in words
    ) * 3 > len(words)


def _aside(page: Page) -> frozenset[int]:
    """The elements that are not shown, or belong to menus, comments and the like.

    An element with nearly half of the page's text is kept, whatever it is called: some pages are
    wholly inside a form, or in a `div` that a script makes visible.
    """
    lengths: Counter[int] = Counter()
    for chunk in page.chunks:
        if is_paragraph(chunk):
            lengths.update(dict.fromkeys(chunk.path, len(chunk.text)))
    most = max(lengths.values(), default=0) * _MOST_OF_A_PAGE
    return frozenset(
        number
        for number, element in enumerate(page.elements)
        if lengths[number] <= most and _is_aside(element)
    )


def _is_aside(element: Tag) -> bool:
    """Whether an element is hidden, or is named like something that is not part of an article."""
    if element.name in _NEVER_ASIDE:
        return False
    return (
        element.name in _ASIDE
        or "hidden" in dict(element.attributes)
        or bool(_HIDDEN_RE.search(element.get("style")))
        or bool(_UNLIKELY_RE.search(class_and_id(element)))
    )


def is_paragraph(chunk: Chunk) -> bool:
    """Whether a chunk reads as sentences."""
    words = chunk.text.text
    fewest = _FEWEST_HAN if _is_dense(words) else _FEWEST
    return (
        chunk.kind in {"p", "cell", "item"}
        and len(words) >= fewest
        and chunk.linked <= len(words) * _MOST_LINKED
        and (len(words) >= _LONG or bool(_SENTENCE_RE.search(words)))
    )


def _body(page: Page, likely: list[Chunk]) -> list[Chunk]:
    """The chunks of the element with most text in paragraphs near it, and of similar siblings."""
    scores: Counter[int] = Counter()
    for chunk in likely:
        if not is_paragraph(chunk):
            continue
        path = [n for n in chunk.path if page.elements[n].name not in {"p", "blockquote", "li"}]
        for level, number in enumerate(reversed(path[-_LEVELS:])):
            scores[number] += round(len(chunk.text) / (1, 1.5, 3, 5)[level])
    if not scores:
        return []
    best = max(scores, key=lambda number: (scores[number], -number))
    chosen = {best, *_article_elements(page, likely, best, scores)}
    held = [chunk for chunk in likely if not chosen.isdisjoint(chunk.path)]
    body = [chunk for chunk in held if chunk.linked <= len(chunk.text) * _most_linked(chunk)]
    while body and body[-1].kind == "head":
        body.pop()  # a heading over what is not part of the article
    return body


def _article_elements(page: Page, likely: list[Chunk], best: int, scores: Counter[int]) -> set[int]:
    """The element that a page marks as its article, or else siblings that resemble the best one.

    A page may divide its article into parts, with pictures and advertisements between them.
    """
    path = next(chunk.path for chunk in likely if best in chunk.path)
    path = path[: path.index(best) + 1]
    named = [n for n in path if _is_marked_article(page.elements[n])]
    if named:
        return {named[-1]}
    found = set()
    for parent, child in list(pairwise(path))[-_LEVELS:]:
        like = page.elements[child]
        for chunk in likely:
            if parent not in chunk.path[:-1]:
                continue
            other = chunk.path[chunk.path.index(parent) + 1]
            element = page.elements[other]
            same = element.name == like.name and element.get("class") == like.get("class")
            enough = scores[other] >= scores[best] * _SHARE_OF_THE_BEST
            if (enough and child == best) or (same and like.get("class")):
                found.add(other)
    return found


def _is_marked_article(element: Tag) -> bool:
    """Whether an element is marked as the article or as its text."""
    return element.name == "article" or "articlebody" in element.get("itemprop").lower()


def _most_linked(chunk: Chunk) -> float:
    """The largest share of links in a chunk of the text; with more, it is part of a menu."""
    if chunk.kind == "head":
        return _MOST_LINKED_OF_A_HEADING
    return _MOST_LINKED_OF_A_LIST if chunk.kind in {"p", "cell", "figDesc"} else _MOST_LINKED


def _headline(likely: list[Chunk], body: list[Chunk], metadata: PageMetadata) -> Chunk | None:
    """The chunk that is the headline: the one with the declared title, or a heading; or None."""
    if not body:
        return None
    heads = [chunk for chunk in likely if chunk.kind == "head"]
    named = _folded(f"{metadata.title} {metadata.document_title}")
    first = _first(body)
    chunks = (*heads, *(chunk for chunk in likely if chunk.text.span().start <= first))
    declared, site = _folded(metadata.title), _folded(metadata.site)
    parts = {_folded(part) for part in metadata.title_parts}
    # Beside the title, the document's title names the site and the section, which have headings, too.
    others = {site} | (parts - {declared} if declared in parts else set())
    parts -= others
    for exact in ({declared} - {""}, {part for part in parts if len(part) >= _SHORTEST_TITLE}):
        alike = [chunk for chunk in chunks if _folded(chunk.text.text) in exact]
        if alike:
            return max(alike, key=lambda chunk: len(_folded(chunk.text.text)))
    before = [chunk for chunk in heads if chunk.text.span().start <= first]
    titled = [c for c in before if (words := _folded(c.text.text)) in named and words]
    titled = [c for c in titled if _folded(c.text.text) not in others]
    if titled:
        return max(titled, key=lambda chunk: (chunk.level == 1, len(chunk.text)))
    if metadata.title:
        return None
    tops = [chunk for chunk in before if chunk.level == 1]
    return tops[-1] if tops else None


def _folded(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())
