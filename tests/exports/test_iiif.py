"""Manifests: valid by the IIIF Presentation API 3.0, and what they say of a source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import iiif_prezi3  # type: ignore[import-untyped]  # ships no types
import pytest

from builders import exports
from builders.exports import linksets
from builders.exports.iiif import collection, rights
from builders.exports.iiif.text_pages import TextPages
from builders.interface.catalogue import catalogue
from builders.model.page import make_all
from builders.model.publication import Publication
from builders.pages.source import page as source_page
from builders.understand import understand
from tests.pictures import add_facsimiles, png
from tests.publication import understood_publication
from tests.sites import CABLES, publication_of_sites
from tests.two_cables import LATER, two_cables

Json = dict[str, Any]
SITE = "https://example.org/papers/"
FOLDER = f"{SITE}sources/report/"
COLLECTION = "data/iiif-collection.json"
MANIFEST = "sources/report/manifest.json"
SIDECAR = "site_src/sources/text/report.yml"
COUNTS = "The consul counts the emigrants of the season at the port, and writes it down."
TEXT = f"""\
REPORT ON EMIGRATION

# The port

{COUNTS}

{"1":>40}
\f## Wages

{COUNTS} {COUNTS} He adds that

{"2":>40}
\fnobody asked him.

# The road

{COUNTS}

{"3":>40}
"""
"""Three pages; a sentence begins on the second and ends on the third."""
WRITTEN = """\
title: <Report>
title_zh: 移民报告
date: 1866-03-14
license: https://creativecommons.org/licenses/by/4.0/deed.en
rights: In the *public domain*.
headnote: "He was *not* asked.\\n\\nNor was she."
headnote_zh: 无人问他。
original: {author: ["Writer, John"], archive: Record Office, archive_location: Box 4}
former_ids: [first-report]
facsimiles:
  - {file: cover.png, what: The cover}
  - {file: 2.png, what: With a seal}
  - {file: all.pdf, what: The printed report}
"""
BOTH = "name_zh: 史料集\ninterface: [en, zh]\n"


def publication(root: Path, *names: str, **files: str) -> Publication:
    """A publication with a report of three pages and the named facsimiles of it."""
    written = {
        "mkdocs.yml": f"site_name: Papers\nsite_url: {SITE}\n",
        "site_src/publication.yml": BOTH,
        "site_src/sources/text/report.txt": TEXT,
        SIDECAR: WRITTEN,
        **files,
    }
    add_facsimiles(root, "report", *(name for name in names if not name.endswith(".pdf")))
    for name in names:
        if name.endswith(".pdf"):
            file = root / "site_src/facsimiles/report" / name
            file.write_bytes(b"%PDF-1.4\n%%EOF\n")
    return understood_publication(root, written)


ALL = ("1.png", "2.png", "3.png", "3v.b.png", "cover.png", "all.pdf")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The publication with pictures of all pages and of the cover, and with a PDF."""
    sidecar = f"{WRITTEN}  - {{file: 3v.b.png, page: '3'}}\n"
    root = tmp_path_factory.mktemp("iiif") / "publication"
    return publication(root, *ALL, **{SIDECAR: sidecar})


@pytest.fixture(scope="module")
def files(whole: Publication) -> Mapping[str, bytes]:
    """The files that are exported from it."""
    return {asset.uri: asset.data for asset in exports.assets(whole)}


@pytest.fixture(scope="module")
def manifest(files: Mapping[str, bytes]) -> Json:
    """The manifest of the report."""
    found: Json = json.loads(files[MANIFEST])
    return found


def manifests(publication: Publication) -> Iterator[str]:
    for asset in exports.assets(publication):
        if asset.uri.endswith("/manifest.json"):
            yield asset.uri


def resources(value: Any) -> Iterator[Json]:
    """All resources with an id, outermost first."""
    if isinstance(value, dict):
        if "id" in value:
            yield value
        for one in value.values():
            yield from resources(one)
    elif isinstance(value, list):
        for one in value:
            yield from resources(one)


