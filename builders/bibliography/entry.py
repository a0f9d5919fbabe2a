"""Converting one entry of `references.bib` into a work, with checks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pybtex.bibtex.utils import split_name_list
from pybtex.database import Person
from pybtex.exceptions import PybtexError

from builders import dates
from builders.citations.formats import entry_types, latex
from builders.citations.works import identifiers
from builders.citations.works.names import is_chinese
from builders.inputs.spellings import did_you_mean, nearest
from builders.model.languages import tag_error, tag_named
from builders.model.work import Name, Title, Work, WorkType
from builders.model.written import ID_RE
from builders.problems import Problem, Severity
from builders.readers.languages import other_language

ESCAPED_FIELDS = ("doi", "url")
r"""Verbatim fields in which authors of BibTeX escape characters: `10.1007/978-3\_5`."""
ESCAPE_RE = re.compile(r"\\([_%&#])")
DAY_RE = re.compile(r"\d{4}-\d\d-\d\d[~?%]?", re.ASCII)
MONTH_OR_DAY_RE = re.compile(r"\d{1,2}", re.ASCII)
CONTAINED_IN_SERIES = frozenset({WorkType.TREATY, WorkType.LEGISLATION})
"""What stands in the series that is named with it, on a page of a volume: `114 Stat. 1464`."""
ANNOTATION_RE = re.compile(r"(?P<k>[1-9]\d{0,2})\s*=\s*(?P<what>\S+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """One entry as written, with fields in LaTeX."""

    type: str
    key: str
    fields: Mapping[str, str]
    duplicated: tuple[str, ...]
    """Names of fields that are given twice."""
    line: int


class WorkReader:
    """Converts one entry into a work."""

    def __init__(self, entry: WrittenEntry, file: str) -> None:
        self._entry = entry
        self._file = file
        self._problems: list[Problem] = []

    def work(self) -> tuple[Work | None, list[Problem]]:
        """The work, or None where the entry type is unknown, and what is wrong."""
        entry = self._entry
        if entry.type not in entry_types.TYPES:
            near = nearest(entry.type, entry_types.TYPES)
            hint = (
                f"Did you mean `@{near}`?"
                if near
                else f"Known types: {', '.join(entry_types.TYPES)}."
            )
            self._report("unknown-entry-type", f"`@{entry.type}` is not an entry type", hint)
            return None, self._problems
        self._check_names()
        kind = self._type()
        values: dict[str, Any] = {
            "title": self._title(),
            "issued": self._issued(),
            "accessed": self._date("urldate") or "",
            "genre": self._genre(),
            "page": self._text("pages").replace("–", "-"),
            "language": self._language(),
            "keyword": tuple(filter(None, map(str.strip, self._text("keywords").split(",")))),
            "section": self._text("chapter"),
            "container_kept": latex.title(self._entry.fields.get("booktitle", "")).kept,
            "former_keys": tuple(dict.fromkeys(self._former_keys())),
            **{
                attribute: self._people(field)
                for field, attribute in entry_types.NAME_FIELDS.items()
            },
            **{
                attribute: entry.fields.get(field, "")
                for field, attribute in entry_types.VERBATIM_FIELDS.items()
            },
        }
        for field, attribute in entry_types.TEXT_FIELDS.items():
            values[attribute] = values.get(attribute) or self._text(field)
        self._number(kind, values)
        for attribute in ESCAPED_FIELDS:
            values[attribute] = ESCAPE_RE.sub(r"\1", values[attribute])
        work = Work(key=entry.key, type=kind, **values)
        self._check(work)
        return work, self._problems

    def _report(
        self, code: str, message: str, hint: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        named = f"`{self._entry.key}`: {message}"
        self._problems.append(Problem(self._file, self._entry.line, code, named, hint, severity))

    def _check_names(self) -> None:
        """Report a key or field names that are wrong."""
        if not ID_RE.fullmatch(self._entry.key):
            hint = "Use lower-case ASCII letters, digits and `-`: it becomes an address."
            self._report("bad-key", "this cannot be a key", hint)
        for field in self._entry.duplicated:
            self._report("duplicate-key", f"`{field}` is given twice", "Keep one of them.")
        known = {
            *entry_types.TEXT_FIELDS,
            *entry_types.VERBATIM_FIELDS,
            *entry_types.NAME_FIELDS,
            *entry_types.ANNOTATION_FIELDS,
            *entry_types.OTHER_FIELDS,
        }
        for field in self._entry.fields:
            if field not in known:
                hint = did_you_mean(field, known, "It is not used; write a comment.")
                self._report("unknown-field", f"unknown field `{field}`", hint, Severity.WARNING)

    def _former_keys(self) -> Iterator[str]:
        """The former keys, listed in `ids`."""
        for key in filter(None, map(str.strip, self._entry.fields.get("ids", "").split(","))):
            if ID_RE.fullmatch(key):
                yield key
            else:
                hint = "Keys consist of lower-case ASCII letters, digits and `-`: they become addresses."
                self._report(
                    "bad-key", f"`ids` names `{key}`, which could not have been a key", hint
                )

    def _text(self, field: str) -> str:
        return self._decoded(field, self._entry.fields.get(field, ""))

    def _decoded(self, field: str, raw: str) -> str:
        """The text of a field or a part of one; commands in it that are not known are reported."""
        decoded = latex.decode(raw)
        for command in decoded.unknown:
            hint = "Write the character itself: the file is UTF-8."
            self._report("unknown-latex", f"`{field}` has `{command}`, which is not known", hint)
        return decoded.text

    def _title(self) -> Title:
        for field in ("title", "subtitle"):
            self._text(field)  # reports unknown LaTeX
        main, more = (latex.title(self._entry.fields.get(f, "")) for f in ("title", "subtitle"))
        if not (main and more):
            return main
        shift = len(main.text) + 2
        moved = (type(span)(span.start + shift, span.end + shift) for span in more.kept)
        return Title(f"{main.text}: {more.text}", (*main.kept, *moved))

    def _type(self) -> WorkType:
        kind = entry_types.TYPES[self._entry.type]
        subtype = self._text("entrysubtype").lower()
        if subtype in entry_types.SUBTYPES:
            return entry_types.SUBTYPES[subtype]
        if subtype:
            known = f"Available: {', '.join(entry_types.SUBTYPES)}."
            hint = did_you_mean(subtype, entry_types.SUBTYPES, known)
            self._report("wrong-value", f"`entrysubtype` is not a known type: `{subtype}`", hint)
        if kind is WorkType.ARTICLE_JOURNAL and self._is_dated_to_the_day():
            return WorkType.ARTICLE_NEWSPAPER
        return kind

    def _is_dated_to_the_day(self) -> bool:
        """Whether an article has a day but no volume, issue or DOI: then it is in a newspaper."""
        fields = self._entry.fields
        day = "day" in fields or DAY_RE.fullmatch(fields.get("date", ""))
        return bool(day) and not {"volume", "number", "issue", "doi"} & set(fields)

    def _issued(self) -> str:
        if "date" in self._entry.fields:
            return self._date("date") or ""
        fields = self._entry.fields
        year = fields.get("year", "").strip("{} ")
        if not year:
            return ""
        if re.fullmatch(r"[0-9]{3}", year):
            year = f"0{year}"
        if re.fullmatch(r"\d{4}", year) and "month" in fields:
            month = _month(fields["month"])
            if month is None:
                self._report("wrong-value", f"`month` is not a month: `{fields['month']}`")
                return year
            year = f"{year}-{month:02}"
            if MONTH_OR_DAY_RE.fullmatch(fields.get("day", "")):
                year = f"{year}-{int(fields['day']):02}"
        return self._edtf("year", year)

    @property
    def _is_dated(self) -> bool:
        """Whether a date is given; if it is not valid, that has been reported."""
        return not {"date", "year"}.isdisjoint(self._entry.fields)

    def _date(self, field: str) -> str | None:
        value = self._entry.fields.get(field)
        return self._edtf(field, value) if value else None

    def _edtf(self, field: str, value: str) -> str:
        try:
            return dates.parse(value).edtf
        except ValueError as error:
            hint = dates.hint(
                value, "Write 2009, 2009-03-21, 2010-01/2010-06, 2007~ or another EDTF form."
            )
            self._report("wrong-value", f"`{field}` is not valid: {error}", hint)
            return ""

    def _genre(self) -> str:
        written = self._text("type")
        return entry_types.GENRES.get(written, written) or entry_types.GENRES.get(
            self._entry.type, ""
        )

    def _number(self, kind: WorkType, values: dict[str, Any]) -> None:
        """Put `number` and `howpublished`, whose meaning depends on the type, into the values."""
        number, published = self._text("number"), self._text("howpublished")
        if kind in entry_types.ARTICLES:
            values["issue"] = values["issue"] or number
        elif kind in entry_types.NUMBERED_SERIES:
            values["collection_number"] = number
        else:
            values["number"] = number
        if kind in CONTAINED_IN_SERIES and not values["container_title"]:
            values["container_title"] = values.pop("collection_title")
        if kind is WorkType.LEGISLATION and not number:
            values["number"] = published
        elif not values["genre"]:
            values["genre"] = published

    def _language(self) -> str:
        written = self._text("langid") or self._text("language")
        if written:
            names = entry_types.LANGUAGES | entry_types.OTHER_NAMES
            known = names.get(written.lower()) or tag_named(written)
            if known or not (error := tag_error(written)):
                return known or written
            field = "langid" if "langid" in self._entry.fields else "language"
            hint = "Write babel's name of the language, or its tag."
            self._report("wrong-value", f"`{field}`: {error}", hint, Severity.WARNING)
            return ""
        title = self._entry.fields.get("title", "")
        found = other_language(title, "en") or ""
        if not found or found.startswith("zh"):
            return "zh" if is_chinese(title) else ""
        return found

    def _people(self, field: str) -> tuple[Name, ...]:
        raw = self._entry.fields.get(field, "")
        if not raw:
            return ()
        names = list(self._names(field, split_name_list(raw)))
        for place in self._family_first(f"{field}+an", len(names)):
            names[place] = replace(names[place], family_first=bool(names[place].family))
        return tuple(names)

    def _family_first(self, field: str, names: int) -> Iterator[int]:
        """The indexes, from 0, of names annotated as printed family name first."""
        for part in filter(None, map(str.strip, self._entry.fields.get(field, "").split(";"))):
            match = ANNOTATION_RE.fullmatch(part)
            if match and match["what"] == entry_types.FAMILY_FIRST and int(match["k"]) <= names:
                yield int(match["k"]) - 1
            else:
                hint = f"Write `1={entry_types.FAMILY_FIRST}` for the first name; `;` separates several."
                self._report("wrong-value", f"`{field}` does not describe a name: `{part}`", hint)

    def _names(self, field: str, written: Iterable[str]) -> Iterator[Name]:
        for name in written:
            if _is_in_braces(name):
                yield Name(literal=self._decoded(field, name))
                continue
            if name.lower() == "others":
                continue
            try:
                person = Person(name)
            except PybtexError as error:
                self._report(
                    "wrong-value", f"`{field}` contains a name that cannot be read: {error}"
                )
                continue
            family, given, particle, suffix = (
                self._decoded(field, " ".join(parts))
                for parts in (
                    person.last_names,
                    (*person.first_names, *person.middle_names),
                    person.prelast_names,
                    person.lineage_names,
                )
            )
            if given:
                yield Name(family, given, particle, suffix)
            else:
                yield Name(literal=" ".join(filter(None, (particle, family))))

    def _check(self, work: Work) -> None:
        """Report missing fields that citations need, and wrong identifiers."""
        if not work.title:
            self._report("incomplete-work", "`title` is missing")
        for attribute in entry_types.REQUIRED_FIELDS.get(work.type, ()):
            if not getattr(work, attribute) and not (attribute == "issued" and self._is_dated):
                what, needed = _in_words(work.type), entry_types.BIBTEX_NAMES[attribute]
                article = "an" if what[0] in "aeiou" else "a"
                self._report("incomplete-work", f"{article} {what} needs `{needed}`")
        for field, is_right in CHECKS.items():
            value = getattr(work, field)
            if value and not is_right(value):
                hint = identifiers.suggestion(field, value) or IDENTIFIER_HINT
                self._report("wrong-value", f"`{field}` cannot be right: `{value}`", hint)


def _in_words(kind: WorkType) -> str:
    """The name of a type of works: `journal article`, `law`. CSL has `article-journal`."""
    if kind is WorkType.LEGISLATION:
        return "law"
    return " ".join(reversed(kind.value.split("-"))).replace("_", " ")


def _is_in_braces(name: str) -> bool:
    r"""Whether one pair of braces encloses all of a name, unlike `{\'A}lvarez, Jos{\'e}`."""
    depth = 0
    for at, character in enumerate(name, 1):
        depth += (character == "{") - (character == "}")
        if depth <= 0:
            return at == len(name) and name.startswith("{")
    return False


def _month(written: str) -> int | None:
    """The number of a month given by name, by at least three letters of it, or by number."""
    word = written.strip("{}. ").lower()
    if MONTH_OR_DAY_RE.fullmatch(word):
        return int(word) if 1 <= int(word) <= len(dates.MONTHS) else None
    names = [name.lower() for name in dates.MONTHS]
    found = [k for k, name in enumerate(names, 1) if len(word) >= 3 and name.startswith(word)]  # noqa: PLR2004  # jan, feb, mar
    return found[0] if found else None


IDENTIFIER_HINT = "Check it against the work itself, or leave the number out."
CHECKS: Mapping[str, Callable[[str], bool]] = {
    "isbn": identifiers.is_isbn,
    "issn": identifiers.is_issn,
    "doi": identifiers.is_doi,
    "url": identifiers.is_url,
}
"""Fields that can be checked, each with its check."""
