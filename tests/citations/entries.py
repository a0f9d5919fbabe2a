"""Sources made in memory, for the tests of citations."""

from __future__ import annotations

from typing import Any

from builders.aligned_text import AlignedText
from builders.model.cable import Addressee, CableHeader
from builders.model.coverage import Coverage
from builders.model.document import Block, Document, Header, Role
from builders.model.entity import Organization, Place, Registers
from builders.model.news import NewsHeader
from builders.model.publication import Entry, Publication, Settings
from builders.model.report import ReportHeader
from builders.model.sidecar import Original, Sidecar
from builders.model.source import Source
from builders.spans import Span

NOTHING = Coverage(0, 0, 0, 0, 0, (), ())
SETTINGS = Settings("Model Papers", "https://example.org/papers/")
REGISTERS = Registers(
    organizations={
        "us-consulate-general-guangzhou": Organization.model_validate(
            {
                "label": "US Consulate General Guangzhou",
                "place": "guangzhou",
                "names": ["AMCONSUL GUANGZHOU", {"text": "Consulate", "when": "origin"}],
            }
        ),
        "morning-post": Organization(label="Morning Post", place="tower"),
    },
    places={
        "guangzhou": Place(label="Guangzhou", type="city"),
        "tower": Place(label="Tower", type="building", lies_in="guangzhou"),
    },
)
BODY = (
    "Officials of the Model Bureau will work on illegal migration. They talk about the routes.",
    "The Model Bureau is serious, remains so, and it deals with people.",
)


def entry(identifier: str, kind: str, header: Header, **said: Any) -> Entry:
    """An entry with two paragraphs; only cables number theirs."""
    blocks = tuple(
        Block(
            "p",
            Role.TEXT,
            (Span(k, k + 1),),
            AlignedText(text),
            id=f"p{k}",
            n=k if kind == "cable" else None,
        )
        for k, text in enumerate(BODY, 1)
    )
    return Entry(
        Source(identifier, f"site_src/sources/{identifier}.txt", b"", "", "utf-8", ""),
        Sidecar.model_validate(said),
        Document(identifier, kind, "text", "en", header, blocks),
        NOTHING,
    )


def cable(**said: Any) -> Entry:
    """A telegram from a post that is in the registers."""
    header = CableHeader(
        reference_id="09GUANGZHOU999",
        date="2009-03-21",
        from_="AMCONSUL GUANGZHOU",
        origin="Consulate Guangzhou",
        to=(Addressee("SECSTATE WASHDC"),),
        tags=("CVIS", "CH"),
        subject="Illegal Migration Remains Serious: Model Bureau Talks of Routes",
    )
    return entry("09GUANGZHOU999", "cable", header, **said)


def article(**said: Any) -> Entry:
    """An article from a newspaper that is in the registers."""
    header = NewsHeader(
        headline="Joint steps to curb migration",
        byline="Zhang Yan",
        publication="Morning Post",
        date="2015-12-05",
        page="1",
    )
    return entry("post-2015-12-05", "news", header, **said)


def newsletter(**said: Any) -> Entry:
    """An issue of a newsletter."""
    header = ReportHeader(
        title="Model Newsletter",
        series="Model Newsletter",
        publisher="Liaison Office",
        date="2010-01/2010-06",
    )
    written = {
        "title": "Building Capacity: Update, January–June 2010",
        "original": Original(author=("Body One", "Body Two"), place="Beijing"),
        **said,
    }
    return entry("newsletter-2010", "report", header, **written)


def publication(*entries: Entry, **more: Any) -> Publication:
    """A publication that consists of the given sources."""
    return Publication(SETTINGS, entries, registers=REGISTERS, **more)
