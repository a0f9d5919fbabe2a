"""Reading a sidecar: the YAML file beside a source, with what the editors say about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from builders import dates
from builders.inputs.encodings import is_encoding
from builders.inputs.records import line_of, read_record, read_text
from builders.inputs.schemas import json_schema_of_one
from builders.inputs.value_hints import EXPECTED
from builders.inputs.yaml_texts import cut_short, parse_yaml, swallowed_items
from builders.model.sidecar import Sidecar
from builders.problems import Problem


def read_sidecar(root: Path, path: Path) -> tuple[Sidecar | None, str, list[Problem]]:
    """The sidecar (an empty one where there is no file), its text, and what is wrong with it.

    None in place of the sidecar means that the source cannot be built.
    """
    if not path.exists():
        return Sidecar(), "", []
    where = path.relative_to(root).as_posix()
    if not path.resolve().is_relative_to((root / "site_src").resolve()):
        hint = "Put the file itself beside the source."
        return None, "", [Problem(where, None, "outside", "is a link that leaves site_src/", hint)]
    text = read_text(root, path)
    if isinstance(text, Problem):
        return None, "", [text]
    sidecar, problems = parse_sidecar(text, where)
    return sidecar, text, problems


def parse_sidecar(text: str, where: str) -> tuple[Sidecar | None, list[Problem]]:
    """The sidecar in a YAML text (None if the source cannot be built), and what is wrong with it.

    Args:
        text: The YAML.
        where: Path for messages, relative to the project.
    """
    sidecar, problems = read_record(text, where, Sidecar)
    if sidecar is None:
        # Otherwise a wrong date would be reported only after the other mistakes are corrected.
        value = parse_yaml(text).value
        date = value.get("date") if isinstance(value, dict) else None
        wrong_date = _bad_date(date, ("date",), text, where) if isinstance(date, str) else ()
        return None, [*problems, *wrong_date]
    problems = [*_bad_dates(sidecar, text, where), *_bad_encoding(sidecar, text, where)]
    stubs = list(_empty_notes(sidecar, text, where))
    found = [*problems, *stubs, *cut_short(text, where), *swallowed_items(text, where)]
    return (None if problems else sidecar), found


def schema() -> str:
    """The JSON Schema of a sidecar, for completion in editors."""
    return json_schema_of_one("sidecar", Sidecar)


def _empty_notes(sidecar: Sidecar, text: str, where: str) -> Iterator[Problem]:
    """An error for each note whose text is still empty; the source can be read all the same."""
    for k, note in enumerate(sidecar.notes):
        if not note.note:
            message = f"`notes[{k + 1}].note` {EXPECTED['string_too_short']}"
            hint = f"Write what is to be said of {note.quote!r}, or remove the note."
            line = line_of(text, "notes", k, "note")
            yield Problem(where, line, "wrong-value", message, hint)


def _bad_dates(sidecar: Sidecar, text: str, where: str) -> Iterator[Problem]:
    written: list[tuple[str | None, tuple[str | int, ...]]] = [(sidecar.date, ("date",))]
    written += [(one.date, ("redactions", k, "date")) for k, one in enumerate(sidecar.redactions)]
    written += [(one.date, ("changes", k, "date")) for k, one in enumerate(sidecar.changes)]
    for date, path in written:
        if date is not None:
            yield from _bad_date(date, path, text, where)


def _bad_date(date: str, path: tuple[str | int, ...], text: str, where: str) -> Iterator[Problem]:
    """An error for a date that is not EDTF, with what to write."""
    try:
        dates.parse(date)
    except ValueError as error:
        hint = dates.hint(date)
        if hint and str(error).endswith(hint[1:].removesuffix(".")):
            hint = ""  # the error has said it already: `The calendar has no 1906-02-30.`
        if path == ("date",) and hint == dates.LEAVE_OUT:
            hint = "Write `XXXX` if it cannot be dated, or leave the field out."
        field = "date" if len(path) == 1 else f"{path[0]}[{int(path[1]) + 1}].date"
        message = f"`{field}` is not valid: {error}"
        yield Problem(where, line_of(text, *path), "wrong-value", message, hint)


def _bad_encoding(sidecar: Sidecar, text: str, where: str) -> list[Problem]:
    if sidecar.encoding is None or is_encoding(sidecar.encoding):
        return []
    message = f"`encoding`: `{sidecar.encoding}` is not an encoding that Python knows"
    hint = "Common ones: utf-8, gb18030, big5, windows-1252, iso-8859-1, utf-16."
    return [Problem(where, line_of(text, "encoding"), "wrong-value", message, hint)]
