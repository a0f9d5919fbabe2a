"""Which collection each source belongs to: the first whose rule matches it, or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase

from builders import dates
from builders.inputs.records import line_of
from builders.inputs.settings_files import PUBLICATION_FILE
from builders.inputs.source_files import SOURCES_FOLDER
from builders.inputs.spellings import did_you_mean
from builders.model.collection import Collection, Rest, Rule
from builders.model.publication import Entry, Publication
from builders.problems import Problem, Severity
from builders.readers.detect import readers


def members(publication: Publication) -> Mapping[str, Collection]:
    """The collection of each source that is in one, by the source's identifier.

    To be called through `publication.shared`.
    """
    found: dict[str, Collection] = {}
    for entry in publication.entries:
        for collection in publication.settings.collections:
            if matches(collection.sources, entry):
                found[entry.id] = collection
                break
    return found


def matches(rule: Rule, entry: Entry) -> bool:
    """Whether the source meets all conditions of the rule."""
    header = entry.document.header
    return (
        (not rule.kind or entry.document.kind in rule.kind)
        and _is_in_years(rule, entry)
        and (not rule.files or _matches_path(rule.files, entry.source.path))
        and (not rule.originator or header.originator in rule.originator)
        and (not rule.tag or any(tag in rule.tag for tag in entry.tags))
    )


def problems(publication: Publication, text: str) -> Iterator[Problem]:
    """What is wrong with the collections.

    Args:
        publication: The publication, arranged.
        text: The text of `site_src/publication.yml`, for line numbers.
    """
    settings = publication.settings
    if not settings.collections:
        return
    kinds = [reader.kind for reader in readers()]
    had = publication.shared(members)
    full = {collection.name for collection in had.values()}
    for number, collection in enumerate(settings.collections):
        place = ("collections", number, "sources")
        wrong = [kind for kind in collection.sources.kind if kind not in kinds]
        for kind in wrong:
            hint = f"Kinds: {', '.join(kinds)}."
            if any(f"/{kind}/" in entry.source.path for entry in publication.entries):
                hint = f'For the sources of that folder, write `files: "{kind}/*"`.'
            hint = did_you_mean(kind, kinds, hint)
            message = f"there is no kind of source `{kind}`"
            yield Problem(
                PUBLICATION_FILE, line_of(text, *place, "kind"), "unknown-kind", message, hint
            )
        if not wrong and collection.name not in full:
            message = f"no source is left for the collection `{collection.name}`"
            hint = "A source goes to the first collection whose rule it matches."
            line = line_of(text, *place)
            yield Problem(
                PUBLICATION_FILE, line, "empty-collection", message, hint, Severity.WARNING
            )
    if settings.rest is Rest.ERROR:
        for entry in publication.entries:
            if entry.id not in had:
                message = (
                    "is in no collection, and `rest: error` requires every source to be in one"
                )
                hint = f"Write a rule for it in {PUBLICATION_FILE}."
                yield Problem(entry.source.path, None, "no-collection", message, hint)


def _is_in_years(rule: Rule, entry: Entry) -> bool:
    """Whether the source's date begins in the rule's years; never if there is no date."""
    if rule.from_year is None and rule.to_year is None:
        return True
    year = dates.year(entry.date) if entry.date else None
    return year is not None and (rule.from_year or 0) <= year <= (rule.to_year or year)


def _matches_path(patterns: Iterable[str], path: str) -> bool:
    below = path.removeprefix(f"{SOURCES_FOLDER}/")
    return any(fnmatchcase(below, pattern) for pattern in patterns)
