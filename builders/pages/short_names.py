"""What sources are called where there is no room for their titles: each by a name of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from builders.citations.works import short
from builders.model.cable import identifier
from builders.model.publication import Entry, Publication


def short_names(
    publication: Publication, wording: short.Wording = short.IN_ENGLISH
) -> Mapping[str, str]:
    """The short name of each source by its identifier: `07 GUANGZHOU 208`, `China Daily 2015`.

    Letters of one writer and year would all have the same, so that theirs have the whole date; those
    of one day have their identifiers, too.
    """
    names: dict[str, str] = {}
    unnamed: Iterable[Entry] = publication.entries
    for write in (short.short_source, short.dated_source):
        unnamed = _named_alone(names, unnamed, partial(write, publication, wording=wording))
    for one in unnamed:
        names[one.id] = f"{short.dated_source(publication, one, wording)} ({identifier(one.id)})"
    return names


def _named_alone(
    names: dict[str, str], entries: Iterable[Entry], write: Callable[[Entry], str]
) -> list[Entry]:
    """Add the names that only one of the entries has; the others are returned."""
    proposed = [(entry, write(entry)) for entry in entries]
    count = Counter(name for _, name in proposed)
    names.update((entry.id, name) for entry, name in proposed if count[name] == 1)
    return [entry for entry, name in proposed if count[name] > 1]
