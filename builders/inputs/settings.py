"""Reading the publication's settings from `mkdocs.yml` and `site_src/publication.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import PositiveInt, field_validator

from builders.inputs import mkdocs_file
from builders.inputs.encodings import is_encoding
from builders.inputs.interface_languages import FIRST, interface_languages
from builders.inputs.records import line_of, read_record, read_text
from builders.inputs.schemas import json_schema_of_one
from builders.inputs.settings_files import MKDOCS_FILE, PUBLICATION_FILE
from builders.model.collection import Collection, Rest
from builders.model.frame import MOST_MAPS, MapFrame
from builders.model.lane import ONE_LANE, EventLane
from builders.model.languages import Language
from builders.model.publication import MOST_BYTES, Settings
from builders.model.redaction import Reach
from builders.model.written import Text, Written
from builders.problems import Problem

if TYPE_CHECKING:
    InterfaceLanguage = str
else:
    # Not a list in the code: a catalogue in builders/data/interface/ is enough.
    InterfaceLanguage = Literal[interface_languages()]


class PublicationFile(Written):
    """`site_src/publication.yml`. Every field may be left out."""

    name: Text | None = None
    """The title; `site_name` in mkdocs.yml must be the same."""
    name_zh: Text | None = None
    """The title in Chinese."""
    subtitle: Text | None = None
    """A line below the title."""
    language: Language = "en"
    """BCP 47 tag of the editors' own prose."""
    maps: tuple[MapFrame, ...] = ()
    """The frames of the map of places, the main one first; without any, one for all places."""
    lanes: tuple[EventLane, ...] = ()
    """The lanes of the timeline's events, in order; without any, one for all events."""
    interface: tuple[InterfaceLanguage, ...] = (FIRST,)
    """Languages of labels, dates and help: `[en, zh]` makes every page once more below `zh/`."""
    most_bytes: PositiveInt = MOST_BYTES
    """How many bytes a source may have; a larger one stops the build with an error."""
    encoding: Text | None = None
    """Encoding of sources not in UTF-8 whose sidecars name none: iso-8859-1, gb18030 ..."""
    redactions_reach: Reach = Reach.REPOSITORY
    """`site` where the repository may have what the site must not; `muniment check` then says nothing."""
    cards: bool = True
    """A picture of each source, with its title and date, for shared links; `false` for none."""
    card_font: Text | None = None
    """A TrueType or OpenType font for letters that ours lacks (Chinese): a path in the project."""
    collections: tuple[Collection, ...] = ()
    """Sources that are published as sites of their own; see EDITING.md, “Large publications”."""
    rest: Rest = Rest.MAIN
    """What becomes of sources in no collection: they stay in the main site, or are errors."""

    @field_validator("encoding")
    @classmethod
    def _is_known(cls, encoding: str | None) -> str | None:
        if encoding is not None and not is_encoding(encoding):
            raise ValueError(f"`{encoding}` is not an encoding that Python knows")
        return encoding

    @field_validator("interface")
    @classmethod
    def _english_first(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        if languages[:1] != (FIRST,) or len(set(languages)) != len(languages):
            raise ValueError(f"must begin with `{FIRST}` and name each language once")
        return languages


def schema() -> str:
    """The JSON Schema of `publication.yml`, for completion in editors."""
    return json_schema_of_one(Path(PUBLICATION_FILE).name, PublicationFile)


def read_settings(root: Path) -> tuple[Settings, list[Problem]]:
    """The settings, from `mkdocs.yml` and `site_src/publication.yml`, and what is wrong with them."""
    site, problems = mkdocs_file.read_plain_settings(root)
    path = root / PUBLICATION_FILE
    written = PublicationFile()
    text = ""
    if path.exists():
        read = read_text(root, path)
        if isinstance(read, Problem):
            problems.append(read)
        else:
            text = read
            record, wrong = read_record(text, PUBLICATION_FILE, PublicationFile)
            problems.extend(wrong)
            written = record or written
    name = site.get("site_name") or written.name or "Untitled publication"
    if written.name and site.get("site_name") and written.name != site["site_name"]:
        message = f"`name` is {written.name!r} but `site_name` in mkdocs.yml is {name!r}"
        line = line_of(text, "name")
        problems.append(Problem(PUBLICATION_FILE, line, "wrong-value", message, "Make them agree."))
    if len(written.maps) > MOST_MAPS:
        line = line_of(text, "maps", MOST_MAPS)
        message = f"`maps[{MOST_MAPS + 1}]` is one too many: there are at most {MOST_MAPS} maps"
        hint = "Draw one for several neighbouring areas."
        problems.append(Problem(PUBLICATION_FILE, line, "wrong-value", message, hint))
    problems.extend(mkdocs_file.check_files(root, collections=bool(written.collections)))
    url = site.get("site_url")
    url = url and url.rstrip("/") + "/"
    if written.collections:
        problems.extend(_collection_clashes(written.collections, url, text))
    return Settings(
        name=name,
        url=url,
        language=written.language,
        name_zh=written.name_zh,
        subtitle=written.subtitle,
        maps=written.maps,
        lanes=written.lanes or ONE_LANE,
        most_bytes=written.most_bytes,
        encoding=written.encoding,
        redactions_reach=written.redactions_reach,
        interface=written.interface,
        collections=written.collections,
        rest=written.rest,
        cards=written.cards,
        card_font=root / written.card_font if written.card_font else None,
    ), problems


def _collection_clashes(
    collections: tuple[Collection, ...], url: str | None, text: str
) -> Iterator[Problem]:
    """An error for each address or name that two sites share, and for a missing `site_url`."""
    if not url:
        message = "where the publication has collections, its own address must be known"
        yield Problem(MKDOCS_FILE, None, "collection-address", message, "Set `site_url`.")
    names: set[str] = set()
    urls = {url}
    for number, collection in enumerate(collections):
        line = line_of(text, "collections", number, "site_url")
        if collection.site_url in urls:
            message = f"another site is published at {collection.site_url}"
            hint = "Each collection has a `site_url` of its own."
            yield Problem(PUBLICATION_FILE, line, "collection-address", message, hint)
        if collection.name in names:
            message = f"two collections are named `{collection.name}`"
            line = line_of(text, "collections", number, "name")
            yield Problem(PUBLICATION_FILE, line, "duplicate-id", message, "Rename one.")
        urls.add(collection.site_url)
        names.add(collection.name)
