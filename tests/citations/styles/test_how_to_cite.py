"""Every example on the page "How to cite" is one that the edition itself produces."""

from __future__ import annotations

import re

from builders.citations.styles.publication import formatted
from builders.understand import understand
from tests.conftest import PROJECT

QUOTE_RE = re.compile(r"(?:^> .*\n)+", re.MULTILINE)
SITE_ADDRESS = "SITE"
WHOLE_EDITION = "Accessed [day]"
"""Marks the example for the whole edition, which is the citation of no source."""


def examples() -> list[str]:
    text = (PROJECT / "site_src/pages/how-to-cite.md").read_text()
    quotes = (match[0].replace("> ", "").replace("*", "") for match in QUOTE_RE.finditer(text))
    return [" ".join(quote.split()) for quote in quotes]


def test_every_example_is_a_citation_that_the_edition_gives() -> None:
    publication = understand(PROJECT).publication
    given: set[str] = set()
    for made in formatted(publication).values():
        given.update((made.reference.text, made.citation.text))
        if made.pinned:
            given.add(made.pinned.at("7", "#p7").text)
    base = (publication.settings.url or "/").rstrip("/")
    found = [example for example in examples() if WHOLE_EDITION not in example]
    assert len(found) == 9
    for example in found:
        assert example.replace(SITE_ADDRESS, base) in given, example
