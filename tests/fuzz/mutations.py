"""Changes of inputs at full speed, without looking at what they reach: for sheer numbers."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from tests.fuzz.corpora import LONGEST
from tests.fuzz.targets import TARGETS, text_of

TOKENS = (
    *(
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        " ",
        "\t",
        "\u00a0",
        "\u3000",
        "\u2028",
        "\x00",
        "\x0c",
        "\ufeff",
    ),
    *(
        "-",
        "--",
        "- ",
        "* ",
        "#",
        "# ",
        "|",
        "| - |\n",
        "[",
        "](",
        ")",
        "(",
        "<",
        ">",
        "&",
        '"',
        "'",
    ),
    *(
        "“",
        "”",
        "’",
        "。",
        "、",
        "¶1. ",
        "1. ",
        "1) ",
        "(U) ",
        "[^1]",
        "\\",
        "`",
        "```\n",
        "<!--",
        "-->",
    ),
    *(
        "A",
        "I",
        "l",
        "0",
        "1",
        "2009",
        "May 1",
        "2009年5月",
        "五",
        "é",
        "e\u0301",
        "\U0001f600",
        "\u202e",
    ),
    *("SUBJECT: ", "REF: A. ", "TAGS: ", "E.O. 12958: ", "FM ", "TO ", "INFO ", "UNCLAS ", "END "),
    *(
        "By ",
        "Page 1 of 2",
        "Updated: ",
        "(Xinhua)",
        "<pre>",
        "</pre>",
        "&#10;",
        "{",
        "}",
        "@",
        ":",
        ", ",
    ),
)
HANGS = 10
"""Seconds in which any of these inputs must have been read, on any machine."""


class HangsError(Exception):
    """An input took too long."""


def changed(draw: random.Random, texts: Sequence[str]) -> str:
    """One of the texts, spoilt in a few places."""
    text = draw.choice(texts)
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


def run(target: str, folder: Path, seconds: float, seed: int) -> tuple[int, str | None]:
    """How many inputs were tried, and the one that failed, if one did."""
    texts = [text_of(path.read_bytes()) for path in sorted(folder.iterdir())]
    draw = random.Random(seed)  # noqa: S311  # no secrets
    check = TARGETS[target]
    signal.signal(signal.SIGALRM, _hangs)
    tried = 0
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        text = changed(draw, texts)
        signal.alarm(HANGS)
        try:
            check(text)
        except Exception:  # noqa: BLE001  # whatever is raised is what is looked for
            return tried + 1, text
        finally:
            signal.alarm(0)
        tried += 1
    return tried, None


def _hangs(_signal: int, _frame: FrameType | None) -> None:
    raise HangsError
