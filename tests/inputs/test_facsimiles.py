"""The pictures of a source: found by its name, checked, and linked from the pages of its text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree  # type: ignore[import-untyped]  # ships no types

from builders.build import make
from builders.exports.tei import as_tei
from builders.model.publication import Publication
from builders.problems import errors
from builders.understand import understand
from tests.exports.test_tei import TEI, schema
from tests.pictures import add_facsimiles, png
from tests.publication import new_publication
from tests.two_cables import LATER, two_cables

__all__ = ["schema"]
SOURCE = "report"
PARAGRAPH = "The consul counts the emigrants of the season at the port.\n\n"
TEXT = "\f".join(f"{PARAGRAPH}The page of number {n}.\n\n{n:>40}\n" for n in range(1, 4))
"""Three pages with their numbers at the foot, as `pdftotext` writes them."""


def publication(root: Path, sidecar: str = "", text: str = TEXT) -> Path:
    new_publication(root)
    folder = root / "site_src/sources/report"
    folder.mkdir()
    (folder / f"{SOURCE}.txt").write_text(f"REPORT ON EMIGRATION\n\n{text}")
    if sidecar:
        (folder / f"{SOURCE}.yml").write_text(sidecar)
    return root


def problem_messages(root: Path) -> list[str]:
    return [str(problem) for problem in understand(root).problems]


def understood(root: Path) -> Publication:
    assert errors(understand(root).problems) == ()
    return understand(root).publication


def made(root: Path) -> Mapping[str, bytes]:
    return {file.uri: file.data for file in make(root)}


def test_the_name_of_a_facsimile_may_have_any_digits(tmp_path: Path) -> None:
    root = publication(tmp_path)
    add_facsimiles(root, SOURCE, "\u24601.png", "\u06612.png", "\u00b2.png")
    said = problem_messages(root)
    assert sum("cannot be an address [bad-id]" in one for one in said) == 3


def test_facsimiles_are_in_natural_order(tmp_path: Path) -> None:
    root = publication(tmp_path)
    add_facsimiles(root, SOURCE, "10.png", "2.png", "1v.png", "1r.png", ".hidden.png")
    (root / "site_src/facsimiles" / SOURCE / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0")
    found = understood(root).by_id[SOURCE].facsimiles
    assert [one.name for one in found] == ["1r.png", "1v.png", "2.png", "10.png"]
    assert [(one.width, one.height) for one in found] == [(60, 84), (60, 83), (60, 82), (60, 81)]
    data = (root / "site_src/facsimiles" / SOURCE / "2.png").read_bytes()
    assert found[2].sha256 == hashlib.sha256(data).hexdigest()
    assert found[2].size == len(data)


def test_a_picture_named_after_a_page_belongs_to_that_page(tmp_path: Path) -> None:
    root = publication(tmp_path, "facsimiles: [{file: seal.png, page: '3', what: The seal}]\n")
    add_facsimiles(root, SOURCE, "001.png", "2.png", "9.png", "seal.png")
    found = understood(root).by_id[SOURCE].facsimiles
    assert {one.stem: one.page for one in found} == {"001": "1", "2": "2", "9": "", "seal": "3"}
    assert [one.what for one in found if one.what] == ["The seal"]


def test_facsimiles_are_shown_and_linked_where_their_page_ends(tmp_path: Path) -> None:
    root = publication(tmp_path, "facsimiles: [{file: cover.png, what: 'Seal & signature'}]\n")
    add_facsimiles(root, SOURCE, "1.png", "2.png", "cover.png")
    files = made(root)
    html = files[f"sources/{SOURCE}/index.md"].decode()
    assert html.count('loading="lazy"') == 3
    assert '<img src="facsimile/1.png" width="60" height="81"' in html
    assert 'alt="Seal &amp; signature"' in html
    assert '<a class="mu-pb mu-pb-x mu-pb-end" href="#facsimile-2"' in html
    assert html.count("mu-pb-x") == 2
    original = (root / "site_src/facsimiles" / SOURCE / "1.png").read_bytes()
    assert files[f"sources/{SOURCE}/facsimile/1.png"] == original
    other = files["sources/first/index.md"].decode()
    assert "acsimile" not in other


def test_facsimiles_are_in_the_exports(tmp_path: Path, schema: Any) -> None:
    root = publication(tmp_path, "facsimiles: [{file: 2.png, what: 'Ink & seal'}]\n")
    add_facsimiles(root, SOURCE, "1.png", "2.png")
    files = made(root)
    record = json.loads(files[f"sources/{SOURCE}/{SOURCE}.json"])
    assert [(one["file"], one["page"], one["what"]) for one in record["facsimiles"]] == [
        ("facsimile/1.png", "1", None),
        ("facsimile/2.png", "2", "Ink & seal"),
    ]
    links = json.loads(files[f"sources/{SOURCE}/linkset.json"])["linkset"][0]["item"]
    assert [one["type"] for one in links].count("image/png") == 2
    known = understood(root)
    tree = etree.fromstring(as_tei(known, known.by_id[SOURCE]).encode())
    schema.assertValid(tree)
    surfaces = tree.findall(f"{TEI}facsimile/{TEI}surface")
    assert [one.get("n") for one in surfaces] == ["1", "2"]
    assert [one.findtext(f"{TEI}graphic/{TEI}desc") for one in surfaces] == [None, "Ink & seal"]


def test_a_pdf_is_linked_and_not_shown(tmp_path: Path, schema: Any) -> None:
    root = publication(tmp_path, "facsimiles: [{file: all.pdf, what: The printed report}]\n")
    add_facsimiles(root, SOURCE)
    (root / "site_src/facsimiles/report/all.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    files = made(root)
    html = files[f"sources/{SOURCE}/index.md"].decode()
    assert "<img" not in html
    assert '<a href="facsimile/all.pdf">The printed report</a>' in html
    assert files[f"sources/{SOURCE}/facsimile/all.pdf"] == b"%PDF-1.4\n%%EOF\n"
    known = understood(root)
    tree = etree.fromstring(as_tei(known, known.by_id[SOURCE]).encode())
    schema.assertValid(tree)
    assert tree.find(f"{TEI}facsimile/{TEI}media").get("mimeType") == "application/pdf"


def test_a_page_break_in_the_text_points_to_its_picture(tmp_path: Path) -> None:
    text = "1. The first page ends here\n\nGUANGZHOU 00000012  002 OF 003\n\nand goes on.\n"
    root = new_publication(tmp_path)
    for name, content in two_cables(text, "1. Nothing.\n").items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(content)
    add_facsimiles(root, LATER, "1.png", "2.png", "3.png")
    known = understood(root)
    tree = etree.fromstring(as_tei(known, known.by_id[LATER]).encode())
    assert [one.page for one in known.by_id[LATER].facsimiles] == ["1", "2", ""]
    assert [(one.get("n"), one.get("facs")) for one in tree.iter(f"{TEI}pb")] == [
        ("2", "#facsimile-2")
    ]


def _damaged(folder: Path) -> None:
    (folder / "1.png").write_bytes(png(5, 5)[:20])


def _text(folder: Path) -> None:
    (folder / "1.jpg").write_text("no picture")


def _no_pdf(folder: Path) -> None:
    (folder / "all.pdf").write_bytes(png(5, 5))


def _drawing(folder: Path) -> None:
    (folder / "1.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")


def _folder(folder: Path) -> None:
    (folder / "more").mkdir()


def _twice(folder: Path) -> None:
    (folder / "1.png").write_bytes(png(5, 5))
    (folder / "1.webp").write_bytes(png(5, 5))


def _blank(folder: Path) -> None:
    (folder / "page 1.png").write_bytes(png(5, 5))


def _link(folder: Path) -> None:
    outside = folder.parents[2] / "secret.png"
    outside.write_bytes(png(5, 5))
    (folder / "1.png").symlink_to(outside)


def _nobodys(folder: Path) -> None:
    folder.rename(folder.with_name("reprot"))


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (_damaged, f"{SOURCE}/1.png: error: is damaged, or not what its name says [facsimile]."),
        (_text, f"{SOURCE}/1.jpg: error: is damaged, or not what its name says [facsimile]."),
        (_no_pdf, f"{SOURCE}/all.pdf: error: is damaged, or not what its name says [facsimile]."),
        (_drawing, f"{SOURCE}/1.svg: error: is in no format that every browser shows [facsimile]."),
        (_folder, f"{SOURCE}/more: error: is no file [facsimile]."),
        (_twice, f"{SOURCE}/1.webp: error: has the same address as `1.png` [facsimile]."),
        (_blank, f"{SOURCE}/page 1.png: error: `page 1.png` cannot be an address [bad-id]."),
        (_link, f"{SOURCE}/1.png: error: is a link that leaves site_src/ [outside]."),
        (
            _nobodys,
            "reprot: error: there is no source `reprot` [missing-source]. Did you mean `report`?",
        ),
    ],
)
def test_a_facsimile_that_cannot_be_shown_is_reported(
    tmp_path: Path, spoil: Any, expected: str
) -> None:
    root = publication(tmp_path)
    add_facsimiles(root, SOURCE)
    spoil(root / "site_src/facsimiles" / SOURCE)
    [problem] = problem_messages(root)
    assert problem.startswith(f"site_src/facsimiles/{expected}")


def test_a_picture_listed_in_the_sidecar_must_exist(tmp_path: Path) -> None:
    root = publication(
        tmp_path, "facsimiles:\n  - file: 1.png\n  - file: 1.png\n  - file: 12.png\n"
    )
    add_facsimiles(root, SOURCE, "1.png", "21.png")
    twice, missing = problem_messages(root)
    where = "site_src/sources/report/report.yml"
    assert twice.startswith(
        f"{where}:3: error: `facsimiles[2].file`: `1.png` is listed twice [facsimile]."
    )
    assert missing.startswith(
        f"{where}:4: error: `facsimiles[3].file`: there is no picture `12.png` [facsimile]."
    )


REDACTED = (
    "redactions:\n  - {quote: the emigrants, what: a name, reason: Privacy., date: 2026-01-01}\n"
)


def test_a_picture_of_a_redacted_text_needs_confirmation(tmp_path: Path) -> None:
    root = publication(tmp_path, REDACTED)
    add_facsimiles(root, SOURCE, "1.png")
    [problem] = [one for one in problem_messages(root) if "facsimile" in one]
    assert "may show what is redacted in the text [facsimile-redacted]" in problem
    sidecar = root / "site_src/sources/report/report.yml"
    sidecar.write_text(f"{REDACTED}facsimiles: [{{file: 1.png, redacted: true}}]\n")
    assert [one for one in problem_messages(root) if "facsimile" in one] == []
