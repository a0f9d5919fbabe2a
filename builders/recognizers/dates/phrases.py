"""How neighbouring dates and the words between them become one: `from March 2009 until June 2010`.

Words that make an interval, closed or open-ended, belong to the mention (`since 2002`,
`before 2000`, `up to the end of 2009`); other prepositions and articles do not (`in 2006`,
`the 1980's`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from builders.dates.intervals import interval_words
from builders.recognizers.dates.atoms import Atom, Form, Point, Precision
from builders.recognizers.dates.landmarks import PrecedingWords
from builders.recognizers.dates.vocabulary import DASH, S0, S

_INNER = rf"(?:in{S}|on{S}|during{S})?(?:the{S})?(?:evening{S}of{S}|morning{S}of{S})?"
RANGE_RE = re.compile(
    rf"{S0}(?:{DASH}|[~～至到]){S0}(?:the{S})?|,?{S}(?:to|until|till|through|thru|up{S}to|up{S}until|TO|UNTIL|THROUGH){S}{_INNER}"
)
"""The words between the two ends of an interval."""
AND_RE = re.compile(rf"{S}(?:and|AND|&){S}{_INNER}")
LIST_RE = re.compile(rf"(?:,{S}(?:and{S})?|{S}(?:and|AND|&){S}|/|、|和){_INNER}")
"""The words between the dates of a list, which may share a year."""
OR_RE = re.compile(rf"(?:{S}(?:or|OR){S}(?:possibly{S}|perhaps{S}|else{S})?{_INNER}|或)")

_AT_LEAST = rf"(?:at{S}least{S}|about{S}|around{S})?(?:the{S})?"
_AT_LEAST_ENDINGS = "least about around the"
FROM_RE = PrecedingWords("from the 自 从", rf"(?:\b(?:[Ff]rom|FROM){S}(?:the{S})?|[自从])\Z")
BETWEEN_RE = PrecedingWords("between the", rf"\b(?:[Bb]etween|BETWEEN){S}(?:the{S})?\Z")
SINCE_RE = PrecedingWords(
    f"since as 自 从 {_AT_LEAST_ENDINGS}",
    rf"(?:\b(?:[Ee]ver{S})?(?:[Ss]ince|SINCE){S}(?:as{S}early{S}as{S})?{_AT_LEAST}|[自从])\Z",
)
UNTIL_RE = PrecedingWords(
    f"to until till through by than {_AT_LEAST_ENDINGS}",
    rf"\b(?:(?<!\brun\s)(?<!\brun-)(?<!\blead\s)(?<!\bleading\s)(?<!\bled\s)[Uu]p{S}(?:to|until|till|through)|[Uu]ntil|[Tt]ill|[Tt]hrough|[Bb]y|(?:[Nn]o|[Nn]ot){S}later{S}than|UNTIL|BY)"
    rf"{S}{_AT_LEAST}\Z",
)
BEFORE_RE = PrecedingWords(
    f"before to pre- {_AT_LEAST_ENDINGS}",
    rf"(?:\b(?:[Bb]efore|[Pp]rior{S}to|BEFORE){S}{_AT_LEAST}|\b[Pp]re-)\Z",
)
AFTER_RE = PrecedingWords(
    "after the post-", rf"(?:\b(?:[Aa]fter|AFTER){S}(?:the{S})?|\b[Pp]ost-)\Z"
)
OFFSET_RE = re.compile(rf"\b(?:(?:day|week|month|year|decade|hour|morning|night|weekend)s?){S}\Z")
"""`the day after March 3`, `two years before 2000`: a different day from the one named."""
# `c.` in lower case only: `C. FEBRUARY: 49` is an item of a list.
ABOUT_RE = PrecedingWords(
    "around about circa c. ca. approximately roughly",
    rf"\b(?:[Aa]round|[Aa]bout|[Cc]irca|[Cc]a\.|c\.|[Aa]pproximately|[Rr]oughly){S0}\Z",
)

ONWARDS_RE = re.compile(rf"{S}onwards?(?!\w)")
FROM_ON_RE = re.compile(rf"{S}(?:on(?!{S}\w)|forwards?)(?!\w)")
TO_PRESENT_RE = re.compile(
    rf"(?:{S0}{DASH}{S0}|{S}(?:to|until|till|through|up{S}to){S})(?:the{S})?(?:present(?:{S}day)?|now|today|date)(?!\w)"
)
CHINESE_SINCE_RE = re.compile(r"\s{0,2}(?:以[来來]|[之]?[后後]|起|至今)")
CHINESE_BEFORE_RE = re.compile(r"\s{0,2}(?:以前|之前)")

_REACH = 40
_LONGEST_LIST = 12


class Phrase(NamedTuple):
    """One mention at [start, end) of the text; its years may still have to be inferred."""

    start: int
    end: int
    points: tuple[Point, ...]
    form: Form
    approximate: bool
    relative: bool
    shift: int | None = None
    shared: Point | None = None
    """A neighbour in its list that has a year: `June 2009` for `May` in `May and June 2009`."""


def without_overlaps(atoms: Iterable[Atom]) -> list[Atom]:
    """The atoms in order without overlaps: the leftmost wins, and of those the longest."""
    kept: list[Atom] = []
    for atom in sorted(atoms, key=lambda atom: (atom.start, -atom.end, not atom.sure)):
        if not kept or atom.start >= kept[-1].end:
            kept.append(atom)
    return kept


class JoiningWords(NamedTuple):
    """The words of a language that stand before and between the ends of an interval."""

    opened: PrecedingWords
    to: re.Pattern[str]
    between: PrecedingWords
    both: re.Pattern[str]
    alone: tuple[tuple[PrecedingWords, Form], ...]
    """Words before the only date of an open-ended interval, with the form that they make. Those of
    English are above."""


ENGLISH = JoiningWords(FROM_RE, RANGE_RE, BETWEEN_RE, AND_RE, ())


@cache
def joining_words(language: str) -> tuple[JoiningWords, ...]:
    """The joining words for a text in a language; those of English count in every text."""
    words = interval_words(language)
    if words is None:
        return (ENGLISH,)
    opened, between, *last = words.last
    alone = zip((words.since, words.until), last, (Form.SINCE, Form.UNTIL), strict=True)
    own = JoiningWords(
        PrecedingWords(opened, rf"{words.opened}\Z", re.IGNORECASE),
        re.compile(words.to, re.IGNORECASE),
        PrecedingWords(between, rf"{words.between}\Z", re.IGNORECASE),
        re.compile(words.both, re.IGNORECASE),
        tuple(
            (PrecedingWords(final, rf"{pattern}\Z", re.IGNORECASE), form)
            for pattern, final, form in alone
            if pattern
        ),
    )
    return (ENGLISH, own)


def join(
    text: str, atoms: Sequence[Atom], languages: Sequence[JoiningWords] = (ENGLISH,)
) -> Iterator[Phrase]:
    """The mentions of a text: its atoms, joined where they belong together, with opening words.

    Args:
        text: The whole text.
        atoms: Its atoms in order, without overlaps.
        languages: The joining words of each language that counts in it.
    """
    k = 0
    while k < len(atoms):
        atom = atoms[k]
        before = text[max(0, atom.start - _REACH) : atom.start]
        pair = _interval_of(text, atoms, k, languages) or _choice_of(text, atoms, k)
        if pair:
            yield pair[0]
            k = pair[1]
            continue
        if atom.sure or _is_listed_with_sure(text, atoms, k):
            atom = _after_between(atom, before, languages)
            before = text[max(0, atom.start - _REACH) : atom.start]
            yield _single(text, atom, before, languages)._replace(shared=_neighbour(text, atoms, k))
        k += 1


def _after_between(atom: Atom, before: str, languages: Sequence[JoiningWords]) -> Atom:
    """The atom; if two days follow `between`, as the interval `between 3 and 5 May`."""
    if atom.form is Form.ALL and len(atom.points) == len(("first", "last")):
        for language in languages:
            if words := language.between.search(before):
                start = atom.start - (len(before) - words.start())
                return atom._replace(start=start, form=Form.RANGE)
    return atom


def _interval_of(
    text: str, atoms: Sequence[Atom], k: int, languages: Sequence[JoiningWords]
) -> tuple[Phrase, int] | None:
    """The interval that begins with the k-th atom, and the index of the atom after it; or None."""
    if k + 1 >= len(atoms):
        return None
    one, other = atoms[k], atoms[k + 1]
    before = text[max(0, one.start - _REACH) : one.start]
    opened = next(
        (words for language in languages if (words := language.opened.search(before))), None
    )
    for language in languages:
        between = language.between.search(before)
        if between and language.both.fullmatch(text, one.end, other.start):
            if one.sure or other.sure or one.first.precision is other.first.precision:
                return _interval(atoms, k, between.start(), before), k + 2
            return None
        if language.to.fullmatch(text, one.end, other.start) and _are_interval_ends(
            one, other, opened=bool(opened)
        ):
            opening = opened.start() if opened else len(before)
            return _interval(atoms, k, opening, before), k + 2
    return None


def _choice_of(text: str, atoms: Sequence[Atom], k: int) -> tuple[Phrase, int] | None:
    """The choice that begins with the k-th atom, and the index of the atom after it; or None."""
    one = atoms[k]
    end = k + 1
    while (
        end < len(atoms)
        and OR_RE.fullmatch(text, atoms[end - 1].end, atoms[end].start)
        and _are_alternatives(one, atoms[end])
    ):
        end += 1
    if end == k + 1:
        return None
    points = tuple(point for atom in atoms[k:end] for point in atom.points)
    relative = any(atom.relative for atom in atoms[k:end])
    return Phrase(
        one.start, atoms[end - 1].end, points, Form.ONE, approximate=False, relative=relative
    ), end


def _are_interval_ends(one: Atom, other: Atom, *, opened: bool) -> bool:
    """Whether two dates with `-` or `to` between them are the ends of one interval.

    Args:
        one: The first date.
        other: The second date.
        opened: Whether a word like `from` stands before the first.
    """
    if one.shift is not None or other.shift is not None:
        return False
    if Form.ONE in {one.form, other.form} or Form.ALL in {one.form, other.form}:
        return False
    if not opened and (one.form is Form.RANGE or other.form is Form.RANGE) and not one.approximate:
        return False
    if opened and (one.sure or other.sure):
        return True
    return one.first.precision is other.first.precision and (
        one.sure or other.sure or _are_months(one, other)
    )


def _are_months(one: Atom, other: Atom) -> bool:
    return one.first.precision is other.first.precision is Precision.MONTH


def _are_alternatives(one: Atom, other: Atom) -> bool:
    """Whether two dates with `or` between them are one mention."""
    simple = {one.form, other.form} <= {Form.SINGLE, Form.ONE}
    return simple and (one.sure or other.sure) and one.shift is None and other.shift is None


def _interval(atoms: Sequence[Atom], k: int, opening: int, before: str) -> Phrase:
    one, other = atoms[k], atoms[k + 1]
    return Phrase(
        one.start - (len(before) - opening),
        other.end,
        (one.first, other.last),
        Form.RANGE,
        approximate=one.approximate and other.approximate,
        relative=one.relative or other.relative,
    )


def _is_listed_with_sure(text: str, atoms: Sequence[Atom], k: int) -> bool:
    """Whether the k-th atom stands in a list with a sure one of its precision: `April and May`."""
    return any(atom.sure for atom in _rest_of_list(text, atoms, k))


def _neighbour(text: str, atoms: Sequence[Atom], k: int) -> Point | None:
    """The first point, in the k-th atom's list, that has a year; following atoms are tried first.

    None if the atom itself has a year, or no other has one.
    """
    if atoms[k].first.year is not None:
        return None
    points = (atom.first for atom in _rest_of_list(text, atoms, k))
    return next((point for point in points if point.year is not None), None)


def _rest_of_list(text: str, atoms: Sequence[Atom], k: int) -> Iterator[Atom]:
    """The other atoms in the k-th atom's list, all of its precision; those after it come first."""
    for step in (1, -1):
        for at in range(k, k + step * _LONGEST_LIST, step):
            if not 0 <= at + step < len(atoms):
                break
            left, right = atoms[min(at, at + step)], atoms[max(at, at + step)]
            if not LIST_RE.fullmatch(text, left.end, right.start):
                break
            if atoms[at + step].first.precision is not atoms[k].first.precision:
                break
            yield atoms[at + step]


