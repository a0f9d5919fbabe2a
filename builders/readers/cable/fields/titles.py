"""Subjects, which telegrams have in capitals, set as titles."""

from __future__ import annotations

import re

from builders.readers.cable.fields import facts

_WORD_RE = re.compile(r"[^\W_]+(?:[.&'’][^\W_]+)*\.?|[^\W_]+")
_TOKEN_RE = re.compile(r"\S+")
_REDACTED_RE = re.compile(r"[Xx]{3,}")
_OPENS_A_PART_RE = re.compile(r"[:?!;]\)?$|^-+$|^[–—]$|[A-Za-z]{4}\.$")
_ABBREVIATION_RE = re.compile(r"(?:[A-Z]\.)+[A-Z]?\.?")
_ORDINAL_RE = re.compile(r"\d+(?:ST|ND|RD|TH|S)")
_EDGES_RE = re.compile(r"^[\W_]+|[\W_]+$")
_NO_VOWEL_RE = re.compile(r"[B-DF-HJ-NP-TV-Z]{2,}")
_SPOKEN_ABBREVIATIONS = frozenset(
    ("MR", "MRS", "MS", "DR", "ST", "VS", "JR", "SR", "LTD", "MT", "FT", "NTH", "TH")
)
_TOKEN_END = 12
_SMALL_WORD_RE = re.compile(
    r"a|an|and|as|at|but|by|de|des|for|from|in|into|nor|of|off|on|onto|or|over|per|so|than|the|to|up|upon"
    r"|via|vs|with|within|without",
    re.IGNORECASE,
)


def title_case(subject: str) -> str:
    """The subject with capitals only where a title has them: `PNG'ING` is `PNG'ing`.

    Words that are already in mixed case stay as they are; so do acronyms.
    """
    tokens = _TOKEN_RE.findall(subject)
    mixed = not (subject.isupper() or subject.islower())
    out: list[str] = []
    opens = True
    for position, token in enumerate(tokens):
        last = position == len(tokens) - 1
        out.append(_token(token, opens=opens, last=last, mixed=mixed))
        opens = bool(_OPENS_A_PART_RE.search(token[-_TOKEN_END:]))
    return " ".join(out)


def _token(token: str, *, opens: bool, last: bool, mixed: bool) -> str:
    """A token between spaces, set as in a title: `UK-BASED`, `DROC--VATICAN`, `(KARIMOVA)`."""
    bare = _EDGES_RE.sub("", token)
    if bare.upper() in facts.acronyms() and not mixed:
        return token.upper()

    def part(match: re.Match[str]) -> str:
        first = match.start() == 0 or not token[: match.start()].strip("\"'“‘([¿¡-–—")
        if match[0].upper() in _ARTICLES and token[match.end() : match.end() + 1] == "-":
            return match[0].capitalize()
        alone = first and not _WORD_RE.search(token, match.end())
        return _word(match[0], small=alone and not opens and not last, mixed=mixed)

    return _WORD_RE.sub(part, token)


def _word(word: str, *, small: bool, mixed: bool) -> str:  # noqa: PLR0911  # one kind of word a return
    upper = word.upper()
    if _REDACTED_RE.fullmatch(word):
        return upper
    if mixed and not word.islower():
        return word
    stem, mark, ending = upper.partition("’") if "’" in upper else upper.partition("'")
    if upper in _FIXED_FORMS:
        return _FIXED_FORMS[upper]
    if small and _SMALL_WORD_RE.fullmatch(word):
        return word.lower()
    bare = stem.rstrip(".")
    if bare in facts.acronyms() or (
        _NO_VOWEL_RE.fullmatch(bare) and bare not in _SPOKEN_ABBREVIATIONS
    ):
        return stem + mark + (ending.lower() if mark else "")
    if _ABBREVIATION_RE.fullmatch(upper):
        return upper
    if _ORDINAL_RE.fullmatch(upper):
        return upper.lower()
    if any(character.isdigit() for character in stem):
        return word.lower() if word[0].isdigit() and word.islower() else upper
    if mark and len(stem) == 1:  # O'BRIEN, D'ETAT
        return stem + mark + ending.capitalize()
    return stem.capitalize() + mark + ending.lower()


# AL-FAYEZ is Al-Fayez, though AL is an acronym elsewhere
_ARTICLES = frozenset(("AL", "EL", "UL", "AS", "AN", "AR"))
_FIXED_FORMS = {
    "EX-IM": "Ex-IM",
    "EXIM": "ExIm",
    "PHD": "PhD",
    "US": "US",
    "U.S.": "U.S.",
    "UK": "UK",
}
