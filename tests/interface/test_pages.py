"""Pages in a second language: their words, their addresses and their links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders.build import DOCS_FOLDER, make
from builders.inputs.interface_languages import interface_languages
from builders.problems import ProblemsFound
from builders.site.rendering import SiteOptions, build_site
from builders.writer import staging
from tests.publication import new_publication

ALTERNATE_RE = re.compile(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">')
SWITCH_RE = re.compile(r'<a class="mu-lang" href="([^"]*)" lang="([^"]*)" hreflang="([^"]*)">')
NAME_RE = re.compile(r'<a class="mu-mast-name"[^>]*>(.*?)</a>')
PROPERTY_RE = re.compile(r'<meta property="(og:[a-z_:]+)" content="([^"]*)">')
HAN_RE = re.compile(r"[\u4e00-\u9fff]")
URL = "https://muniment.github.io/muniment/"
SIDECAR = "title: The first source\ntitle_zh: 第一件史料\ndate: 2009-03-21\nheadnote: An editor says this.\n"


def publication(root: Path, interface: str = "interface: [en, zh]\n") -> Path:
    new_publication(root)
    (root / "site_src/publication.yml").write_text(f"name_zh: 史料集\n{interface}")
    settings = root / "mkdocs.yml"
    name = re.search(r"^site_name: (.*)$", settings.read_text(), re.MULTILINE)
    assert name
    (root / "site_src/sources/text/first.yml").write_text(SIDECAR)
    return root


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small publication; one editor's page is there in Chinese, others are not."""
    root = publication(tmp_path_factory.mktemp("interface") / "publication")
    pages = root / "site_src/pages/zh"
    pages.mkdir()
    (pages / "index.md").write_text(
        "# 史料集\n\n<!-- muniment: sources -->\n\n[全部](sources/index.md)\n"
    )
    with staging(root / DOCS_FOLDER, make(root)) as staged:
        build_site(root, staged, SiteOptions(root / "site", offline=True))
    return root / "site"