def _single(text: str, atom: Atom, before: str, languages: Iterable[JoiningWords]) -> Phrase:
    """A single atom, with any words that make it an open-ended interval or an approximate date."""
    phrase = Phrase(
        atom.start, atom.end, atom.points, atom.form, atom.approximate, atom.relative, atom.shift
    )
    if atom.shift is not None or atom.form in {Form.ONE, Form.ALL}:
        return phrase
    closed = (
        _open_by_words_after(text, atom, before)
        or _open_by_words_before(atom, before)
        or _open_in_own_language(atom, before, languages)
    )
    if closed:
        return phrase._replace(
            start=atom.start - closed.before,
            end=atom.end + closed.after,
            points=(closed.point,),
            form=closed.form,
        )
    about = ABOUT_RE.search(before)
    if about and atom.form is Form.SINGLE:
        return phrase._replace(start=atom.start - len(about[0]), approximate=True)
    return phrase


class _OpenInterval(NamedTuple):
    """An interval with one open end, and how many characters its words add around the atom."""

    form: Form
    point: Point
    before: int
    after: int


def _open_by_words_after(text: str, atom: Atom, before: str) -> _OpenInterval | None:
    """The open-ended interval that words after the atom make of it: `2002 to the present`."""
    opened = FROM_RE.search(before) or SINCE_RE.search(before)
    length = len(opened[0]) if opened else 0
    patterns = [TO_PRESENT_RE, CHINESE_SINCE_RE, ONWARDS_RE, *([FROM_ON_RE] if opened else [])]
    since = next((match for pattern in patterns if (match := pattern.match(text, atom.end))), None)
    if since:
        return _OpenInterval(Form.SINCE, atom.first, length, len(since[0]))
    until = CHINESE_BEFORE_RE.match(text, atom.end)
    return _OpenInterval(Form.UNTIL, atom.first, 0, len(until[0])) if until else None


def _open_by_words_before(atom: Atom, before: str) -> _OpenInterval | None:
    """The open-ended interval that words before the atom make of it: `since 2002`."""
    for pattern, form, point in (
        (SINCE_RE, Form.SINCE, atom.first),
        (UNTIL_RE, Form.UNTIL, atom.last),
        (BEFORE_RE, Form.UNTIL, atom.first),
        (AFTER_RE, Form.SINCE, atom.last),
    ):
        words = pattern.search(before)
        # "In recent years. Before 2000": a capital begins a new sentence.
        if words and not (words[0][0].islower() and OFFSET_RE.search(before[: words.start()])):
            return _OpenInterval(form, point, len(words[0]), 0)
    return None


def _open_in_own_language(
    atom: Atom, before: str, languages: Iterable[JoiningWords]
) -> _OpenInterval | None:
    """The open-ended interval that words of another language make of the atom: `seit 1914`."""
    for pattern, form in (pair for language in languages for pair in language.alone):
        if words := pattern.search(before):
            point = atom.first if form is Form.SINCE else atom.last
            return _OpenInterval(form, point, len(words[0]), 0)
    return None
