"""A table of contents of a source's pictures by the headings of its text: IIIF Ranges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from builders.exports.iiif.text_pages import TextPages
from builders.exports.iiif.words import Words, language_map
from builders.exports.tei.text import Division, divided
from builders.model.document import PAGE_BREAK, Block, Role
from builders.model.publication import Entry

Json = dict[str, Any]
CONTENTS = "Contents"


def structures(
    entry: Entry, words: Words, here: str, canvases: Mapping[str, Iterable[str]]
) -> list[Json]:
    """A Range with all headings that stand on pages with pictures; empty if there are none.

    Args:
        entry: The source.
        words: Words of the publication's interface.
        here: IRI of the manifest.
        canvases: The Canvases that show each page.
    """
    writer = _Ranges(entry, here, canvases)
    blocks = (one for one in entry.document.blocks if one.role is Role.TEXT)
    whole = divided(one for one in blocks if one.type != PAGE_BREAK)
    found = list(writer.within(whole))
    if not found:
        return []
    label = words.label(CONTENTS)
    return [{"id": f"{here}#range", "type": "Range", "label": label, "items": found}]


class _Ranges:
    """Writes the Ranges of one source."""

    def __init__(self, entry: Entry, here: str, canvases: Mapping[str, Iterable[str]]) -> None:
        self._language = entry.language
        self._here = here
        self._canvases = canvases
        self._pages = TextPages(entry)

    def within(self, division: Division) -> Iterator[Json]:
        """The Ranges of the divisions within one; those without pictures are left out."""
        for one in division.divisions:
            if one.head is None:
                continue
            items = [*self._shown([one.head, *one.blocks]), *self.within(one)]
            if items:
                yield {
                    "id": f"{self._here}#range-{one.head.id}",
                    "type": "Range",
                    "label": language_map(
                        [one.head.text.text], one.head.language or self._language
                    ),
                    "items": items,
                }

    def _shown(self, blocks: Iterable[Block]) -> Iterator[Json]:
        pages = dict.fromkeys(label for block in blocks for label in self._pages.labels(block))
        for label in pages:
            for canvas in self._canvases.get(label, ()):
                yield {"id": canvas, "type": "Canvas"}
