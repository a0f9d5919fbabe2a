"""Folding: words as they are indexed, without letter case, accents, apostrophes and hyphens.

Full-width letters become ordinary ones, and of the forms of a Chinese character one is indexed (see
`model.han_forms`).

`site_src/assets/js/search/words.js` folds what readers type and the texts that it shows them in the
same way; a test compares the two over every character and over whole texts. So that the versions of
Unicode of Python and of browsers matter as little as possible, the separators of words are listed by
code point.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from builders.model.han_forms import FOLD

SEPARATORS = (
    "0-2f 3a-40 5b-60 7b-a9 ab-ac ae-b4 b6-b9 bb-bf d7 f7 2c2-2c5 2d2-2df 2e5-2eb 2ed 2ef-2ff 37e 387"
    " 55a-55f 589-58a 5be 5c0 5c3 5c6 5f3-5f4 600-60f 61b-61f 66a-66d 6d4 700-70d 7f7-7f9 964-965 970 df4"
    " e3f e4f e5a-e5b f01-f14 f3a-f3d 1360-1368 1680 1800-180a 2000-200b 200e-205f 2061-2070 2074-2079"
    " 20a0-20cf 2120 2122 2190-2bff 2e00-2e7f 2fe0-3004 3008-3020 3030 3036-3037 303d-3040 30fb 3190-319f"
    " 31c0-31ef 3200-33ff 4dc0-4dff a490-a4cf d800-f8ff fb29 fd3e-fd3f fe10-fe1f fe30-fe6f feff ff00-ff0f"
    " ff1a-ff20 ff3b-ff40 ff5b-ff65 ffe0-ffff 10100-1013f 1d000-1d24f 1f000-1faff e0000-10ffff"
)
"""Code points that are not part of a word."""
RUNS = (
    "e01-e3e e40-e4e e50-e59 e80-eff 1000-109f 1780-17ff 2e80-2fdf 3005-3007 3021-3029 3031-3035"
    " 3038-303c 3041-30fa 30fc-312f 31a0-31bf 31f0-31ff 3400-4dbf 4e00-9fff ac00-d7a3 f900-faff ff66-ff9f"
    " 20000-3ffff"
)
"""Code points of scripts that are written without spaces: indexed by pairs of characters.

