"""Reading `references.bib`: every entry as a work, and what is wrong with it.

The file is BibTeX as pybtex parses it; entry types and fields are those of BibTeX and of
biblatex. `entrysubtype` names a CSL type where BibTeX has no entry type (treaty, speech).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from pybtex.bibtex.utils import split_name_list
from pybtex.database import Person
from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.exceptions import PybtexError
from pybtex.utils import CaseInsensitiveDict

from builders import dates
from builders.citations.formats import entry_types, latex
from builders.citations.works import identifiers
from builders.citations.works.names import is_chinese
from builders.inputs.records import did_you_mean, nearest, read_text
from builders.model.work import Bibliography, Name, Title, Work, WorkType
from builders.model.written import ID_RE
from builders.problems import Problem, Severity
from builders.readers.languages import other_language

FILE = "references.bib"
MOST_SAID = 10_000_000
"""Letters that all uses of `@string` together may stand for."""


@dataclass(frozen=True, slots=True)
class _Written:
    """One entry as written, its fields still LaTeX."""

    type: str
    key: str
    fields: Mapping[str, str]
    doubled: tuple[str, ...]
    """Fields that are given twice."""
    line: int


def read_bibliography(root: Path) -> tuple[Bibliography, list[Problem]]:
    """The works of `references.bib` and what is wrong with it; without the file there are none."""
    path = root / FILE
    if not path.exists():
        return Bibliography(), []
    text = read_text(root, path)
    return (Bibliography(), [text]) if isinstance(text, Problem) else parse(text)


def parse(text: str, file: str = FILE) -> tuple[Bibliography, list[Problem]]:
    """The works of a BibTeX text and what is wrong with it; an entry with a mistake is kept."""
    works: dict[str, Work] = {}
    lines: dict[str, int] = {}
    folded: dict[str, int] = {}
    entries, problems = _entries(text, file)
    for entry in entries:
        first = folded.setdefault(entry.key.lower(), entry.line)
        if first != entry.line:
            message = f"the key `{entry.key}` is already that of line {first}"
            hint = "Keys are addresses: give one of the two works another key."
            problems.append(Problem(file, entry.line, "duplicate-key", message, hint))
            continue
        work, wrong = _Reader(entry, file).work()
        problems.extend(wrong)
        if work is not None:
            works[entry.key] = work
            lines[entry.key] = entry.line
    former, wrong = _former_keys(Bibliography(works, lines), folded, file)
    problems.extend(wrong)
    return Bibliography(works, lines, former), problems


def _former_keys(
    found: Bibliography, keys: Mapping[str, int], file: str
) -> tuple[dict[str, str], list[Problem]]:
    """From former keys to present ones, and an error for each that is another's.

    Args:
        found: The works.
        keys: All keys of the file in small letters, with their lines.
        file: Path for messages.
    """
    former: dict[str, str] = {}
    problems: list[Problem] = []
    taken = dict(keys)
    for key, work in found.works.items():
        line = found.lines[key]
        for old in work.former_keys:
            if old in taken:
                message = (
                    f"`{key}`: `ids` names `{old}`, which is already a key of line {taken[old]}"
                )
                hint = "Take it out: its address leads to what stands on that line."
                problems.append(Problem(file, line, "duplicate-key", message, hint))
            else:
                taken[old] = line
                former[old] = key
    return former, problems


def _entries(text: str, file: str) -> tuple[list[_Written], list[Problem]]:
    problems: list[Problem] = []

    def report(error: Any) -> None:
        hint = "Check the braces and the commas around this line."
        problems.append(Problem(file, error.lineno, "bibtex", str(error), hint))

    abbreviations = _Abbreviations(month_names)
    parser = LowLevelParser(text, macros=abbreviations, handle_error=report)
    entries: list[_Written] = []
    for command, body in parser:
        if command.lower() in {"string", "preamble"} or body[0] is None:
            continue
        key, pairs = body
        fields: dict[str, str] = {}
        doubled: list[str] = []
        for name, values in pairs:
            if name.lower() in fields:
                doubled.append(name.lower())
            fields.setdefault(name.lower(), " ".join("".join(values).split()))
        line = text.count("\n", 0, cast("int", parser.command_start)) + 1
        entries.append(_Written(command.lower(), key, fields, tuple(doubled), line))
    if abbreviations.said > MOST_SAID:
        message = f"the words that `@string` stands for come to more than {MOST_SAID:,} letters"
        hint = "Write such words out where they are meant."
        problems.append(Problem(file, None, "bibtex", message, hint))
    return entries, problems


class _Abbreviations(CaseInsensitiveDict):  # type: ignore[misc]  # pybtex ships no types
    """What `@string` says, as long as all of it together is no more than a file could be."""

    said = 0

    def __getitem__(self, name: str) -> str:
        """The words; none, once there were too many: ten lines can stand for a billion letters."""
        words = str(super().__getitem__(name))
        self.said += len(words)
        return words if self.said <= MOST_SAID else ""


class _Reader:
    """Makes a work of one entry."""

    def __init__(self, entry: _Written, file: str) -> None:
        self._entry = entry
        self._file = file
        self._problems: list[Problem] = []

    def work(self) -> tuple[Work | None, list[Problem]]:
        """The work, or None where its type is not known, and what is wrong."""
        entry = self._entry
        if entry.type not in entry_types.TYPES:
            near = nearest(entry.type, entry_types.TYPES)
            hint = (
                f"Did you mean `@{near}`?"
                if near
                else f"Known types: {', '.join(entry_types.TYPES)}."
            )
            self._say("unknown-entry-type", f"`@{entry.type}` is no entry type", hint)
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
            "former_keys": tuple(dict.fromkeys(self._former())),
            **{attribute: self._people(field) for field, attribute in entry_types.PEOPLE.items()},
            **{
                attribute: entry.fields.get(field, "")
                for field, attribute in entry_types.VERBATIM.items()
            },
        }
        for field, attribute in entry_types.PLAIN.items():
            values[attribute] = values.get(attribute) or self._text(field)
        self._number(kind, values)
        values["url"] = values["url"].replace("\\_", "_").replace("\\%", "%").replace("\\&", "&")
        work = Work(key=entry.key, type=kind, **values)
        self._check(work)
        return work, self._problems

    def _say(
        self, code: str, message: str, hint: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        named = f"`{self._entry.key}`: {message}"
        self._problems.append(Problem(self._file, self._entry.line, code, named, hint, severity))

    def _check_names(self) -> None:
        """The key and the names of the fields."""
        if not ID_RE.fullmatch(self._entry.key):
            hint = "Use small ASCII letters, digits and `-`: it becomes an address."
            self._say("bad-key", "this cannot be a key", hint)
        for field in self._entry.doubled:
            self._say("duplicate-key", f"`{field}` is given twice")
        known = {
            *entry_types.PLAIN,
            *entry_types.VERBATIM,
            *entry_types.PEOPLE,
            *entry_types.OTHERS,
        }
        for field in self._entry.fields:
            if field not in known:
                hint = did_you_mean(field, known, "It is not used; write a comment.")
                self._say("unknown-field", f"unknown field `{field}`", hint, Severity.WARNING)

    def _former(self) -> Iterator[str]:
        """The keys that `ids` names."""
        for key in filter(None, map(str.strip, self._entry.fields.get("ids", "").split(","))):
            if ID_RE.fullmatch(key):
                yield key
            else:
                hint = "Keys have small ASCII letters, digits and `-`: they become addresses."
                self._say("bad-key", f"`ids` names `{key}`, which cannot have been a key", hint)

    def _text(self, field: str) -> str:
        raw = self._entry.fields.get(field)
        if raw is None:
            return ""
        decoded = latex.decode(raw)
        for command in decoded.unknown:
            hint = "Write the character itself: the file is UTF-8."
            self._say("unknown-latex", f"`{field}` has `{command}`, which is not known", hint)
        return decoded.text

    def _title(self) -> Title:
        self._text("title")  # for what is wrong with it
        main, more = (latex.title(self._entry.fields.get(f, "")) for f in ("title", "subtitle"))
        if not more:
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
            known = f"There is: {', '.join(entry_types.SUBTYPES)}."
            hint = did_you_mean(subtype, entry_types.SUBTYPES, known)
            self._say("wrong-value", f"`entrysubtype` names no type: `{subtype}`", hint)
        if kind is WorkType.ARTICLE_JOURNAL and self._is_dated_to_the_day():
            return WorkType.ARTICLE_NEWSPAPER
        return kind

    def _is_dated_to_the_day(self) -> bool:
        """Whether an article has a day and nothing that journals have: then it is a newspaper's."""
        fields = self._entry.fields
        day = "day" in fields or len(fields.get("date", "").split("-")) == dates.DIGITS_OF_A_DAY
        return day and not {"volume", "number", "issue", "doi"} & set(fields)

    def _issued(self) -> str:
        if "date" in self._entry.fields:
            return self._date("date") or ""
        fields = self._entry.fields
        year = fields.get("year", "").strip("{} ")
        if not year:
            return ""
        if re.fullmatch(r"\d{4}", year) and "month" in fields:
            month = _month(fields["month"])
            if month is None:
                self._say("wrong-value", f"`month` is no month: `{fields['month']}`")
                return year
            year = f"{year}-{month:02}"
            if fields.get("day", "").isdigit():
                year = f"{year}-{int(fields['day']):02}"
        return self._edtf("year", year)

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
            self._say("wrong-value", f"`{field}` is not right: {error}", hint)
            return ""

    def _genre(self) -> str:
        written = self._text("type")
        return entry_types.GENRES.get(written, written) or entry_types.GENRES.get(
            self._entry.type, ""
        )

    def _number(self, kind: WorkType, values: dict[str, Any]) -> None:
        """`number` and `howpublished`, which mean something else for each type."""
        number, published = self._text("number"), self._text("howpublished")
        if kind in entry_types.ARTICLES:
            values["issue"] = values["issue"] or number
        elif kind in entry_types.NUMBERED_SERIES:
            values["collection_number"] = number
        else:
            values["number"] = number
        if kind is WorkType.TREATY and not values["container_title"]:  # `series`, as others call it
            values["container_title"] = values.pop("collection_title")
        if kind is WorkType.LEGISLATION and not number:
            values["number"] = published
        elif not values["genre"]:
            values["genre"] = published

    def _language(self) -> str:
        written = self._text("langid") or self._text("language")
        if written:
            names = entry_types.LANGUAGES | entry_types.OTHER_NAMES
            return names.get(written.lower(), written)
        title = self._entry.fields.get("title", "")
        found = other_language(title, "en") or ""
        if not found or found.startswith("zh"):
            return "zh" if is_chinese(title) else ""
        return found

    def _people(self, field: str) -> tuple[Name, ...]:
        raw = self._entry.fields.get(field, "")
        return tuple(self._names(field, split_name_list(raw))) if raw else ()

    def _names(self, field: str, written: Iterable[str]) -> Iterator[Name]:
        for name in written:
            if name.startswith("{") and name.endswith("}"):
                yield Name(literal=latex.decode(name).text)
                continue
            if name.lower() == "others":
                continue
            try:
                person = Person(name)
            except PybtexError as error:
                self._say("wrong-value", f"`{field}` holds a name that cannot be read: {error}")
                continue
            family, given, particle, suffix = (
                latex.decode(" ".join(parts)).text
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
        """Whether all is there that the work cannot be cited without, and numbers are right."""
        if not work.title:
            self._say("incomplete-work", "`title` is missing")
        for attribute in entry_types.NEEDED.get(work.type, ()):
            if not getattr(work, attribute):
                what = f"a {work.type.value.replace('_', ' ').replace('-', ' ')}"
                self._say("incomplete-work", f"{what} needs `{entry_types.IN_BIBTEX[attribute]}`")
        for field, is_right in CHECKED.items():
            value = getattr(work, field)
            if value and not is_right(value):
                hint = "Look at the work itself, or leave the number out."
                self._say("wrong-value", f"`{field}` cannot be right: `{value}`", hint)


def _month(written: str) -> int | None:
    """The number of a month that is given by name, by its first letters or by number."""
    word = written.strip("{}. ").lower()
    if word.isdigit():
        return int(word) if 1 <= int(word) <= len(dates.MONTHS) else None
    names = [name.lower() for name in dates.MONTHS]
    found = [k for k, name in enumerate(names, 1) if len(word) >= 3 and name.startswith(word)]  # noqa: PLR2004  # jan, feb, mar
    return found[0] if found else None


CHECKED: Mapping[str, Callable[[str], bool]] = {
    "isbn": identifiers.is_isbn,
    "issn": identifiers.is_issn,
    "doi": identifiers.is_doi,
    "url": identifiers.is_url,
}
"""Fields whose values can be told from wrong ones."""
