"""The metadata of a web page: JSON-LD in schema.org's terms, Open Graph, older `<meta>` names."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from html import unescape
from typing import Any

from builders.readers.web_page.tags import Tag, tags

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "title")
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "og:article:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "publication_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "publish_date",
    "pub_date",
    "article_date_original",
    "article:publicationdate",
    "pdate",
    "ptime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dc:date",
    "dc.date.created",
    "date",
)
_MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "lastmod", "last-modified")
_AUTHORS = ("parsely-author", "article:author", "byl", "dc.creator", "citation_author", "author")
_SITES = ("og:site_name", "application-name", "dc.publisher", "citation_journal_title")
_ARTICLE_RE = re.compile(r"(?:\w*Article|BlogPosting|Report\w*|LiveBlogPosting)\Z")
_DAY_RE = re.compile(r"\s*(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?!\d)")
_PARTS_RE = re.compile(r"\s[-–—|·»]\s|\s?[|_]\s?|\s::\s")
_BY_RE = re.compile(r"\Aby\s{1,3}", re.IGNORECASE)
_LONGEST_NAME = 80
_DEEPEST = 6
_CONTENT = frozenset({"meta", "time", "span", "div", "p", "a", "link", "abbr"})


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """The metadata of the article on a page; fields that the page does not give are empty."""

    title: str = ""
    """The title of the article, without the name of the site."""
    document_title: str = ""
    """The content of `<title>`."""
    published: str = ""
    """The day of publication, in EDTF."""
    modified: str = ""
    """The time of the last change, in ISO 8601 to the minute."""
    authors: tuple[str, ...] = ()
    site: str = ""
    language: str = ""
    is_article: bool = False
    """Whether the page declares that there is an article on it."""

    @property
    def title_parts(self) -> tuple[str, ...]:
        """The parts of `<title>`: the headline, sections, the name of the site."""
        return tuple(part.strip() for part in _PARTS_RE.split(self.document_title) if part.strip())


@dataclass(slots=True)
class _Found:
    """The metadata found so far, while a page is gone through."""

    values: dict[str, str] = field(default_factory=dict)
    """The first value of each name in `<meta>` and similar elements."""
    things: list[dict[str, Any]] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    language: str = ""
    document_title: str = ""
    marked: bool = False
    """Whether an element is marked as the article or as its text."""


def page_metadata(text: str) -> PageMetadata:
    """The metadata of the article on a page."""
    found = _Found()
    for tag in tags(text):
        if not tag.name or tag.closes:
            continue
        if tag.name == "html":
            found.language = found.language or tag.get("lang") or tag.get("xml:lang")
        elif tag.name == "title":
            found.document_title = found.document_title or " ".join(
                unescape(text[slice(*tag.inside)]).split()
            )
        elif tag.name == "article":
            found.marked = True
        elif tag.name == "script" and "ld+json" in tag.get("type"):
            found.things.extend(_jsonld_objects(text[slice(*tag.inside)]))
        elif tag.name == "time" and "pubdate" in dict(tag.attributes):
            found.values.setdefault("pubdate", tag.get("datetime"))
        _record_value(found, tag)
    return _page_metadata(found)


def _record_value(found: _Found, tag: Tag) -> None:
    """Record what an element such as `<meta name="author" content="...">` says."""
    name = (tag.get("property") or tag.get("name") or tag.get("itemprop")).lower()
    value = " ".join((tag.get("content") or tag.get("datetime")).split())
    found.marked = found.marked or name == "articlebody"
    if not name or not value or tag.name not in _CONTENT:
        return
    found.values.setdefault(name, value)
    if name in _AUTHORS:
        found.authors.append(value)


def _page_metadata(found: _Found) -> PageMetadata:
    """The first value found for each field, JSON-LD's before others."""
    values = found.values
    article = next((thing for thing in found.things if _is_article(thing)), {})
    site = _name(article.get("publisher")) or _first_value(values, _SITES)
    dates = [article.get("datePublished"), *(values.get(name) for name in _PUBLISHED)]
    changed = [article.get("dateModified"), *(values.get(name) for name in _MODIFIED)]
    people = tuple(_author_names(article.get("author"))) or tuple(_author_names(found.authors))
    published = next(filter(None, map(_day, dates)), "")
    title = unescape(_text(article.get("headline")) or _first_value(values, _TITLES))
    declared = values.get("og:type", "").lower() in {"article", "news", "newsarticle"}
    return PageMetadata(
        title=_without_site(" ".join(title.split()), site),
        document_title=found.document_title,
        published=published,
        modified=next(filter(None, map(_minute, changed)), ""),
        authors=tuple(name for name in people if name.casefold() != site.casefold()),
        site=site,
        language=found.language,
        is_article=bool(article) or found.marked or bool(published) or declared,
    )


def _jsonld_objects(words: str) -> Iterator[dict[str, Any]]:
    """Every object that a block of JSON-LD describes, also those in graphs and lists."""
    try:
        waiting = deque([(json.loads(words, strict=False), 0)])
    except (ValueError, RecursionError):
        return
    while waiting:
        one, depth = waiting.popleft()
        if isinstance(one, dict):
            yield one
            one = [one.get("@graph"), one.get("mainEntity"), one.get("mainEntityOfPage")]
        if isinstance(one, list) and depth < _DEEPEST:
            waiting.extend((other, depth + 1) for other in one)


def _is_article(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLE_RE.match(kind) for kind in kinds)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _name(value: object) -> str:
    """The name in a schema.org value: a text, an object with `name`, or a list of such."""
    if isinstance(value, list):
        return _name(value[0]) if value else ""
    if isinstance(value, dict):
        value = value.get("name")
        return _name(value) if isinstance(value, list) else " ".join(_text(value).split())
    return " ".join(_text(value).split())


def _author_names(value: object) -> Iterator[str]:
    """The names of the authors, each once; addresses and long notes are left out."""
    names = map(_name, value) if isinstance(value, list) else (_name(value),)
    seen: set[str] = set()
    for name in names:
        one = _BY_RE.sub("", unescape(name), count=1)
        if one and len(one) <= _LONGEST_NAME and "://" not in one and "@" not in one:
            if one.casefold() not in seen and any(map(str.isalpha, one)):
                yield one
            seen.add(one.casefold())


def _first_value(values: dict[str, str], names: Iterable[str]) -> str:
    return next((values[name] for name in names if values.get(name)), "")


def _without_site(title: str, site: str) -> str:
    """A title without the site's name at its end: `The strike goes on - The Courier`."""
    for mark in (" - ", " | ", " — ", " – ", " :: ", " » "):
        words, _, last = title.rpartition(mark)
        if words and site and last.strip().casefold() == site.casefold():
            return words.strip()
    return title


def _day(value: object) -> str:
    """The day that a time stamp begins with; empty if there is none or the calendar lacks it."""
    found = _DAY_RE.match(_text(value))
    if found is None:
        return ""
    try:
        return date(*map(int, found.groups())).isoformat()
    except ValueError:
        return ""


def _minute(value: object) -> str:
    """A time stamp in ISO 8601 cut to the minute; empty if it is not one or has no time of day."""
    words = _text(value).strip()
    try:
        return datetime.fromisoformat(words).isoformat(timespec="minutes") if "T" in words else ""
    except ValueError:
        return ""


def class_and_id(tag: Tag) -> str:
    """Class and identifier of an element, in lower case; pages name their parts in these."""
    return f"{tag.get('class')} {tag.get('id')}".lower()
