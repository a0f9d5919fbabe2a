"""The feed: what editors say was published and changed; none where they say nothing."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from builders.exports import feed
from builders.exports.tei import as_tei
from builders.model.publication import Publication
from builders.model.sidecar import Change
from builders.pages import addresses
from tests.exports.conftest import SITE

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
CABLE, OTHER = "09GUANGZHOU12", "08GUANGZHOU9"


def changed(publication: Publication) -> Publication:
    """The publication with two sources that say when they were published and changed."""
    said = {
        CABLE: (
            Change(date="2026-11-23", what="A note < was added."),
            Change(date="2026-11-21", what="First published."),
        ),
        OTHER: (Change(date="2026-11-22", what="First published."),),
    }
    entries = tuple(
        replace(entry, sidecar=entry.sidecar.model_copy(update={"changes": said.get(entry.id, ())}))
        for entry in publication.entries
    )
    return replace(publication, entries=entries)


def test_the_feed_lists_the_latest_changes_first(publication: Publication) -> None:
    (asset,) = feed.assets(changed(publication))
    assert asset.uri == addresses.FEED
    root = etree.fromstring(asset.data)
    assert root.findtext(f"{ATOM}updated") == "2026-11-23T00:00:00Z"
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        f"{SITE}sources/{CABLE.lower()}/",
        f"{SITE}sources/{OTHER.lower()}/",
    ]
    first = entries[0]
    assert first.findtext(f"{ATOM}summary") == "A note < was added."
    assert first.findtext(f"{ATOM}published") == "2026-11-21T00:00:00Z"
    assert first.findtext(f"{ATOM}updated") == "2026-11-23T00:00:00Z"
    # RFC 4287, 4.1.1: each of these elements must occur exactly once.
    for name in ("id", "title", "updated"):
        assert len(root.findall(f"{ATOM}{name}")) == 1
        assert all(len(entry.findall(f"{ATOM}{name}")) == 1 for entry in entries)


def test_a_title_has_its_language(publication: Publication) -> None:
    made = changed(publication)
    french = replace(made.by_id[CABLE].document, language="fr")
    entries = tuple(
        replace(one, document=french) if one.id == CABLE else one for one in made.entries
    )
    made = replace(made, entries=entries)
    (asset,) = feed.assets(made)
    first, second = etree.fromstring(asset.data).findall(f"{ATOM}entry")
    assert [one.find(f"{ATOM}title").get(LANGUAGE) for one in (first, second)] == ["fr", "en"]
    title = etree.fromstring(as_tei(made, made.by_id[CABLE]).encode()).find(".//{*}title")
    assert title.get(LANGUAGE) == "fr"


def test_there_is_no_feed_without_dates_or_a_site_address(publication: Publication) -> None:
    assert list(feed.assets(publication)) == []
    nowhere = replace(publication.settings, url=None)
    assert list(feed.assets(replace(changed(publication), settings=nowhere))) == []


def test_a_long_feed_has_only_the_latest_entries(publication: Publication) -> None:
    one = changed(publication).by_id[CABLE]
    many = tuple(
        replace(one, source=replace(one.source, id=f"X{k}")) for k in range(feed.MOST_ENTRIES + 1)
    )
    (asset,) = feed.assets(replace(publication, entries=many))
    assert len(etree.fromstring(asset.data).findall(f"{ATOM}entry")) == feed.MOST_ENTRIES


def test_the_tei_header_lists_the_changes(publication: Publication) -> None:
    made = changed(publication)
    header = etree.fromstring(as_tei(made, made.by_id[CABLE]).encode())[0]
    revisions = header[-1]
    assert [change.get("when") for change in revisions] == ["2026-11-23", "2026-11-21"]
    assert revisions[0].text == "A note < was added."
