"""The sitemap, with the addresses of all pages."""

from __future__ import annotations

import re

from builders.exports import sitemap

URL = "https://example.org/papers/"


def addresses(data: bytes) -> list[str]:
    return re.findall("<loc>(.*?)</loc>", data.decode())


def test_each_page_has_the_address_that_the_theme_gives_it() -> None:
    uris = ["sources/a&b/index.md", "index.md", "method.md", "sources/index.md", "人/index.md"]
    uris += ["name-index.md", "sources/a&b/cite.bib"]
    (one,) = sitemap.of_pages(URL, uris)
    assert one.uri == "sitemap.xml"
    assert addresses(one.data) == [
        URL,
        f"{URL}%E4%BA%BA/",
        f"{URL}method/",
        f"{URL}name-index/",
        f"{URL}sources/",
        f"{URL}sources/a%26b/",
    ]


def test_more_addresses_than_the_protocol_allows_are_in_several_files() -> None:
    made = {
        asset.uri: asset.data
        for asset in sitemap.of_pages(URL, (f"{number}.md" for number in range(50_001)))
    }
    assert addresses(made["sitemap.xml"]) == [f"{URL}sitemap-1.xml", f"{URL}sitemap-2.xml"]
    assert len(addresses(made["sitemap-1.xml"])) == 50_000
    assert len(addresses(made["sitemap-2.xml"])) == 1
