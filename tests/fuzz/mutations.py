"""Changes to inputs: pieces inserted, removed, repeated, and exchanged with other inputs."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from ruamel.yaml import YAML

from tests.fuzz.corpora import LONGEST

WRITTEN = YAML(typ="safe").load((Path(__file__).parent / "tokens.yml").read_text(encoding="utf-8"))
TOKENS = tuple(chain.from_iterable(WRITTEN.values()))


def mutate(draw: random.Random, texts: Sequence[str], text: str = "") -> str:
    """The text, or else one of the texts, changed in a few places."""
    text = text or draw.choice(texts)
    for _ in range(draw.choice((1, 1, 2, 3, 5, 8))):
        at = draw.randint(0, len(text))
        end = min(len(text), at + draw.choice((0, 1, 1, 2, 8, 40)))
        match draw.randrange(7):
            case 0 | 1:
                text = text[:at] + draw.choice(TOKENS) + text[at:]
            case 2:
                text = text[:at] + text[end:]
            case 3:
                text = text[:at] + draw.choice(TOKENS) + text[end:]
            case 4:
                text = text[:at] + text[at:end] * draw.choice((2, 3, 9)) + text[end:]
            case 5:
                other = draw.choice(texts)
                start = draw.randint(0, len(other))
                text = text[:at] + other[start : start + draw.choice((5, 40, 200))] + text[end:]
            case _:
                code = draw.choice((draw.randrange(0x80), draw.randrange(0x3000), 0x4E00))
                text = text[:at] + chr(code) + text[end:]
    return text[: 2 * LONGEST]