def test_a_thumbnail_is_the_picture_itself(manifest: Json) -> None:
    """Without a thumbnail, viewers would request a small picture that does not exist."""
    for canvas in manifest["items"]:
        (painting,) = canvas["items"][0]["items"]
        assert canvas["thumbnail"] == [painting["body"]]
    assert manifest["thumbnail"] == manifest["items"][0]["thumbnail"]


def test_a_manifest_says_what_the_source_is(manifest: Json) -> None:
    assert manifest["@context"] == "http://iiif.io/api/presentation/3/context.json"
    assert (manifest["id"], manifest["type"]) == (f"{FOLDER}manifest.json", "Manifest")
    # A text that begins with `<` and ends with `>` would be taken for HTML, but for the space.
    assert manifest["label"] == {"en": ["<Report> "], "zh-Hans": ["移民报告"]}
    assert {one["label"]["en"][0]: one["value"] for one in manifest["metadata"]} == {
        "Date": {"en": ["14 March 1866"], "zh-Hans": ["1866年3月14日"]},
        "Kind": {"en": ["Report"], "zh-Hans": ["报告"]},
        "By": {"none": ["John Writer"]},
        "Identifier": {"none": ["report"]},
        "Archive": {"none": ["Record Office, Box 4"]},
        "Language": {"en": ["English"], "zh-Hans": ["英文"]},
    }
    assert manifest["summary"] == {"en": ["He was not asked."], "zh-Hans": ["无人问他。"]}
    assert manifest["navDate"] == "1866-03-14T00:00:00Z"
    assert manifest["rights"] == "http://creativecommons.org/licenses/by/4.0/"
    assert manifest["requiredStatement"]["value"] == {"en": ["In the public domain."]}
    [provider] = manifest["provider"]
    assert (provider["id"], provider["type"]) == (SITE, "Agent")
    assert provider["label"] == {"en": ["Papers"], "zh-Hans": ["史料集"]}


def test_a_manifest_links_to_all_forms_of_the_source(
    manifest: Json, files: Mapping[str, bytes]
) -> None:
    homepages = {one["language"][0]: (one["id"], one["label"]) for one in manifest["homepage"]}
    assert homepages == {
        "en": (FOLDER, {"en": ["<Report> "]}),
        "zh-Hans": (f"{SITE}zh/sources/report/", {"zh-Hans": ["移民报告"]}),
    }
    names = [one["id"].removeprefix(FOLDER) for one in manifest["seeAlso"]]
    assert names == ["report.xml", "report.json", "cite.csl.json"]
    assert all(f"sources/report/{name}" in files for name in names)
    assert [(one["id"].removeprefix(FOLDER), one["format"]) for one in manifest["rendering"]] == [
        ("#text", "text/html"),
        ("report.txt", "text/plain"),
        ("facsimile/all.pdf", "application/pdf"),
    ]


def test_each_picture_fills_a_canvas(manifest: Json, files: Mapping[str, bytes]) -> None:
    canvases = manifest["items"]
    assert [(one["label"]["en"][0], one["label"].get("zh-Hans")) for one in canvases] == [
        ("p. 1", ["第1页"]),
        ("p. 2", ["第2页"]),
        ("p. 3", ["第3页"]),
        ("p. 3", ["第3页"]),
        ("The cover", None),
    ]
    assert [one.get("summary") for one in canvases][:2] == [None, {"en": ["With a seal"]}]
    for canvas in canvases:
        [page] = canvas["items"]
        [annotation] = page["items"]
        body = annotation["body"]
        assert (annotation["motivation"], body["type"]) == ("painting", "Image")
        assert annotation["target"] == canvas["id"] == body["id"].removesuffix(".png")
        assert (body["width"], body["height"]) == (canvas["width"], canvas["height"])
        assert body["format"] == "image/png"
        assert body["id"].removeprefix(SITE) in files
    assert [one["height"] for one in canvases] == [81, 82, 83, 84, 85]


def test_ids_are_absolute_and_unique(manifest: Json) -> None:
    every = list(resources(manifest))
    assert all(one["id"].startswith(SITE) and "type" in one for one in every)
    of_ours = {"Annotation", "AnnotationPage", "Range"}
    made_here = [one["id"] for one in every if one["type"] in of_ours]
    made_here += [one["id"] for one in manifest["items"]]
    assert len(made_here) == len(set(made_here)) > 15
    assert not any("#" in one["id"] for one in manifest["items"])


