"""The site made from hostile texts, examined without a browser."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import rispy
from bibtexparser.entrypoint import parse_file
from icalendar import Calendar
from lxml import etree, html  # type: ignore[import-untyped]  # ships no types

from builders.inputs.sources import read_sources
from builders.model.sidecar import Sidecar
from tests.hostile.fields import STRINGS, combined_strings, filled_record
from tests.hostile.publication import VALID_VALUES

SCHEMES = {"", "http", "https", "mailto"}
LOADED = "//img | //iframe | //object | //embed | //video | //audio | //source | //base"
FORMULA_RE = re.compile(r"[=+\-@\t\r]")
NUMBER_RE = re.compile(r"[-+]?\d+(?:\.\d+)?\Z")


def files(root: Path, pattern: str) -> list[Path]:
    found = sorted((root / "site").rglob(pattern))
    assert found, pattern
    return found


def test_no_page_has_a_hostile_script_handler_or_resource(hostile: Path) -> None:
    pages = files(hostile, "*.html")
    assert len(pages) > 100
    for path in pages:
        tree = html.fromstring(path.read_bytes())
        for script in tree.iter("script"):
            assert script.get("src") or script.get("type") == "application/ld+json", path
            assert "canary" not in script.get("src", ""), path
        for tag in tree.xpath(LOADED):
            loaded = [value for name, value in tag.attrib.items() if name != "alt"]
            assert "canary" not in "".join(loaded), path
        for element in tree.iter(etree.Element):
            for name, value in element.attrib.items():
                assert not name.startswith("on"), (path, name)
                if name in {"href", "src", "action", "data", "xlink:href", "formaction"}:
                    assert urlsplit(value.strip()).scheme.lower() in SCHEMES, (path, value)
        for content in tree.xpath("//meta[@http-equiv='refresh']/@content"):
            assert "canary" not in content, path


def test_all_json_is_valid_and_cannot_end_a_script(hostile: Path) -> None:
    for pattern in ("*.json", "*.jsonld"):
        for path in files(hostile, pattern):
            json.loads(path.read_text(encoding="utf-8"))
    embedded = 0
    for path in files(hostile, "*.html"):
        for text in html.fromstring(path.read_bytes()).xpath(
            "//script[@type='application/ld+json']/text()"
        ):
            json.loads(text)
            assert "<" not in text, path
            embedded += 1
    assert embedded > 20


def test_no_cell_of_a_table_is_a_formula(hostile: Path) -> None:
    cells = 0
    for path in files(hostile, "*.csv"):
        if "sources" in path.relative_to(hostile / "site").parts:
            continue  # a source as it was received
        with path.open(encoding="utf-8-sig", newline="") as opened:
            for row in csv.reader(opened):
                for cell in row:
                    cells += 1
                    assert not FORMULA_RE.match(cell) or NUMBER_RE.match(cell), (path, cell[:60])
    assert cells > 500


def test_the_calendar_and_xml_files_can_be_parsed(hostile: Path) -> None:
    for path in files(hostile, "*.ics"):
        data = path.read_bytes()
        assert all(len(line) <= 75 for line in data.split(b"\r\n"))
        titles = {str(event["summary"]) for event in Calendar.from_ical(data).walk("VEVENT")}
        assert any(combined_strings()[4] in title for title in titles)
    for path in (*files(hostile, "*.xml"), *files(hostile, "*.svg")):
        tree = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True))
        # A program that follows declarations in the file finds nothing to fetch.
        assert not tree.docinfo.doctype, path
        assert not list(tree.iter(etree.Entity)), path


def test_files_of_citations_can_be_parsed(hostile: Path) -> None:
    for path in files(hostile, "*.ris"):
        assert rispy.loads(path.read_text(encoding="utf-8-sig")), path
    for path in files(hostile, "*.bib"):
        library = parse_file(str(path))
        assert library.entries, path
        assert not library.failed_blocks, path


def test_no_file_has_a_hostile_name_or_is_a_link(hostile: Path) -> None:
    odd = [
        p for p in (hostile / "site").rglob("*") if not re.fullmatch(r"[\w.-]+", p.name, re.ASCII)
    ]
    assert odd == []
    assert not [p for p in (hostile / "site").rglob("*") if p.is_symlink()]


def test_every_field_of_the_hostile_sidecars_is_filled() -> None:
    given = {**VALID_VALUES, "former_ids": ["a"]}
    record = filled_record(Sidecar, "!", given)
    assert set(record) == set(Sidecar.model_fields) - {"kind"}
    assert record["notes"][0]["note"] == record["original"]["author"][0] == "!"


@pytest.mark.parametrize("name", [*STRINGS["first"], *STRINGS["others"], " b", "é", "раураl"])
def test_a_file_with_a_hostile_name_is_refused(name: str, tmp_path: Path) -> None:
    short = f"x{name}".replace("/", "∕").encode()[:80].decode("utf-8", "ignore")
    path = tmp_path / "site_src/sources/text" / f"{short}.txt"
    path.parent.mkdir(parents=True)
    path.write_text("A text.\n")
    received, problems = read_sources(tmp_path)
    assert not received
    assert [problem.code for problem in problems] == ["bad-id"]
