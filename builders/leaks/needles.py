"""From secrets (redacted passages) to needles (what is looked for).

Two texts count as the same secret if their letters and digits are the same: case, spaces, line
ends, hyphens and stops are dropped on both sides. That alone finds a secret across lines, in other
spacing and in pieces of a program; disguises that no such folding undoes get needles of their own.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from builders.leaks.disguises import Way
from builders.model.han_forms import FOLD
from builders.model.redaction import Secret
from builders.model.scripts import TATWEEL

SHORTEST_ASCII = 6
"""Fewest ASCII letters and digits of a secret that can be looked for without its context."""
SHORTEST_OTHER = 3
"""The same for secrets that are not ASCII: in Chinese, three characters are a full name."""
NEIGHBOURS = 16
"""How many letters of context before and after a short secret make it a needle."""
LONG_NUMBER = 18
"""Fewest digits of a number that is not likely to occur by chance among coordinates."""

LOCAL_PART_RE = re.compile(r"\A([^@\uff20\s]{3,}?)\s?(?:@|\uff20|\(at\)|\[at\])")
NOT_ALNUM_RE = re.compile(rf"[\W_{TATWEEL}]+")
SPELLINGS: tuple[Mapping[str, str], ...] = (
    {"@": " at ", ".": " dot "},
    {"@": " at "},
    {"@": " AEA "},  # UTF-7
    {"@": " commat ", ".": " period "},
)


class Fold(Enum):
    """What is dropped from a text before a needle is looked for in it."""

    SQUEEZED = auto()
    """Everything but ASCII letters and digits."""
    LETTERS = auto()
    """Everything but letters and digits of any script."""
    WORDS = auto()
    """Nothing; the needle must be a whole word."""
    NUMBERS = auto()
    """Punctuation and spaces used in telephone numbers; the needle must be a whole number."""


@dataclass(frozen=True, slots=True)
class Needle:
    """What to look for in one fold of a text."""

    fold: Fold
    letters: bytes
    secret: int
    """Index of the secret that it gives away."""
    way: Way


def squeezed(text: str) -> str:
    """The letters and digits of a text, of any script, in NFKC and case-folded.

    Simplified and traditional Chinese characters are the same.
    """
    letters = NOT_ALNUM_RE.sub("", unicodedata.normalize("NFKC", text).casefold())
    return letters if letters.isascii() else letters.translate(FOLD)


def needles(
    secrets: Iterable[Secret], published: Mapping[str, str]
) -> tuple[tuple[Needle, ...], tuple[int, ...]]:
    """The needles of all secrets, and the indices of those too short to be looked for.

    Args:
        secrets: The redacted passages.
        published: The texts of the redacted sources as published, by identifier. If the local part
            of an e-mail address is published as a word there (a name), it gives nothing away.
    """
    found: dict[tuple[Fold, bytes], Needle] = {}
    unsearchable: list[int] = []
    words = {name: frozenset(_words(text)) for name, text in published.items()}
    for k, secret in enumerate(secrets):
        mine = list(_needles_of(secret, k, words.get(secret.source, frozenset())))
        if not mine:
            unsearchable.append(k)
        for needle in mine:
            found.setdefault((needle.fold, needle.letters), needle)
    return tuple(found.values()), tuple(unsearchable)


def _needles_of(secret: Secret, k: int, published: frozenset[str]) -> Iterator[Needle]:
    letters = squeezed(secret.text)
    if not _long_enough(letters) or secret.common:
        # A short word is everywhere; together with its unchanged context it is not.
        before, after = squeezed(secret.before)[-NEIGHBOURS:], squeezed(secret.after)[:NEIGHBOURS]
        for context in (before + letters, letters + after):
            if letters and len(context) > len(letters) and _long_enough(context):
                yield _needle(context, k, Way.PLAIN)
                text = f"{secret.before}{secret.text}{secret.after}"
                yield from _needle_for_variants(context, text, k)
        return
    yield from _needle_for_variants(letters, secret.text, k)
    if letters.isdigit() and len(letters) < LONG_NUMBER:
        yield Needle(Fold.NUMBERS, letters.encode(), k, Way.PLAIN)
        return
    yield _needle(letters, k, Way.PLAIN)
    yield _needle(letters[::-1], k, Way.BACKWARDS)
    rotated = squeezed(codecs.encode(secret.text, "rot13"))
    if rotated != letters:
        yield _needle(rotated, k, Way.ROTATED)
    for spelling in SPELLINGS:
        spelled = secret.text
        for mark, word in spelling.items():
            spelled = spelled.replace(mark, word)
        if spelled != secret.text:
            yield _needle(squeezed(spelled), k, Way.SPELLED)
    for form in dict.fromkeys((secret.text, secret.text.lower(), secret.text.upper())):
        yield _needle(form.encode().hex(), k, Way.NUMBERS)
        for write in (str, "{:02x}".format, "{:03o}".format, "0x{:02x}".format, "{:04x}".format):
            yield _needle("".join(write(ord(character)) for character in form), k, Way.NUMBERS)
    local = LOCAL_PART_RE.match(secret.text)
    if local and _long_enough(squeezed(local[1])) and local[1].casefold() not in published:
        yield Needle(Fold.WORDS, local[1].lower().encode(), k, Way.PART)


def _needle_for_variants(letters: str, text: str, k: int) -> Iterator[Needle]:
    """A needle for a text with characters that fold to ASCII: `ß`, `ſ`, `ﬁ`, `①`.

    The fold LETTERS turns them into ASCII; the fold SQUEEZED, which works on bytes, drops them.
    """
    folded = any(not one.isascii() and (squeezed(one) or "\xff").isascii() for one in text)
    if folded and letters.isascii():
        yield Needle(Fold.LETTERS, letters.encode(), k, Way.PLAIN)


def _needle(letters: str, k: int, way: Way) -> Needle:
    fold = Fold.SQUEEZED if letters.isascii() else Fold.LETTERS
    return Needle(fold, letters.encode("utf-8", "surrogatepass"), k, way)


def _long_enough(letters: str) -> bool:
    return len(letters) >= (SHORTEST_ASCII if letters.isascii() else SHORTEST_OTHER)


def _words(text: str) -> Iterator[str]:
    yield from (word.strip(".") for word in re.findall(r"[\w.+%-]+", text.casefold()))
