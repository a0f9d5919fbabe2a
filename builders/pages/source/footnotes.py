"""Links from the numbers in a source's text to the footnotes of the source itself."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping

from builders.markup import NO_ATTRIBUTES, Mark
from builders.model.document import Block, Document
from builders.spans import Span

FOOTNOTE, NOTE = "footnote", "note"
RAISED = "rule:footnote-number"
"""The rule that raises numbers again which a copy of a page has on the line."""
NUMBER_RE = re.compile(
    r"<sup>(?P<raised>\d{1,3})</sup>|(?P<bracketed>\[\^?(?P<number>\d{1,3})\])(?![(:])",
    re.IGNORECASE,
)
"""`dearer.<sup>2</sup>`, `dearer.[2]`, `dearer.[^2]`."""


class Footnotes:
    """Finds the footnote that a number in the text of one document stands for."""

    def __init__(self, source: str, document: Document) -> None:
        """Index the footnotes by their numbers, which may begin anew on each page."""
        self._source = source
        self._places: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for block in document.blocks:
            if block.name == FOOTNOTE and block.type == NOTE and block.printed:
                self._places[block.printed].append((block.start, block.id))
        self._raised = [
            (emendation.span, emendation.sic)
            for emendation in document.emendations
            if emendation.resp == RAISED
        ]

    def links(self, block: Block) -> Iterator[Mark]:
        """The numbers of footnotes in a block's text, as links."""
        if not self._places or block.type == NOTE:
            return
        for span, number, attributes in self._numbers(block):
            if target := self._target(number, span.start):
                own = {"href": f"#{target}", "aria-label": f"Footnote {number}"}
                yield Mark(span, "a", {**attributes, **own})

    def _numbers(self, block: Block) -> Iterator[tuple[Span, str, Mapping[str, str]]]:
        """The numbers in a block's text: where each stands, and how its link is to look."""
        first = bisect_left(self._raised, (Span(block.start, block.start), ""))
        behind = bisect_left(self._raised, (Span(block.end, block.end), ""))
        # These are read as superscript digits.
        yield from ((*one, NO_ATTRIBUTES) for one in self._raised[first:behind])
        for span in block.spans:
            for match in NUMBER_RE.finditer(self._source, *span):
                if match["raised"]:
                    yield Span(*match.span("raised")), match["raised"], {"class": "mu-raised"}
                else:
                    yield Span(*match.span("bracketed")), match["number"], NO_ATTRIBUTES

    def _target(self, number: str, position: int) -> str | None:
        """The address of the next footnote with that number below a position; None without one."""
        places = self._places.get(number, [])
        following = bisect_left(places, (position, ""))
        return places[following][1] if following < len(places) else None
