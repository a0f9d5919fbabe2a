"""Explanations of the terms and TAGS codes in headers, in a sentence or two each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from builders.data import written
from builders.inputs.yaml_texts import parse_yaml


@dataclass(frozen=True, slots=True)
class Explanation:
    """A term and its explanation."""

    label: str
    """The term in words: `Date-time group`."""
    text: str
    """The explanation for readers; words between backticks are literal."""


@dataclass(frozen=True, slots=True)
class TagMeaning:
    """What a TAGS code stands for."""

    code: str
    kind: Explanation | None
    """The explanation of the kind of code that it is."""
    meaning: str
    note: str = ""


def explain(family: str, *names: str | None) -> Explanation | None:
    """The explanation of the first of the names that has one in the family (`caption.SIPDIS`)."""
    for name in names:
        found = _glossary().get(f"{family}.{name}") if name else None
        if found is not None:
            return found
    return None


def tag_meaning(code: str) -> TagMeaning | None:
    """What a TAGS code stands for; None if no meaning could be verified."""
    record = _tags().get(code)
    if record is None:
        return None
    return TagMeaning(
        code, explain("tag", record["kind"]), record["meaning"], record.get("note", "")
    )


def explain_tag(code: str) -> Explanation | None:
    """The meaning of a TAGS code as an explanation, like that of other terms."""
    found = tag_meaning(code)
    if found is None:
        return None
    kind = f"TAGS code: {found.kind.label.lower()}." if found.kind else "TAGS code."
    return Explanation(found.meaning, f"{kind} {found.note}".rstrip())


@cache
def _glossary() -> dict[str, Explanation]:
    return {
        key: Explanation(record["label"], record["text"].strip())
        for key, record in _load("glossary.yml").items()
    }


@cache
def _tags() -> dict[str, dict[str, str]]:
    return _load("tags.yml")


def _load(name: str) -> dict[str, dict[str, str]]:
    text = written(name)
    loaded: dict[str, dict[str, str]] = parse_yaml(text, name).value
    return loaded