def test_the_text_of_each_page_is_beside_its_picture(
    manifest: Json, files: Mapping[str, bytes]
) -> None:
    texts: dict[str, str] = {}
    for canvas in manifest["items"]:
        for reference in canvas.get("annotations", ()):
            assert "items" not in reference  # otherwise viewers would not load it
            page = json.loads(files[reference["id"].removeprefix(SITE)])
            assert (page["id"], page["type"]) == (reference["id"], "AnnotationPage")
            [annotation] = page["items"]
            assert annotation["motivation"] == "supplementing"
            assert annotation["target"] == canvas["id"]
            assert annotation["body"]["language"] == "en"
            texts[canvas["id"].removeprefix(FOLDER)] = annotation["body"]["value"]
    # The second picture of a page does not repeat its text.
    assert texts == {
        "facsimile/1": f"REPORT ON EMIGRATION\n\nThe port\n\n{COUNTS}",
        "facsimile/2": f"Wages\n\n{COUNTS} {COUNTS} He adds that",
        "facsimile/3": f"nobody asked him.\n\nThe road\n\n{COUNTS}",
    }


def test_headings_link_to_the_pictures_of_their_pages(manifest: Json) -> None:
    def told(one: Json) -> Any:
        if one["type"] == "Canvas":
            return one["id"].removeprefix(FOLDER)
        return {one["label"]["en"][0]: list(map(told, one["items"]))}

    [contents] = manifest["structures"]
    assert told(contents) == {
        "Contents": [
            {
                "The port": [
                    "facsimile/1",
                    {"Wages": ["facsimile/2", "facsimile/3", "facsimile/3v.b"]},
                ]
            },
            {"The road": ["facsimile/3", "facsimile/3v.b"]},
        ]
    }
    known = {one["id"] for one in manifest["items"]}
    named = {one["id"] for one in resources(contents) if one["type"] == "Canvas"}
    assert named <= known


def test_manifests_are_read_by_an_iiif_library(files: Mapping[str, bytes]) -> None:
    kinds = set()
    for uri, data in files.items():
        record = json.loads(data) if uri.endswith(".json") else {}
        if isinstance(record, dict) and "iiif.io" in str(record.get("@context")):
            kinds.add(record["type"])
            getattr(iiif_prezi3, record["type"])(**record)
    assert kinds == {"AnnotationPage", "Collection", "Manifest"}


def test_every_label_has_its_chinese(manifest: Json) -> None:
    words = catalogue("zh")
    labels = [one["label"] for one in manifest["metadata"]]
    labels += [manifest["requiredStatement"]["label"], manifest["structures"][0]["label"]]
    labels += [one["label"] for one in manifest["rendering"][:2]]
    labels += [
        one["label"] for canvas in manifest["items"] for one in canvas.get("annotations", ())
    ]
    assert [one for one in labels if set(one) != {"en", "zh-Hans"}] == []
    for label in ("Originator", "Rights"):
        assert words.find(label)


def test_the_page_and_the_linkset_name_the_manifest(whole: Publication) -> None:
    [page] = [
        one for one in make_all(source_page.units(whole)) if one.uri == "sources/report/index.md"
    ]
    assert page.context["manifest_href"] == "manifest.json"
    sets = {asset.uri: json.loads(asset.data) for asset in make_all(linksets.units(whole))}
    [target] = [
        one
        for one in sets["sources/report/linkset.json"]["linkset"][0]["describedby"]
        if one["href"] == f"{FOLDER}manifest.json"
    ]
    assert target["type"].startswith("application/ld+json;profile=")
    assert "manifest" not in json.dumps(sets["sources/first/linkset.json"])


def test_a_former_id_has_a_copy_of_the_manifest_and_no_pictures(
    files: Mapping[str, bytes], manifest: Json
) -> None:
    assert json.loads(files["sources/first-report/manifest.json"]) == manifest
    assert not any(uri.startswith("sources/first-report/facsimile/") for uri in files)