def html(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix().removesuffix("index.html"), path.read_text()


def test_pages_are_repeated_only_if_the_interface_has_two_languages(tmp_path: Path) -> None:
    root = publication(tmp_path / "publication", interface="")
    uris = [file.uri for file in make(root)]
    assert [uri for uri in uris if uri.startswith("zh/")] == []
    text = next(file.data for file in make(root) if file.uri == "sources/first/index.md")
    assert b"hreflang" not in text


def test_only_pages_are_repeated(site: Path) -> None:
    assert {path.suffix for path in (site / "zh").rglob("*") if path.is_file()} == {".html"}


def test_every_page_is_repeated_except_editors_own(site: Path) -> None:
    names = {name for name, _ in html(site)}
    first = {name for name in names if not name.startswith("zh/") and name != "404.html"}
    assert {name for name in first if f"zh/{name}" not in names} == {"how-to-cite/", "method/"}


def test_the_page_of_a_source_is_in_chinese_and_its_text_is_not(site: Path) -> None:
    text = (site / "zh/sources/first/index.html").read_text()
    assert '<html lang="zh-Hans"' in text
    assert "<title>第一件史料 – 华南移民史料</title>" in text
    assert '<article class="mu-text" lang="en">' in text
    assert "2009年3月21日" in text
    assert "21 March 2009" not in re.sub(
        r"<dd lang=\"en\">.*?</dd>|<head>.*?</head>", "", text, flags=re.DOTALL
    )
    assert re.search(r'<div lang="en"><p>An editor says this\.', text)
    assert "本件史料" in text
    assert "In this source" not in text


def test_the_chinese_home_page_is_the_editors_own(site: Path) -> None:
    text = (site / "zh/index.html").read_text()
    assert '<html lang="zh-Hans"' in text
    assert '<a href="sources/first/">第一件史料</a>' in text
    assert '<a href="sources/">全部</a>' in text


def test_links_to_pages_only_in_english_are_marked(site: Path) -> None:
    text = (site / "zh/sources/index.html").read_text()
    assert '<a href="../../method/" hreflang="en">' in text
    assert "(English)</a>" in text
    assert '<a href="../" ' in text or '<a href="../">' in text


def test_language_versions_name_each_other_and_themselves(site: Path) -> None:
    for name, text in html(site):
        if name in {"404.html", "method/", "how-to-cite/"}:
            assert not ALTERNATE_RE.search(text), name
            continue
        first = name.removeprefix("zh/")
        assert ALTERNATE_RE.findall(text) == [
            ("en", f"{URL}{first}"),
            ("zh-Hans", f"{URL}zh/{first}"),
            ("x-default", f"{URL}{first}"),
        ], name
        assert f'<link rel="canonical" href="{URL}{name}">' in text


def test_the_language_switch_leads_to_the_same_page(site: Path) -> None:
    for name, text in html(site):
        match = SWITCH_RE.search(text)
        if name in {"404.html", "method/", "how-to-cite/"}:
            assert match is None, name
            continue
        assert match, name
        target = (site / name / match[1]).resolve()
        other = name.removeprefix("zh/") if name.startswith("zh/") else f"zh/{name}"
        assert target == (site / other).resolve(), name
        assert match[2] == match[3] == ("en" if name.startswith("zh/") else "zh-Hans")


def test_the_header_has_the_chinese_name_where_there_is_a_page_in_chinese(site: Path) -> None:
    for name, text in html(site):
        match = NAME_RE.search(text)
        assert match, name
        assert bool(HAN_RE.search(match[1])) == (name not in {"method/", "how-to-cite/"}), name


def test_every_link_of_a_page_in_chinese_leads_somewhere(site: Path) -> None:
    lost = []
    for name, text in html(site):
        if not name.startswith("zh/"):
            continue
        for link in re.findall(r'(?<=\s)(?:href|src|action)="([^"#?]+)[^"]*"', text):
            target = site / name / link
            if "://" not in link and not any(
                path.is_file() for path in (target, target / "index.html")
            ):
                lost.append((name, link))
    # The frame links to a page that this small publication does not have.
    assert {(name, link) for name, link in lost if not link.endswith("privacy/")} == set()


@pytest.mark.parametrize("interface", ["[zh]", "[zh, en]", "[en, en]", "[en, xx]", "[]"])
def test_an_impossible_list_of_languages_is_refused(tmp_path: Path, interface: str) -> None:
    root = publication(tmp_path / "publication", interface=f"interface: {interface}\n")
    with pytest.raises(ProblemsFound, match=r"publication\.yml"):
        make(root)


def test_open_graph_metadata_is_in_the_language_of_the_page(site: Path) -> None:
    for name, text in html(site):
        if name == "404.html":
            continue
        told = dict(PROPERTY_RE.findall(text))
        chinese = name.startswith("zh/")
        assert told["og:url"] == f"{URL}{name}"
        assert told["og:site_name"] == ("史料集" if chinese else "South China Migration Papers")
        if name in {"method/", "how-to-cite/"}:
            assert "og:locale" not in told
            continue
        assert told["og:locale"] == ("zh_CN" if chinese else "en_US"), name
        assert told["og:locale:alternate"] == ("en_US" if chinese else "zh_CN"), name


def test_a_picture_is_described_in_the_page_s_language(site: Path) -> None:
    said = {
        name: dict(PROPERTY_RE.findall((site / name / "index.html").read_text()))["og:image:alt"]
        for name in ("sources", "zh/sources", "sources/first", "zh/sources/first")
    }
    assert said == {
        "sources": "South China Migration Papers",
        "zh/sources": "华南移民史料",
        "sources/first": "The first source. 21 March 2009. Text. South China Migration Papers",
        "zh/sources/first": "第一件史料。2009年3月21日。正文。史料集",
    }


def test_json_ld_gives_the_language_of_the_page_and_of_the_source(site: Path) -> None:
    page = data(site / "zh/sources/index.html")
    assert page["inLanguage"] == "zh-Hans"
    assert page["name"] == "史料"
    assert page["@id"] == f"{URL}zh/sources/"
    source = data(site / "zh/sources/first/index.html")
    assert source["inLanguage"] == "en"
    assert source["@id"] == f"{URL}sources/first/"
    assert source["mainEntityOfPage"] == {
        "@type": "WebPage",
        "@id": f"{URL}zh/sources/first/",
        "inLanguage": "zh-Hans",
    }
    assert "mainEntityOfPage" not in data(site / "sources/first/index.html")


def test_a_page_in_chinese_has_a_title_and_a_description_in_chinese(site: Path) -> None:
    for name, text in html(site):
        if name.startswith("zh/"):
            for found in re.findall(
                r'<title>(.*?)</title>|<meta name="description" content="(.*?)"', text
            ):
                assert HAN_RE.search("".join(found)), name


def data(path: Path) -> dict[str, object]:
    """The JSON-LD of the page about itself."""
    [script] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', path.read_text())
    found: dict[str, object] = json.loads(script)
    return found


def test_an_unknown_language_is_refused_with_a_list_of_those_that_have_a_catalogue(
    tmp_path: Path,
) -> None:
    root = publication(tmp_path / "publication", interface="interface: [en, xx]\n")
    with pytest.raises(ProblemsFound) as found:
        make(root)
    known = ", ".join(f"`{language}`" for language in interface_languages())
    assert f"'xx' is not one of {known}" in str(found.value)
