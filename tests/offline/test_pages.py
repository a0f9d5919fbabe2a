"""Pages adapted to being opened from a disk."""

from __future__ import annotations

import pytest

from builders.offline.pages import from_disk, modules_of

FILES = {
    "index.html",
    "sources/index.html",
    "sources/one/index.html",
    "sources/one/one.txt",
    "assets/js/edition.js",
}
ADDRESSES = (
    ("../../", "../../index.html"),
    ("../", "../index.html"),
    ("../#top", "../index.html#top"),
    ("./?kind=cable", "./index.html?kind=cable"),
    ("../../nowhere/", "../../nowhere/"),
    ("one.txt", "one.txt"),
    ("#p5", "#p5"),
    ("https://example.org/", "https://example.org/"),
    ("https://[2001:db8::1/", "https://[2001:db8::1/"),
    ("mailto:a@example.org", "mailto:a@example.org"),
)


@pytest.mark.parametrize(("published", "offline"), ADDRESSES)
def test_a_link_to_a_folder_leads_to_its_page(published: str, offline: str) -> None:
    html = f'<p>href="../"</p><a class="x" href="{published}">there</a>'
    made = from_disk(html, "sources/one/index.html", FILES, "assets/js/modules.js")
    assert made == f'<p>href="../"</p><a class="x" href="{offline}">there</a>'


def test_modules_become_plain_scripts_behind_the_bundle() -> None:
    html = '<script src="../../assets/js/edition.js" type="module"></script>'
    assert list(modules_of(html, "sources/one/index.html")) == ["assets/js/edition.js"]
    assert from_disk(html, "sources/one/index.html", FILES, "assets/js/modules.js") == (
        '<script src="../../assets/js/modules.js" defer></script>'
        '<script src="../../assets/js/edition.js" defer></script>'
    )


def test_preloads_of_fonts_are_removed() -> None:
    html = '<link rel="preload" href="a.woff2" as="font"><link rel="stylesheet" href="a.css">'
    made = from_disk(html, "index.html", FILES, "assets/js/modules.js")
    assert made == '<link rel="stylesheet" href="a.css">'
