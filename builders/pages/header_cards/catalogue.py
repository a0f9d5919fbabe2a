"""What a catalogue says of an original: its archive and call number, extent, identifiers, subjects.

The names follow ISAD(G) 3.1.1 and 3.1.5, and Dublin Core.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from builders.meanings.glossary import explain
from builders.model.publication import Entry
from builders.model.untranslated import Untranslated
from builders.pages.header_cards.fact import Fact, Layout, Links, Value, given_value


def facts(entry: Entry, links: Links) -> Iterator[Fact]:
    """The facts for which the editors have given a value."""
    original = entry.sidecar.original
    place = tuple(filter(None, (original.archive, original.archive_location)))
    found = (
        ("Archive", "archive", tuple(Value(Untranslated(words)) for words in place), Layout.RUN),
        ("Extent", "extent", given_value(original.extent), Layout.LINES),
        (
            "Identifiers",
            "identifiers",
            tuple(Value(Untranslated(one.label), href=one.address) for one in original.identified),
            Layout.LINES,
        ),
        ("Subjects", "subjects", tuple(_subjects(entry, links)), Layout.LINES),
    )
    for label, name, values, layout in found:
        if values:
            yield Fact(label, values, explain("field", name), layout)


def _subjects(entry: Entry, links: Links) -> Iterator[Value]:
    """Each subject with a link to the sources about it, and one to its vocabulary."""
    for one in entry.sidecar.subjects:
        yield Value(Untranslated(one.term), href=links.subjects.get(one.term, ""))
        if one.uri:
            host = urlsplit(one.uri).hostname or one.uri
            yield Value(Untranslated(host.removeprefix("www.")), href=one.uri, beside=True)
