"""Where pages are, and the links between them.

Links are relative, so that the site can be published under any sub-path.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import quote

from builders.collections.sites import sites_of
from builders.model.entity import WORKS
from builders.model.publication import Entry, Publication

SOURCES = "sources/index.md"
ANY_SOURCE = "sources/_/index.md"
"""A stand-in for any source's page: relative links from it are those from every source's page."""
TAGS = "tags/index.md"
ORIGINATORS = "originators/index.md"
COVERAGE = "coverage/index.md"
NETWORK = "network/index.md"
TIMELINE = "timeline/index.md"
BIBLIOGRAPHY = "bibliography/index.md"
BASKET = "basket/index.md"
DATA = "data/index.md"
DATA_PACKAGE = "datapackage.json"
SEARCH = "search/index.md"
FEED = "feed.xml"
MANIFESTS = "data/iiif-collection.json"
"""The IIIF collection of all manifests."""
REGISTER_OF = {
    "person": "people",
    "role": "people",
    "organization": "organizations",
    "place": "places",
    "term": "terms",
    "work": WORKS,
}
"""From the kind of a mention to the register of the entry it names, which is also a folder."""

MARKDOWN = ".md"

_HYPHENS_RE = re.compile("-+")
_DOTTED_I = "i\u0307"
"""`İ` in lower case, which no keyboard types."""
_LONGEST_SLUG = 200
"""Bytes of a slug at most: file systems allow 255 for a name, to which a number may be added."""
_RESERVED_SUFFIXES = frozenset(
    {".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".html", ".htm", ".json", ".xml"}
)
"""Suffixes of files that are rendered as pages, and of downloads that are made from a source."""


def source(entry: Entry) -> str:
    """The page of a source."""
    return f"sources/{entry.slug}/index.md"


def received(entry: Entry, former: str = "") -> str:
    """The download of a source's bytes: the file's own name, marked if it is redacted.

    `.txt` is appended where the suffix would make it a page or clash with a download made here.
    Given a former identifier, the download as it was named under that.
    """
    path = PurePosixPath(entry.source.path)
    name = f"{former or path.stem}{'.redacted' if entry.source.redactions else ''}{path.suffix}"
    if path.suffix.lower() in _RESERVED_SUFFIXES:
        name += ".txt"
    return f"sources/{(former or entry.id).lower()}/{name}"


def facsimile(entry: Entry, name: str) -> str:
    """A facsimile picture of a source."""
    return f"sources/{entry.slug}/facsimile/{name}"


def manifest(entry: Entry) -> str:
    """The IIIF manifest of a source's pictures, for external viewers."""
    return f"sources/{entry.slug}/manifest.json"


def has_manifest(publication: Publication, entry: Entry) -> bool:
    """Whether a source has a manifest: it needs a picture, and an absolute URL to name it by."""
    base = publication.shared(sites_of).base(manifest(entry)) or ""
    pictured = any(one.is_picture for one in entry.facsimiles)
    return pictured and base.startswith(("http://", "https://"))


def has_manifests(publication: Publication) -> bool:
    """Whether any source has a manifest, so that there is a list of them."""
    return any(has_manifest(publication, entry) for entry in publication.entries)


def manifests(number: int) -> str:
    """One part of the list of all manifests, where it is too long for one file."""
    return f"data/iiif-collection-{number}.json"


def record(entry: Entry) -> str:
    """The download of a source as data."""
    return f"sources/{entry.slug}/{entry.slug}.json"


def tei(entry: Entry) -> str:
    """The download of a source as TEI."""
    return f"sources/{entry.slug}/{entry.slug}.xml"


def has_feed(publication: Publication) -> bool:
    """Whether there is a feed: it needs absolute URLs, and changes that editors dated."""
    changed = any(entry.sidecar.changes for entry in publication.entries)
    return changed and publication.settings.url is not None


def annotation_page(entry: Entry) -> str:
    """The download of a source's annotations."""
    return f"sources/{entry.slug}/annotations.jsonld"


def citation_file(entry: Entry, ending: str) -> str:
    """The download of a source for reference managers: `bib`, `ris` ..."""
    return f"sources/{entry.slug}/cite.{ending}"


def work_file(key: str, ending: str) -> str:
    """The download of a work of the bibliography for reference managers."""
    return f"works/{key}/cite.{ending}"


def entity(register: str, identifier: str) -> str:
    """The page of a register's entry; a work is identified by its key in the bibliography."""
    return f"{register}/{identifier}/index.md"


