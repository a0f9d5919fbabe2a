"""The TAGS line: traffic analysis by geography and subject."""

from __future__ import annotations

import re
from functools import cache
from itertools import zip_longest

from builders.readers.cable.fields import facts, labels
from builders.readers.cable.fields.identifiers import edit_distance
from builders.readers.cable.fields.plain import plain

_CODE_RE = re.compile(r"[A-Z]{2}|K[A-Z]{2,4}|[A-Z]{4}", re.ASCII)
_PROGRAM_RE = re.compile(r"K[A-Z]{3,4}", re.ASCII)
_PERSON_RE = re.compile(r"[^\W\d_][\w'’.-]*(?: [\w'’.-]+)*, ?[^\W\d_].*")
_SEPARATOR_RE = re.compile(r"[,;/]\s+|[,;]|\s/\s")
_BRACKETED_RE = re.compile(r"\(([^()\n]{1,60})\)")
_STRAY_RE = re.compile(r"^[\W_]+|[^\w)]+$")
_CAPTIONS = frozenset(("SIPDIS", "SENSITIVE", "NOFORN", "EXDIS", "NODIS", "LIMDIS"))
_VISITOR_TAGS = frozenset(("OVIP", "ODIP", "OREP", "OTRA"))
_SUBJECT_LENGTH = 4
_SHORTEST_RUN = 6


def tag_kind(tag: str) -> str:
    """The kind of a tag: `geo`, `subject`, `program`, `org`, `person`, or `unknown`."""
    tag = tag.strip().upper()
    if tag in facts.subject_tags():
        return "subject"
    if tag in facts.organization_tags() and tag not in facts.country_tags():
        return "org"
    if len(tag) == 2 and tag.isalpha():  # noqa: PLR2004  # country codes have two letters
        return "geo"
    if _PROGRAM_RE.fullmatch(tag):
        return "program"
    if _PERSON_RE.fullmatch(tag):
        return "person"
    return "unknown"


def tags_span(text: str) -> tuple[int, int] | None:
    """Where the tags stand in the text (label excluded), or None for no TAGS line."""
    match = labels.TAGS_RE.search(text) or labels.TAGS_WITHIN_RE.search(text)
    if not match:
        return None
    start = match.end()
    stop = labels.earliest_match(
        text,
        start,
        labels.SUBJECT_RE,
        labels.SUBJECT_WITHIN_RE,
        labels.REFS_RE,
        labels.REFS_WITHIN_RE,
        labels.ORDER_RE,
        labels.CLASSIFIED_RE,
        labels.NUMBERED_RE,
        labels.RULE_BEFORE_RE,
    )
    end = start
    for line in text[start:stop].splitlines(keepends=True):
        so_far = text[start:end].rstrip()
        if so_far and not so_far.endswith((",", ";")) and not _continues(line):
            break
        if so_far and not line.strip():
            break
        end += len(line)
    return (start, min(end, stop))


def tags(text: str, *, canonicalize: bool = True) -> list[str]:
    """The tags in capitals, in order, each once.

    With `canonicalize` tags that have run together are split and small slips corrected (`MOPPS`).
    """
    text = plain(text)
    span = tags_span(text)
    if span is None:
        return []
    found: list[str] = []
    line = " ".join(text[slice(*span)].upper().split())
    line = _BRACKETED_RE.sub(lambda match: f", {_with_commas_hidden(match[1])}, ", line)
    parts = _SEPARATOR_RE.split(line)
    for at, part in enumerate(parts):
        found.extend(_tags_in(part.replace("\x00", ", "), found))
        if _is_surname(part, found, parts[at + 1 : at + 2]):
            parts[at + 1] = f"{found.pop()}\x00{parts[at + 1].strip()}"
    if canonicalize:
        found = [tag for written in found for tag in _canonical(written)]
    return list(dict.fromkeys(tag for tag in found if tag and tag not in _CAPTIONS))


def _is_surname(part: str, found: list[str], after: list[str]) -> bool:
    """Whether `part` ends in a surname, the next part being the forename: `PREL SMITH, JOHN`.

    There the tags are separated by spaces, and only the name has a comma.
    """
    words = part.split()
    forename = after[0].split() if after else []
    return (
        len(words) > 1
        and bool(forename)
        and bool(found)
        and found[-1] == words[-1]
        and all(
            word.isalpha() and not _is_known(word) and not _split_run(word)
            for word in (words[-1], forename[0])
        )
        and len(forename[0]) > 1
        and not _CODE_RE.fullmatch(words[-1])
    )


