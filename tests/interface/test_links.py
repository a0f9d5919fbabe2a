"""Links of a page that is repeated in another language's folder."""

from __future__ import annotations

import pytest

from builders.interface.links import repoint_links

SOURCE = "sources/09guangzhou176/index.md"
HOME = "index.md"
MISSING = ("method/",)
WRITTEN = ("method/", "privacy/")


@pytest.mark.parametrize(
    ("uri", "before", "after"),
    [
        # Pages are repeated there.
        (SOURCE, 'href="../../people/goldberg/"', 'href="../../people/goldberg/"'),
        (SOURCE, 'href="../../"', 'href="../../"'),
        (SOURCE, 'href="../../tags/chus/#s1"', 'href="../../tags/chus/#s1"'),
        (HOME, 'href="sources/?kind=cable"', 'href="sources/?kind=cable"'),
        (HOME, 'href="./"', 'href="./"'),
        ("sources/index.md", 'action="../search/"', 'action="../search/"'),
        # Files are not.
        (SOURCE, 'href="cite.bib"', 'href="../../../sources/09guangzhou176/cite.bib"'),
        (SOURCE, 'href="../../assets/a.css?v=1#x"', 'href="../../../assets/a.css?v=1#x"'),
        (SOURCE, 'src="../../assets/a.js"', 'src="../../../assets/a.js"'),
        (HOME, 'href="data/people.csv"', 'href="../data/people.csv"'),
        ("method.md", 'href="../references.bib"', 'href="../../references.bib"'),
        (SOURCE, 'href="a%20b.txt"', 'href="../../../sources/09guangzhou176/a%20b.txt"'),
        # Nor are pages that editors wrote in one language only.
        (SOURCE, 'href="../../method/"', 'href="../../../method/"'),
        (SOURCE, 'href="../../method/#dates"', 'href="../../../method/#dates"'),
        (HOME, 'href="method/"', 'href="../method/"'),
        # A page written again in the other language has other addresses within.
        (SOURCE, 'href="../../privacy/"', 'href="../../privacy/"'),
        (SOURCE, 'href="../../privacy/#cite-1"', 'href="../../../privacy/#cite-1"'),
        # A page already in the folder of the other language, as where a work is cited there.
        (
            "works/lin2001/index.md",
            'href="../../zh/method/#cite-1"',
            'href="../../../zh/method/#cite-1"',
        ),
        ("zhejiang/index.md", 'href="../zhuhai/"', 'href="../zhuhai/"'),
        # Links that do not depend on the folder of the page.
        (SOURCE, 'href="#p5"', 'href="#p5"'),
        (SOURCE, 'href="?x=1"', 'href="?x=1"'),
        (SOURCE, 'href="https://example.org/a.html"', 'href="https://example.org/a.html"'),
        (SOURCE, 'href="//example.org/a.html"', 'href="//example.org/a.html"'),
        (SOURCE, 'href="mailto:a@example.org"', 'href="mailto:a@example.org"'),
        (SOURCE, 'href="/a.html"', 'href="/a.html"'),
        (SOURCE, 'href=""', 'href=""'),
        (SOURCE, 'data-href="a.txt"', 'data-href="a.txt"'),
        # Links out of the publication, which are not ours to change.
        (HOME, 'href="../a.txt"', 'href="../a.txt"'),
    ],
)
def test_a_link_is_changed_to_lead_to_its_target(uri: str, before: str, after: str) -> None:
    assert repoint_links(f"<a {before}>x</a>", uri, "zh", MISSING, WRITTEN) == f"<a {after}>x</a>"


def test_words_that_look_like_a_link_are_unchanged() -> None:
    html = "<p>href=cite.bib and href=&#34;cite.bib&#34;</p>"
    assert repoint_links(html, SOURCE, "zh") == html
