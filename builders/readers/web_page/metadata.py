"""The metadata of a web page: JSON-LD in schema.org's terms, Open Graph, older `<meta>` names."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from typing import Any

from builders.readers.web_page.stamps import addressed_day, stamped_day
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
    "published_time",
    "published_date",
    "date_published",
    "item-publish-date",
    "originalpublicationdate",
    "firstpublishedtime",
    "apub:time",
    "weibo: article:create_at",
    "article_date_original",
    "article:publicationdate",
    "article:published",
    "shareaholic:article_published_time",
    "rnews:datepublished",
    "prism.publicationdate",
    "citation_online_date",
    "pdate",
    "ptime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dc.date.created",
    "date",
)
_MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "lastmod", "last-modified")
_AUTHORS = ("parsely-author", "article:author", "byl", "dc.creator", "citation_author", "author")
_SITES = ("og:site_name", "application-name", "dc.publisher", "citation_journal_title")
_ARTICLE_RE = re.compile(r"\A(?:\w*Article|BlogPosting|Report\w*|LiveBlogPosting)\Z")
_PAGE_RE = re.compile(r"\A\w*Page\Z")
_UTC_RE = re.compile(r"\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]00:?00)\s*\Z")
_CDATA_RE = re.compile(
    r"\s*(?:/[/*]\s?)?<!\[CDATA\[(?:\s?\*/)?(?P<words>.*?)(?:/[/*]\s?)?\]\]>(?:\s?\*/)?\s*\Z",
    re.DOTALL,
)
"""A block of JSON-LD in XHTML, between marks that XML needs and JSON does not know."""
_PARTS_RE = re.compile(r"\s[-–—|·»]\s|\s?[|_]\s?|\s::\s")
_BY_RE = re.compile(r"\Aby\s{1,3}", re.IGNORECASE)
_DUBLIN_CORE_RE = re.compile(r"\A(dc|dcterms)[:_]")
"""`dc:date` and `DC.date` are one name."""
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
    in_utc: bool = False
    """Whether that is a day in UTC, which may be the one before or after where the page appeared."""
    modified: str = ""
    """The time of the last change, in ISO 8601 to the minute."""
    addressed: str = ""
    """The day in the page's own address, such as `/2015/03/18/`, in EDTF."""
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
    address: str = ""
    """The page's own address."""
    marked: bool = False
    """Whether an element is marked as the article or as its text."""

    @property
    def is_wiki(self) -> bool:
        """Whether the page is one of a wiki: the day on which it was begun is not that of its text."""
        return self.values.get("generator", "").startswith("MediaWiki")


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
        elif tag.name == "link" and "canonical" in tag.get("rel").lower().split():
            found.address = found.address or tag.get("href")
        elif tag.name == "script" and "ld+json" in tag.get("type"):
            found.things.extend(_jsonld_objects(text[slice(*tag.inside)]))
        elif tag.name == "time" and "pubdate" in dict(tag.attributes):
            found.values.setdefault("pubdate", tag.get("datetime"))
        _record_value(found, tag)
    return _page_metadata(found)


def _record_value(found: _Found, tag: Tag) -> None:
    """Record what an element such as `<meta name="author" content="...">` says."""
    name = (tag.get("property") or tag.get("name") or tag.get("itemprop")).lower().strip()
    name = _DUBLIN_CORE_RE.sub(r"\1.", name)
    title = tag.get("title") if tag.name == "abbr" else ""
    value = " ".join((tag.get("content") or tag.get("datetime") or title).split())
    found.marked = found.marked or name == "articlebody"
    if not name or not value or tag.name not in _CONTENT:
        return
    found.values.setdefault(name, value)
    if name in _AUTHORS:
        found.authors.append(value)


def _page_metadata(found: _Found) -> PageMetadata:
    """The first value found for each field, JSON-LD's before others."""
    values = found.values
    article = next((thing for thing in found.things if _has_type(thing, _ARTICLE_RE)), {})
    site = _name(article.get("publisher")) or _first_value(values, _SITES)
    dates = [article.get("datePublished"), *(values.get(name) for name in _PUBLISHED)]
    dates += [_parsely_date(values.get("parsely-page", "")), article.get("dateCreated")]
    changed = [article.get("dateModified"), *(values.get(name) for name in _MODIFIED)]
    people = tuple(_author_names(article.get("author"))) or tuple(_author_names(found.authors))
    published, in_utc = _first_day(dates)
    of_page, of_page_in_utc = _first_day(
        thing.get("datePublished") for thing in found.things if _has_type(thing, _PAGE_RE)
    )
    title = unescape(_text(article.get("headline")) or _first_value(values, _TITLES))
    declared = values.get("og:type", "").lower() in {"article", "news", "newsarticle"}
    return PageMetadata(
        title=_without_site(" ".join(title.split()), site),
        document_title=found.document_title,
        published="" if found.is_wiki else published or of_page,
        in_utc=in_utc if published else of_page_in_utc,
        addressed=addressed_day(found.address or values.get("og:url", "")),
        modified=next(filter(None, map(_minute, changed)), ""),
        authors=tuple(name for name in people if name.casefold() != site.casefold()),
        site=site,
        language=found.language,
        is_article=not found.is_wiki
        and (bool(article) or found.marked or bool(published) or declared),
    )


def _jsonld_objects(words: str) -> Iterator[dict[str, Any]]:
    """Every object that a block of JSON-LD describes, also those in graphs and lists."""
    wrapped = _CDATA_RE.match(words)
    try:
        waiting = deque([(json.loads(wrapped["words"] if wrapped else words, strict=False), 0)])
    except (ValueError, RecursionError):
        return
    while waiting:
        one, depth = waiting.popleft()
        if isinstance(one, dict):
            yield one
            one = [one.get("@graph"), one.get("mainEntity"), one.get("mainEntityOfPage")]
        if isinstance(one, list) and depth < _DEEPEST:
            waiting.extend((other, depth + 1) for other in one)


def _has_type(thing: dict[str, Any], pattern: re.Pattern[str]) -> bool:
    kinds = thing.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and pattern.match(kind) for kind in kinds)


def _parsely_date(words: str) -> object:
    """The time stamp in Parse.ly's former metadata, a JSON object in `<meta name="parsely-page">`."""
    try:
        described = json.loads(words) if words else {}
    except (ValueError, RecursionError):
        return None
    return described.get("pub_date") if isinstance(described, dict) else None


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


def _first_day(stamps: Iterable[object]) -> tuple[str, bool]:
    """The day of the first time stamp that names one, and whether the stamp is in UTC."""
    for words in map(_text, stamps):
        if day := stamped_day(words):
            return day, bool(_UTC_RE.search(words))
    return "", False


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