def _with_commas_hidden(words: str) -> str:
    """Bracketed words whose commas are hidden, to keep a name whole: `(CLINTON, HILLARY)`."""
    return re.sub(r",\s*", "\x00", words)


def _continues(line: str) -> bool:
    """Whether a further line holds nothing but tags."""
    words = line.replace(",", " ").replace(";", " ").split()
    return bool(words) and all(_is_known(word) or _split_run(word) for word in words)


def _is_known(word: str) -> bool:
    return (
        word in facts.subject_tags()
        or word in facts.country_tags()
        or (word in facts.organization_tags() and len(word) > 2)  # noqa: PLR2004  # AL, AI, DC
        or bool(_PROGRAM_RE.fullmatch(word))
        or word in _CAPTIONS
    )


def _tags_in(part: str, before: list[str]) -> list[str]:
    """The tags in a stretch without commas: codes stand alone, other words form a phrase."""
    part = part.strip()
    if ", " in part:  # a bracketed name
        return [part]
    found: list[str] = []
    phrase: list[str] = []

    def close() -> None:
        if phrase:
            found.append(_phrase(phrase, [*before, *found]))
            phrase.clear()

    words = [word for word in (_STRAY_RE.sub("", raw) for raw in part.split()) if word]
    for word, after in zip_longest(words, words[1:], fillvalue=""):
        if (
            word in facts.organization_tags()
            and phrase
            and f"{phrase[-1]} {word}" in _tags_of_two_words()
        ):
            phrase.append(word)
        elif _is_known(word) or _split_run(word) or (not phrase and _is_code(word, after)):
            close()
            found.append(word)
        else:
            phrase.append(word)
    close()
    return found


def _is_code(word: str, after: str) -> bool:
    """Whether an unknown word has the form of a tag and is no surname before a forename (`RICE`)."""
    if not _CODE_RE.fullmatch(word):
        return False
    return len(word) != _SUBJECT_LENGTH or not after or _is_known(after) or len(after) <= len(word)


@cache
def _tags_of_two_words() -> frozenset[str]:
    return frozenset(tag for tag in facts.organization_tags() if " " in tag)


def _phrase(words: list[str], before: list[str]) -> str:
    """`BIDEN JOSEPH` after OVIP is a person, surname first; `HUMAN RIGHTS` is a phrase."""
    if len(words) in {2, 3} and _VISITOR_TAGS.intersection(before) and before[-1] != "K":
        return f"{words[0].rstrip(',')}, {' '.join(words[1:])}"
    return " ".join(words)


def _canonical(tag: str) -> list[str]:
    if _is_known(tag) or "," in tag or " " in tag:
        return [tag]
    hyphened = tag.split("-")
    if len(hyphened) > 1 and all(_is_known(part) for part in hyphened):
        return hyphened
    parted = _split_run(tag)
    if parted:
        return list(parted)
    if _SUBJECT_LENGTH <= len(tag) <= _SUBJECT_LENGTH + 1 and not tag.startswith("K"):
        near = [known for known in facts.subject_tags() if edit_distance(tag, known, 1) <= 1]
        if len(near) == 1:
            return near
    return [tag]


@cache
def _split_run(run: str) -> tuple[str, ...]:
    """The known tags that a run of letters consists of, or none: `AMEDCASCKFLO`."""
    if len(run) < _SHORTEST_RUN or not run.isalpha() or run in facts.organization_tags():
        return ()
    ways: dict[int, tuple[str, ...]] = {0: ()}
    for end in range(2, len(run) + 1):
        for length in (4, 5, 2):
            before = ways.get(end - length)
            if before is None:
                continue
            piece = run[end - length : end]
            if _is_piece(piece, only=length == len(run)):
                ways.setdefault(end, (*before, piece))
    parts = ways.get(len(run), ())
    # KAZAKHSTAN can be split into such pieces, too; a true run of tags has a subject among them.
    return parts if facts.subject_tags().intersection(parts) else ()


def _is_piece(piece: str, *, only: bool) -> bool:
    if only:
        return False
    if len(piece) == 2:  # noqa: PLR2004  # a country
        return piece in facts.country_tags()
    if len(piece) == _SUBJECT_LENGTH:
        return piece in facts.subject_tags() or piece.startswith("K")
    return False