def register(name: str, number: int = 1) -> str:
    """One page of a register's list: the first, or a numbered continuation."""
    return part(f"{name}/index.md", number)


def part(uri: str, number: int) -> str:
    """A page of a list that is cut into several; no id begins with `_`, so none can collide."""
    return uri if number == 1 else f"{uri.removesuffix('index.md')}_page_{number}/index.md"


def absent(identifier: str) -> str:
    """The page of a cable that is referred to but not published here."""
    return f"cables/{slug(identifier)}/index.md"


def data(name: str) -> str:
    """A file in the folder of data downloads: `people.json`."""
    return f"data/{name}"


def timeline(period: str = "") -> str:
    """The timeline or, where it is too long for one page, the page of one of its periods."""
    return f"timeline/{period}/index.md" if period else TIMELINE


def citing(entry: Entry) -> str:
    """The page of passages that cite a source, apart from the source's own page."""
    return f"bibliography/{entry.slug}/index.md"


def citing_work(key: str) -> str:
    """The page of passages that cite a work, where the work's own page has no room for them."""
    return f"works/{key}/cited/index.md"


def references(ending: str) -> str:
    """The download of everything that is cited, in one format: `bib`, `ris`."""
    return f"bibliography/references.{ending}"


def tags(codes: Iterable[str]) -> dict[str, str]:
    """The pages of all TAGS by code: names of persons among them may differ in punctuation only."""
    return _pages_of_names("tags", codes)


def originators(names: Iterable[str]) -> dict[str, str]:
    """The pages of all originators by name."""
    return _pages_of_names("originators", names)


def _pages_of_names(folder: str, names: Iterable[str]) -> dict[str, str]:
    """A page in the folder for each name; where names give the same slug, a number is added."""
    uris: dict[str, str] = {}
    taken: set[str] = set()
    last: Counter[str] = Counter()
    for name in sorted(names):
        wanted = unique = slug(name)
        while unique in taken:
            last[wanted] += 1
            unique = f"{wanted}-{last[wanted] + 1}"
        taken.add(unique)
        uris[name] = f"{folder}/{unique}/index.md"
    return uris


def slug(name: str) -> str:
    """A name as a segment of an address: lower case, words joined by hyphens, cut if very long."""
    folded = unicodedata.normalize("NFKC", name).lower().replace(_DOTTED_I, "i")
    # Marks belong to the letters before them: without its vowels, no word of Hindi can be read.
    kept = (c if c.isalnum() or unicodedata.category(c)[0] == "M" else "-" for c in folded)
    words = _HYPHENS_RE.sub("-", "".join(kept)).strip("-").encode()
    return words[:_LONGEST_SLUG].decode(errors="ignore").rstrip("-") or "unnamed"


@lru_cache(maxsize=4096)
def link(from_uri: str, to_uri: str, fragment: str = "") -> str:
    """The relative URL from one page to another page or file of `docs/`.

    Cached, because a page links to the same entry again and again.
    """
    here, there = _url(from_uri), _url(to_uri)
    if here and not here.endswith("/"):
        here += "/"
    shared = 0
    while (following := here.find("/", shared) + 1) and there.startswith(
        here[shared:following], shared
    ):
        shared = following
    return _relative(here.count("/", shared), there[shared:], fragment)


@lru_cache(maxsize=65536)
def _relative(up: int, path: str, fragment: str) -> str:
    """The URL that goes up so many folders and then down; the same from every source's page."""
    quoted = quote("../" * up + path) or "./"
    return f"{quoted}#{quote(fragment)}" if fragment else quoted


def published(base: str | None, from_uri: str, to_uri: str) -> str:
    """The IRI of a page or file, for data that leaves the site.

    Absolute if `base`, the site's published URL, is known, else relative to the file it stands in.
    """
    if base:
        return base + quote(_url(to_uri))
    return link(posixpath.join(posixpath.dirname(from_uri), "index.md"), to_uri)


def iri(publication: Publication, from_uri: str, to_uri: str) -> str:
    """The IRI of a page or file, at whichever site of the publication has it."""
    sites = publication.shared(sites_of)
    return published(sites.base(to_uri), from_uri, sites.within(to_uri))


@lru_cache(maxsize=4096)
def _url(uri: str) -> str:
    """The path at which a file of `docs/` is published: a page as a folder, others unchanged."""
    folder = uri.removesuffix("index.md")
    if folder != uri and (not folder or folder.endswith("/")):
        return folder
    return f"{uri.removesuffix(MARKDOWN)}/" if uri.endswith(MARKDOWN) else uri