def test_a_manifest_omits_what_is_not_known(tmp_path: Path) -> None:
    files = {"site_src/publication.yml": "", SIDECAR: "language: ar\n"}
    found = publication(tmp_path, "a.png", "b.png", **files)
    [asset] = [one for one in exports.assets(found) if one.uri == MANIFEST]
    record = json.loads(asset.data)
    assert {one["label"]["en"][0] for one in record["metadata"]} == {
        "Kind",
        "Identifier",
        "Language",
    }
    assert {"rights", "requiredStatement", "summary", "navDate", "structures"}.isdisjoint(record)
    assert [one["label"] for one in record["items"]] == [{"en": ["1 of 2"]}, {"en": ["2 of 2"]}]
    assert record["viewingDirection"] == "right-to-left"
    assert len(record["homepage"]) == 1


@pytest.mark.parametrize("date", ["1866-03", "1866~", "1866-03-14/1866-03-20", "0000-01-01"])
def test_only_a_single_day_is_a_nav_date(tmp_path: Path, date: str) -> None:
    found = publication(tmp_path, "1.png", **{SIDECAR: f'date: "{date}"\n'})
    [asset] = [one for one in exports.assets(found) if one.uri == MANIFEST]
    assert "navDate" not in json.loads(asset.data)


def test_a_pdf_alone_makes_no_manifest(tmp_path: Path) -> None:
    sidecar = "facsimiles: [{file: all.pdf, what: The printed report}]\n"
    found = publication(tmp_path, "all.pdf", **{SIDECAR: sidecar})
    assert list(manifests(found)) == []
    assert list(collection.assets(found)) == []


def test_without_a_site_address_there_is_no_manifest(tmp_path: Path) -> None:
    nowhere = {"mkdocs.yml": "site_name: Papers\n", SIDECAR: "title: Report\n"}
    found = publication(tmp_path, "1.png", **nowhere)
    assert list(manifests(found)) == []
    assert list(collection.assets(found)) == []
    assert not any("/facsimile/1.json" in asset.uri for asset in exports.assets(found))
    assert "manifest" not in json.dumps(
        [asset.data.decode() for asset in make_all(linksets.units(found))]
    )
    [page] = [
        one for one in make_all(source_page.units(found)) if one.uri == "sources/report/index.md"
    ]
    assert page.context["manifest_href"] == ""


def test_the_text_of_a_page_has_no_redacted_words(tmp_path: Path) -> None:
    sidecar = (
        "redactions:\n  - {quote: nobody asked, what: a name, reason: Privacy., date: 2026-01-01}\n"
        "facsimiles: [{file: 3.png, redacted: true}]\n"
    )
    found = publication(tmp_path, "3.png", **{SIDECAR: sidecar})
    every = {one.uri: one.data for one in exports.assets(found) if "/report/" in one.uri}
    said = {uri: data.decode() for uri, data in every.items() if uri.endswith(".json")}
    text = json.loads(said["sources/report/facsimile/3.json"])["items"][0]["body"]["value"]
    assert re.match("█+ him\\.", text)
    assert [uri for uri, data in said.items() if "nobody asked" in data] == []


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("1", "2", "3"), {"1", "2", "3"}),
        # Nobody can tell whether a picture is of the first or the second page 1.
        (("1", "2", "1"), {"2"}),
        # The number of page 2 was not found: its text comes before the number of page 3.
        (("1", "3", "4"), {"1", "4"}),
        # The text of pages before the first number may, too.
        (("2", "3", "4"), {"3", "4"}),
        (("i", "1", "2"), {"i", "1", "2"}),
    ],
)
def test_a_page_has_a_text_only_if_it_is_surely_its_own(
    tmp_path: Path, numbers: tuple[str, ...], expected: set[str]
) -> None:
    left = iter(numbers)
    text = re.sub(r"(?m)^ {39}[123]$", lambda _: f"{next(left):>40}", TEXT)
    files = {"site_src/sources/text/report.txt": text, SIDECAR: "title: Report\n"}
    entry = publication(tmp_path, **files).by_id["report"]
    assert set(TextPages(entry).texts()) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2", {"1": "1. The ships sail,", "2": "and sink."}),
        ("4", {"4": "and sink."}),
    ],
)
def test_a_page_that_begins_within_a_paragraph_has_the_rest_of_it(
    tmp_path: Path, said: str, expected: dict[str, str]
) -> None:
    text = f"1. The ships sail,\n\nGUANGZHOU 00000012  00{said} OF 005\n\nand sink.\n"
    found = understood_publication(tmp_path, two_cables(text, "1. Nothing.\n")).by_id[LATER]
    texts = TextPages(found).texts()
    assert {page: words.rpartition("\n\n")[2] for page, words in texts.items()} == expected


