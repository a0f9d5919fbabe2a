"""Addresses: links from one page of the site to another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders.model.publication import Publication
from builders.pages import addresses


@pytest.mark.parametrize(
    ("here", "there", "href"),
    [
        ("index.md", "index.md", "./"),
        ("index.md", "sources/a/index.md", "sources/a/"),
        ("about.md", "index.md", "../"),
        ("about.md", "method.md", "../method/"),
        ("sources/a/index.md", "sources/a/index.md", "./"),
        ("sources/a/index.md", "sources/ab/index.md", "../ab/"),
        ("sources/a/index.md", "sources/index.md", "../"),
        ("sources/index.md", "sources/a/index.md", "a/"),
        ("sources/a/index.md", "people/index.md", "../../people/"),
        ("sources/a/index.md", "index.md", "../../"),
        ("sources/a/index.md", "sources/a/a.json", "a.json"),
        ("sources/a/index.md", "data/people.json", "../../data/people.json"),
        ("sources/a/index.md", "tags/Ä b/index.md", "../../tags/%C3%84%20b/"),
        ("sources/a/index.md", "files/index.html", "../../files/index.html"),
        ("myindex.md", "sources/index.md", "../sources/"),
    ],
)
def test_links_are_relative(here: str, there: str, href: str) -> None:
    """A page is addressed as a folder, any other file by its own name."""
    assert addresses.link(here, there) == href
    assert addresses.link(here, there, "p5") == f"{href}#p5"


@pytest.mark.parametrize(
    "uri",
    ["people/goldberg/index.md", "tags/smig/index.md", "timeline/index.md", "data/people.json"],
)
def test_links_from_any_source_to_other_folders_are_the_same(uri: str) -> None:
    one = addresses.link("sources/07guangzhou208/index.md", uri)
    assert addresses.link(addresses.ANY_SOURCE, uri) == one


@pytest.mark.parametrize(
    ("file", "name"),
    [("a.txt", "a.txt"), ("a.MD", "a.MD.txt"), ("a.json", "a.json.txt"), ("a.xml", "a.xml.txt")],
)
def test_a_download_takes_the_address_of_no_page_or_other_file(
    two_cables: Publication, file: str, name: str
) -> None:
    entry = two_cables.entries[0]
    source = replace(entry.source, path=f"site_src/sources/letters/{file}")
    received = addresses.received(replace(entry, source=source))
    assert received == f"sources/{entry.slug}/{name}"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Letters from home", "letters-from-home"),
        ("Österreich-Ungarn: Akten", "österreich-ungarn-akten"),
        ("İstanbul Mektupları", "istanbul-mektupları"),
        ("हिन्दी पत्र", "हिन्दी-पत्र"),
        ("நாட்டு கடிதங்கள்", "நாட்டு-கடிதங்கள்"),
        ("林文彬", "林文彬"),
        ("_a__b_", "a-b"),
        ("…", "unnamed"),
    ],
)
def test_a_name_in_any_script_becomes_a_part_of_an_address(name: str, expected: str) -> None:
    assert addresses.slug(name) == expected