So is Korean, since its words are written together with their particles: 서울에서, "in Seoul".
"""
UNSEEN = "ad 200c-200d 2060 fe00-fe0f"
"""Invisible code points within words."""
MARKS = (
    "2b9-2bb 2bd-2c1 2ee 300-36f 483-487 591-5bd 5bf 5c1-5c2 5c4-5c5 5c7 610-61a 640 64b-65f 670 6d6-6dc"
    " 6df-6e4 6e7-6e8 6ea-6ed 93c"
)
"""Marks whose writing is optional: accents, Hebrew points, Arabic vowels and tatweel, the dot below
letters of Devanagari, and the letters
for ʿayn, hamza and the soft sign in words that are transliterated."""
APOSTROPHES = "'’‘ʼ＇"
HYPHENS = "-‐‑－"
LETTERS = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "ħ": "h",
    "ı": "i",
    "þ": "th",
    "ς": "σ",
    "ى": "ي",
    "ی": "ي",
    "ک": "ك",
    "ة": "ه",
    "ѣ": "е",
    "і": "и",
    "ѳ": "ф",
    "ѵ": "и",
    "ٱ": "ا",
    **{
        chr(zero + digit): str(digit)
        for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66)
        for digit in range(10)
    },
}
"""Letters that are searched for as others, although Unicode does not decompose them: readers take them
for these with an accent or in another spelling; and the digits of other scripts."""
MASK = 0xFFFF
"""The highest hash of a pair of terms. Several pairs may share a hash."""
LONGEST = 64
"""How many characters of a word count, so that long rows of digits do not fill the index."""
CACHE_SIZE = 1 << 14
"""How many folded words are cached: nearly all that a text repeats, in some 6 MB per process."""
LONGEST_NAME = 120
"""The most characters of a name that can be found as a whole."""


class Token(NamedTuple):
    """A word, or a run of characters of a script without spaces, ready for the index."""

    terms: tuple[str, ...]
    """The terms in order: a word, the parts of a compound, or the pairs of characters of a run."""
    hashes: tuple[int, ...]
    """The hash of each term as the second of a pair."""
    first: tuple[int, ...]
    """The hash of each term as the first of a pair. The hash of a pair is the exclusive or of the hash
    of its first term as first and that of its second as second."""
    extra: tuple[str, ...]
    """Further terms, not part of pairs: a compound as one word, a word without the elided one or the
    Arabic article before it, the single characters of a run."""


def _characters(ranges: str) -> str:
    """Ranges of code points as the inside of a character class."""
    ends = (item.partition("-") for item in ranges.split())
    return "".join(f"\\U{int(a, 16):08x}-\\U{int(b or a, 16):08x}" for a, _, b in ends)


_SEPARATOR = f"[{_characters(SEPARATORS)}]"
_RUN = f"[{_characters(RUNS)}]"
_PART = f"[^{_characters(SEPARATORS)}{_characters(RUNS)}]"
_INSIDE = re.escape(APOSTROPHES + HYPHENS)
TOKEN_RE = re.compile(f"{_RUN}+|{_PART}+(?:[{_INSIDE}]{_PART}+)*")
"""Matches one token: `anti-trafficking`, `Women’s`, `2007`, `能力建设`."""
ASCII_TOKEN_RE = re.compile(r"[0-9A-Za-z]+(?:['\-][0-9A-Za-z]+)*")
RUN_RE = re.compile(_RUN)
HYPHEN_RE = re.compile(f"[{re.escape(HYPHENS)}]")
APOSTROPHE_RE = re.compile(f"[{APOSTROPHES}]")
ELIDED_RE = re.compile(
    f"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|all|dell|nell|dall|sull|coll|quell|un|sant)[{APOSTROPHES}]"
    "(?=[aeiouhàâéèêëîïíóôöœæúùû])",
    re.IGNORECASE,
)
"""An elided word before another, in French and Italian: `l’œuvre`, `d’Élie`, `dell'Isola`."""
ARTICLE_RE = re.compile(r"(?:[بفكو]?ال|لل)(?=[\u0621-\u064a]{3})")
"""The Arabic article at the beginning of a folded word, perhaps after "and", "in", "as" or "to"."""
POSSESSIVE_RE = re.compile(f"[{APOSTROPHES}][sS]\\Z")
DROPPED_RE = re.compile(f"[{_characters(MARKS)}{_characters(UNSEEN)}]|{_SEPARATOR}|ъ\\Z")
"""What folding removes; the last alternative is the hard sign at the end of words in old Russian
spelling."""
_LETTERS = str.maketrans(LETTERS)


def tokens(text: str) -> list[Token]:
    """The tokens of a text in order; a word of invisible characters alone gives an empty token."""
    # Most paragraphs are ASCII, for which a simpler pattern gives the same result in half the time.
    return list(map(token_of, (ASCII_TOKEN_RE if text.isascii() else TOKEN_RE).findall(text)))


def key(text: str) -> str:
    """The key by which a name is looked up: its folded words joined by `_`; runs are not split."""
    words: list[str] = []
    for raw in TOKEN_RE.findall(text):
        if RUN_RE.match(raw):
            words.append(_folded_run(raw))
        else:
            words.extend(_parts(raw))
    return "_".join(filter(None, words))


def keys(names: Iterable[str]) -> list[str]:
    """The keys of the names, each once; empty and very long names (see `LONGEST_NAME`) have none."""
    short = (name for name in dict.fromkeys(names) if name and len(name) <= LONGEST_NAME)
    return list(dict.fromkeys(filter(None, map(key, short))))


@lru_cache(maxsize=CACHE_SIZE)
def token_of(raw: str) -> Token:
    """The token of one match of `TOKEN_RE`."""
    if not raw.isascii() and RUN_RE.match(raw):
        run = _folded_run(raw)
        pairs = tuple(map("".join, pairwise(run)))
        return _token(pairs, tuple(dict.fromkeys(run))) if pairs else _token(tuple(run), ())
    parts = _parts(raw)
    return _token(parts, tuple(dict.fromkeys(_further_terms(raw, parts))))


def _further_terms(raw: str, parts: Sequence[str]) -> Iterator[str]:
    """A compound as one word, and words without what is written together with them."""
    rest = "".join(parts[1:])
    if rest:
        yield _truncated(parts[0] + rest)
    if APOSTROPHE_RE.search(raw):
        elided = [(part, ELIDED_RE.match(part)) for part in HYPHEN_RE.split(raw)]
        words = [_folded(part[before.end() :]) if before else "" for part, before in elided]
        if rest and words[0]:
            yield _truncated(words[0] + rest)
        yield from filter(None, words)
    if not raw.isascii():
        for part in parts:
            if article := ARTICLE_RE.match(part):
                yield part[article.end() :]


def clear_cache() -> None:
    """Empty the cache of tokens, which takes much memory for a large collection."""
    token_of.cache_clear()


def _token(terms: tuple[str, ...], extra: tuple[str, ...]) -> Token:
    hashes = tuple(crc32(term.encode()) & MASK for term in terms)
    return Token(terms, hashes, tuple(number * 31 & MASK for number in hashes), extra)


def _parts(raw: str) -> tuple[str, ...]:
    if raw.isascii() and raw.isalnum():  # nearly all words are
        return (_truncated(raw.lower()),)
    return tuple(filter(None, map(_folded, HYPHEN_RE.split(raw))))


def _folded(part: str) -> str:
    word = APOSTROPHE_RE.sub("", POSSESSIVE_RE.sub("", part))
    return _truncated(word.lower() if word.isascii() else _without_accents(word))


def _folded_run(raw: str) -> str:
    return "".join(map(_without_accents, raw)).translate(FOLD)


def _without_accents(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).lower().translate(_LETTERS)
    return unicodedata.normalize("NFC", DROPPED_RE.sub("", plain))


def _truncated(word: str) -> str:
    return word[:LONGEST]


def variants(names: Iterable[str]) -> dict[str, set[str]]:
    """Words that an entry's names spell in the British and in the American way, each with the other.

    Nothing is derived by rule alone: an entry must have both, as in `Labour Organization` beside
    `Labor Organization`.
    """
    by_american: dict[str, set[str]] = {}
    for name in names:
        for word in key(name).split("_"):
            by_american.setdefault(american(word), set()).add(word)
    return {
        word: spelt - {word} for spelt in by_american.values() if len(spelt) > 1 for word in spelt
    }


def american(word: str) -> str:
    """A folded word with the usual British spellings made American, for comparison."""
    for pattern, replacement in _AMERICAN:
        word = pattern.sub(replacement, word)
    return word


_AMERICAN = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=[a-z]{2})our(?=[a-z]*\Z)", "or"),
        (r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations)\Z)", "iz"),
        (r"(?<=[a-z]{2})ys(?=(?:e|ed|es|ing)\Z)", "yz"),
        (r"(?<=[a-z]{3}[^e])re(?=s?\Z)", "er"),
        (r"ogue(?=s?\Z)", "og"),
        (r"ence(?=s?\Z)", "ense"),
        (r"ll(?=(?:ed|ing|er|ers)\Z)", "l"),
        (r"mme(?=s?\Z)", "m"),
    )
)
"""In order: `labour`, `organisation`, `analyse`, `centre`, `catalogue`, `defence`, `travelling`,
`programme`."""