def test_the_manifest_in_a_collection_has_the_collections_addresses(tmp_path: Path) -> None:
    root = publication_of_sites(tmp_path / "publication")
    folder = root / "site_src/facsimiles/08SHENYANG12"
    folder.mkdir(parents=True)
    (folder / "1.png").write_bytes(png(6, 8))
    found = understand(root).publication
    uri = "sources/08shenyang12/manifest.json"
    [asset] = [one for one in exports.assets(found) if one.uri == uri]
    record = json.loads(asset.data)
    assert record["id"] == f"{CABLES}{uri}"
    assert record["items"][0]["id"] == f"{CABLES}sources/08shenyang12/facsimile/1"


def test_a_collection_lists_all_manifests(files: Mapping[str, bytes], manifest: Json) -> None:
    record = json.loads(files[COLLECTION])
    assert (record["id"], record["type"]) == (f"{SITE}{COLLECTION}", "Collection")
    assert record["label"] == {"en": ["Papers"], "zh-Hans": ["史料集"]}
    [item] = record["items"]
    assert item == {name: manifest[name] for name in ("id", "type", "label")}
    assert json.loads(files["data/registers.json"])["sources"]["iiif"] == record["id"]


def test_a_collection_of_many_manifests_is_divided(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "publication"
    add_facsimiles(root, "first", "a.png")
    found = publication(root, "1.png", **{SIDECAR: "title: Report\n"})
    whole = {asset.uri: json.loads(asset.data) for asset in collection.assets(found)}
    assert list(whole) == [COLLECTION]
    monkeypatch.setattr(collection, "MOST_MANIFESTS", 1)
    cut = {asset.uri: json.loads(asset.data) for asset in collection.assets(found)}
    parts = [one["id"].removeprefix(SITE) for one in cut[COLLECTION]["items"]]
    assert parts == ["data/iiif-collection-1.json", "data/iiif-collection-2.json"]
    assert [cut[uri]["label"] for uri in parts] == [{"none": ["1–1"]}, {"none": ["2–2"]}]
    every = [one for uri in parts for one in cut[uri]["items"]]
    assert every == whole[COLLECTION]["items"]
    assert len(every) == 2


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://creativecommons.org/licenses/by-nc/4.0/", "licenses/by-nc/4.0/"),
        ("http://creativecommons.org/licenses/by/3.0/de", "licenses/by/3.0/de/"),
        ("https://creativecommons.org/licenses/by/4.0/deed.zh-hans", "licenses/by/4.0/"),
        ("https://creativecommons.org/publicdomain/zero/1.0/legalcode", "publicdomain/zero/1.0/"),
        ("https://creativecommons.org/share-your-work/", ""),
        ("https://creativecommons.org.example/licenses/by/4.0/", ""),
        ("https://example.org/licence", ""),
    ],
)
def test_licences_are_given_by_their_canonical_uri(address: str, expected: str) -> None:
    assert rights.uri(address) == (expected and f"http://creativecommons.org/{expected}")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://rightsstatements.org/page/InC/1.0/?language=en", "InC/1.0/"),
        ("http://rightsstatements.org/vocab/NoC-US/1.0/", "NoC-US/1.0/"),
        ("https://rightsstatements.org/en/statements.html", ""),
    ],
)
def test_rights_statements_are_given_by_their_canonical_uri(address: str, expected: str) -> None:
    assert rights.uri(address) == (expected and f"http://rightsstatements.org/vocab/{expected}")
