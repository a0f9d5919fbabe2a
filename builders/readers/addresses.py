"""The addresses of a document's blocks, which are never to change: others cite and link to them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from builders.model.document import Block, Role

_WORDS_IN_A_HEADING_ADDRESS = 6


def with_ids(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with their `id`s.

    `p5` is the paragraph numbered 5; where no paragraph carries a number they are counted. A
    second block under the same number is `p5-2`. A heading is addressed by its first words, so
    that a heading recognised by a later version does not shift the addresses of the others; every
    other block is counted by its name or type.
    """
    blocks = tuple(blocks)
    numbered = any(block.n is not None for block in blocks)
    taken: set[str] = set()
    counts: dict[str, int] = {}
    again: dict[str, int] = {}
    last = 0
    done = []
    for block in blocks:
        if block.role is Role.TEXT and block.type == "p":
            last = (block.n if block.n is not None else last) if numbered else last + 1
            wanted = f"p{last}"
        elif block.type == "head":
            wanted = "-".join(("s", *_words(block.text.text)[:_WORDS_IN_A_HEADING_ADDRESS]))
        else:
            stem = block.name or block.type
            counts[stem] = counts.get(stem, 0) + 1
            wanted = f"{stem}-{counts[stem]}"
        unique = wanted
        while unique in taken:
            again[wanted] = again.get(wanted, 1) + 1
            unique = f"{wanted}-{again[wanted]}"
        taken.add(unique)
        done.append(replace(block, id=unique))
    return tuple(done)


def _words(heading: str) -> list[str]:
    """The heading's words in lower case; combining accents and vowel signs stay with their letter."""
    text = unicodedata.normalize("NFC", heading.lower())
    kept = (
        letter if letter.isalnum() or unicodedata.category(letter).startswith("M") else " "
        for letter in text
    )
    return "".join(kept).split()
