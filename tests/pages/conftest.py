"""A small invented publication, made in memory, and its pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

import pytest

from builders.aligned_text import AlignedText
from builders.arrange import arrange
from builders.coverage import coverage
from builders.model.document import Block, Document, Emendation, EmendationKind, Role
from builders.model.entity import Registers
from builders.model.page import Page
from builders.model.plain import PlainHeader
from builders.model.publication import Entry, Publication, Settings
from builders.model.sidecar import Sidecar
from builders.model.source import Source
from builders.pages import pages
from builders.readers.detect import choose, reader_named
from builders.spans import Span
from builders.templating import Renderer
from tests.conftest import PROJECT

HOSTILE = '<script>alert("1")</script> {{ 7*7 }} {% x %} [a](b) *c* `d` &amp; &#65; <!-- e -->'

CABLE = """VZCZCXRO0001
RR RUEHAA
DE RUEHBB #0012/01 0330455
ZNR UUUUU ZZH
R 020455Z FEB 08
FM AMCONSUL SHENYANG
TO RUEHC/SECSTATE WASHDC 1234
INFO RUEHBJ/AMEMBASSY BEIJING 0020
UNCLAS SECTION 01 OF 02 SHENYANG 000012

SENSITIVE
SIPDIS

E.O. 12958: N/A
TAGS: SMIG KTIP CH
SUBJECT: A MATTER OF <B>FORM</B>

REF: A. 07 SHENYANG 210

\u00b61. (SBU) SUMMARY: The matter is small. END SUMMARY.

A Heading of the Post
---------------------

\u00b62. (U) This sentence runs over a page and goes

SHENYANG 00000012  002 OF 002


on after it, as 07 SHENYANG 210 did.

WICKMAN
"""

OTHER = CABLE.replace("SHENYANG 000012", "SHENYANG 000210").replace("FEB 08", "FEB 07")


def entry_of(
    text: str, name: str, *, kind: str | None = None, sidecar: Sidecar | None = None
) -> Entry:
    """A source with the given text, as an entry of a publication."""
    data = text.encode()
    path = f"site_src/sources/{name}.txt"
    source = Source(name, path, data, text, "utf-8", hashlib.sha256(data).hexdigest())
    reader = reader_named(kind) if kind else choose(text)
    document = reader.read(source)
    return Entry(source, sidecar or Sidecar(), document, coverage(text, document))


def publication_of(*entries: Entry) -> Publication:
    """A publication of the given entries, arranged and linked."""
    return arrange(Settings("Papers", "https://example.org/papers/"), Registers(), entries)


def emended() -> Entry:
    """A plain text with three corrections: of a word, of layout, and by leaving a word out."""
    text = "Congzuo lies\nin the the south."
    whole = AlignedText.verbatim(text)
    reading = AlignedText.join(
        (
            AlignedText.substitute("Chongzuo", Span(0, 7)),
            whole[7:12],
            AlignedText.substitute(" ", Span(12, 13)),
            whole[13:19],
            whole[23:],
        )
    )
    block = Block("p", Role.TEXT, (Span(0, len(text)),), reading, id="p1")
    document = Document(
        "emended",
        "text",
        "text",
        "en",
        PlainHeader("Emended"),
        (block,),
        (
            Emendation(
                Span(0, 7), "Congzuo", "Chongzuo", EmendationKind.SIC, "A slip.", "editors", "c1"
            ),
            Emendation(
                Span(12, 13), "\n", " ", EmendationKind.LAYOUT, "A line.", "rule:join", "c2"
            ),
            Emendation(Span(19, 23), "the ", "", EmendationKind.SIC, "Twice.", "J. Doe", "c3"),
        ),
    )
    data = text.encode()
    source = Source("emended", "site_src/sources/emended.txt", data, text, "utf-8", "0" * 64)
    return Entry(source, Sidecar(), document, coverage(text, document))


@pytest.fixture(scope="session")
def render() -> Callable[[Page], str]:
    """The renderer of this project's own templates."""
    return Renderer(PROJECT / "site_src" / "templates").render


def page_at(uri: str, found: Iterable[Page]) -> Page:
    """The page with that address."""
    return next(page for page in found if page.uri == uri)


@pytest.fixture(scope="session")
def two_cables() -> Publication:
    """Two cables, the later of which refers to the earlier."""
    return publication_of(entry_of(OTHER, "07SHENYANG210"), entry_of(CABLE, "08SHENYANG12"))


@pytest.fixture(scope="session")
def cable_html(two_cables: Publication, render: Callable[[Page], str]) -> str:
    """The page of the later cable."""
    return render(page_at("sources/08shenyang12/index.md", pages(two_cables)))
