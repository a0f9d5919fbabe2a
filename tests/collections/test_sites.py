"""A publication split into sites: each works alone, and together they are one."""

from __future__ import annotations

import errno
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic import ValidationError

from builders.build import make, render
from builders.cli import main
from builders.model.collection import Rule
from builders.problems import Severity
from builders.understand import understand
from tests.links import resolved_links
from tests.publication import digests, new_publication
from tests.sites import CABLES, MAIN, PRESS, folders, publication_of_sites

CABLE = "sources/08shenyang12/"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The publication of several sites, built."""
    root = publication_of_sites(tmp_path_factory.mktemp("sites") / "publication")
    said = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert said.exit_code == 0, said.output
    return root


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """The publication of several sites, not built."""
    return publication_of_sites(tmp_path / "publication")


def site_of(url: str) -> str:
    return next((site for site in (MAIN, CABLES, PRESS) if url.startswith(site)), "")


def test_every_link_within_and_between_the_sites_leads_somewhere(root: Path) -> None:
    between: Counter[tuple[str, str]] = Counter()
    broken = []
    for page, link, target, there in resolved_links(folders(root)):
        if not there:
            broken.append((page, link))
        one, other = site_of(page), site_of(target)
        between[one, other] += 1
        if one != other:
            assert link.startswith(other), (page, link)
    assert broken == []
    for one in (MAIN, CABLES, PRESS):
        for other in (MAIN, CABLES):
            assert between[one, other] > 3, (one, other)


def test_a_source_is_in_its_site_with_all_its_files_and_in_no_other(root: Path) -> None:
    held = {
        url: {path.name for path in (at / CABLE).glob("*")} for url, at in folders(root).items()
    }
    assert held[MAIN] == held[PRESS] == set()
    assert {
        *(
            "index.html",
            "08SHENYANG12.txt",
            "08shenyang12.json",
            "08shenyang12.xml",
            "annotations.jsonld",
        ),
        *("linkset.json", "cite.bib", "cite.json"),
    } <= held[CABLES]
    for language in ("", "zh/"):
        at = folders(root)
        assert (at[CABLES] / language / CABLE / "index.html").is_file()
        assert (at[PRESS] / language / "sources/herald-2009/index.html").is_file()
        assert (at[MAIN] / language / "sources/first/index.html").is_file()
        assert not (at[MAIN] / language / CABLE / "index.html").exists()


def test_each_site_has_what_it_needs_to_stand_alone(root: Path) -> None:
    for url, folder in folders(root).items():
        for name in ("index.html", "404.html", "sitemap.xml", ".nojekyll", "zh/sources/index.html"):
            assert (folder / name).is_file(), (url, name)
        for name in ("search/index.html", "sources/index.html", "assets/js/edition.js"):
            assert (folder / name).is_file(), (url, name)
        pages = {
            url + path.relative_to(folder).as_posix().removesuffix("index.html")
            for path in folder.rglob("*.html")
            if path.name != "404.html" and 'http-equiv="refresh"' not in path.read_text()
        }
        named = set(re.findall(r"<loc>([^<]*)</loc>", (folder / "sitemap.xml").read_text()))
        assert named == pages


def test_registers_in_the_main_site_link_to_passages_in_all_sites(
    root: Path,
) -> None:
    sites = folders(root)
    for language in ("", "zh/"):
        person = (sites[MAIN] / language / "people/zheng-ouyang/index.html").read_text()
        assert f'href="{CABLES}{language}{CABLE}#p1"' in person
        assert f'href="{PRESS}{language}sources/herald-2009/' in person
        cable = (sites[CABLES] / language / CABLE / "index.html").read_text()
        assert f'href="{MAIN}{language}people/zheng-ouyang/' in cable
        assert f'href="{PRESS}{language}sources/herald-2009/"' in cable
        assert 'href="../07shenyang210/"' in cable
    for name in ("people", "timeline", "bibliography", "works", "data"):
        assert (sites[MAIN] / name).is_dir()
        assert not (sites[CABLES] / name).exists()
    listed = json.loads((sites[MAIN] / "data/sources.json").read_text())
    assert f"{CABLES}{CABLE}" in [source["url"] for source in listed]


def test_the_tabs_of_a_collection_are_its_own_and_those_of_the_main_site(root: Path) -> None:
    page = (folders(root)[CABLES] / CABLE / "index.html").read_text()
    (tabs,) = re.findall(r'<nav class="mu-tabs.*?</nav>', page, re.DOTALL)
    links = re.findall(r'<a href="([^"]*)"( aria-current="true")?>([^<]*)</a>', tabs)
    assert links[0] == ("../..", ' aria-current="true"', "Cables")
    assert (f"{MAIN}people/", "", "Index") in links
    assert not any(current for _, current, _ in links[1:])


def test_the_description_of_a_collection_is_marked_with_its_language(root: Path) -> None:
    folder = folders(root)[CABLES]
    said = '<p class="mu-lead"{}>Telegrams of one post.</p>'
    assert said.format("") in (folder / "index.html").read_text()
    assert said.format(' lang="en"') in (folder / "zh/index.html").read_text()


def test_every_address_that_a_page_gives_for_itself_is_right(root: Path) -> None:
    folder = folders(root)[CABLES]
    page = (folder / CABLE / "index.html").read_text()
    chinese = (folder / "zh" / CABLE / "index.html").read_text()
    here = f"{CABLES}{CABLE}"
    assert f'<link rel="canonical" href="{here}">' in page
    assert f'<link rel="canonical" href="{CABLES}zh/{CABLE}">' in chinese
    for text, language in ((page, ""), (chinese, "zh/")):
        assert f'<meta property="og:url" content="{CABLES}{language}{CABLE}">' in text
        assert f'<link rel="alternate" hreflang="zh-Hans" href="{CABLES}zh/{CABLE}">' in text
        assert f'<link rel="cite-as" href="{here}">' in text
    assert f"{here}</span>" in page
    record = json.loads((folder / CABLE / "cite.json").read_text())
    assert record["url"] == here
    assert here in json.dumps(record["forms"])
    linkset = (folder / CABLE / "linkset.json").read_text()
    assert f'"anchor": "{here}"' in linkset
    assert MAIN not in linkset.replace(f"{MAIN}people", "")
    assert here in (folder / CABLE / "cite.bib").read_text()
    assert here in (folder / CABLE / "annotations.jsonld").read_text()


def test_the_content_security_policy_allows_the_other_sites_servers(root: Path) -> None:
    sites = folders(root)
    for url, beyond in (
        (MAIN, "https://press.example"),
        (CABLES, "https://press.example"),
        (PRESS, "https://papers.example"),
    ):
        page = (sites[url] / "index.html").read_text()
        assert f"script-src 'self' {beyond}; connect-src 'self' {beyond};" in page


def test_former_addresses_redirect_to_the_present_ones(root: Path) -> None:
    sites = folders(root)
    former = (sites[CABLES] / "sources/08shenyang012/index.html").read_text()
    assert 'url=../08shenyang12/"' in former
    # `moved: true`
    for language in ("", "zh/"):
        page = (sites[MAIN] / language / "sources/herald-2009/index.html").read_text()
        assert f'url={PRESS}{language}sources/herald-2009/"' in page


def test_the_search_index_is_in_the_main_site_and_texts_are_with_their_sources(root: Path) -> None:
    sites = folders(root)
    assert (sites[MAIN] / "search/index.js").is_file()
    texts = {
        url: "".join(path.read_text() for path in (folder / "search").rglob("text/*.js"))
        for url, folder in sites.items()
    }
    assert [url for url, text in texts.items() if "harbourmaster" in text] == [CABLES]
    assert [url for url, text in texts.items() if "lighthouse" in text] == [PRESS]
    for url in (CABLES, PRESS):
        assert not (sites[url] / "search/index.js").exists()


def test_a_build_leaves_no_working_folder_behind(root: Path) -> None:
    hidden = {path.name for path in root.iterdir() if path.name.startswith(".")}
    assert hidden == {".cache"}


def test_a_second_build_finds_nothing_to_do(root: Path) -> None:
    before = digests(root / "docs", root / "site", root / "site.collections")
    again = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert "Nothing has changed" in again.output
    forced = CliRunner().invoke(main, ["build", "--again", "--project", str(root)])
    assert forced.exit_code == 0, forced.output
    assert "0 files written" in forced.output
    assert digests(root / "docs", root / "site", root / "site.collections") == before
    # A missing file in a collection's site is a reason to build.
    (folders(root)[CABLES] / "404.html").unlink()
    assert "Nothing has" not in CliRunner().invoke(main, ["build", "--project", str(root)]).output
    assert digests(root / "docs", root / "site", root / "site.collections") == before


def test_mkdocs_by_itself_makes_the_same_sites(root: Path, tmp_path: Path) -> None:
    from mkdocs.commands.build import build  # noqa: PLC0415  # slow to import
    from mkdocs.config import load_config  # noqa: PLC0415  # slow to import

    for url, name in ((CABLES, "cables"), (PRESS, "press")):
        file = root / f"docs/.collections/{name}/mkdocs.yml"
        config = load_config(str(file), strict=True)
        assert Path(config.site_dir) == folders(root)[url]
        config.site_dir = str(tmp_path / name)
        build(config)
        made = digests(tmp_path / name)
        there = digests(folders(root)[url])
        base = str(tmp_path / name)
        assert {path.removeprefix(base): digest for path, digest in made.items()} == {
            path.removeprefix(str(folders(root)[url])): digest
            for path, digest in there.items()
            if not path.endswith(".nojekyll")
        }


def test_the_sites_of_collections_have_the_sections_of_the_main_site(words: Path) -> None:
    settings = words / "mkdocs.yml"
    text = re.sub(r"(?ms)^nav:\n.*?(?=^\S)", "", settings.read_text())
    nav = (
        "nav:\n  - index.md\n  - privacy.md\n  - people/index.md\n  - Lists:\n      - sources/index.md\n"
        "      - All terms: terms/index.md\n      - Our archive: https://archive.example/\n"
    )
    settings.write_text(text + nav)
    made = {file.uri: file.data for file in render(words, understand(words).split())}
    config = json.loads(made[".collections/cables/mkdocs.yml"])
    assert config["nav"] == [
        {"Cables": "index.md"},
        {"Papers": MAIN},
        {"Privacy": f"{MAIN}privacy/"},
        {"People": f"{MAIN}people/"},
        {
            "Lists": [
                {"Sources": f"{MAIN}sources/"},
                {"All terms": f"{MAIN}terms/"},
                {"Our archive": "https://archive.example/"},
            ]
        },
    ]


def test_pages_are_made_as_those_of_one_site_before_they_are_split(words: Path) -> None:
    uris = {file.uri: file.data for file in make(words)}
    assert f"{CABLE}index.md" in uris
    assert "collections/cables/index.md" in uris
    assert not any(uri.startswith(".") for uri in uris)
    assert b'href="../../people/zheng-ouyang/' in uris[f"{CABLE}index.md"]
    # A page opened there is cited by the address at which it is published.
    assert CABLES.encode() in uris[f"{CABLE}index.md"]
    texts = {uri for uri in uris if "/text/" in uri and uri.startswith("collections/cables/")}
    assert texts
    assert (
        b'"sites":[["collections/cables/",""],["collections/press/",""]]' in uris["search/index.js"]
    )


def test_removed_collections_leave_nothing_behind(root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "publication"
    shutil.copytree(root, copy)
    (copy / "site_src/publication.yml").write_text("interface: [en, zh]\n")
    said = CliRunner().invoke(main, ["build", "--project", str(copy)])
    assert said.exit_code == 0, said.output
    assert not (copy / "site.collections").exists()
    assert not (copy / "docs/.collections").exists()
    assert (copy / "site" / CABLE / "index.html").is_file()


def test_a_leak_in_one_site_leaves_all_sites_unchanged(root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "publication"
    shutil.copytree(root, copy)
    sidecar = copy / "site_src/sources/press/herald-2009.yml"
    sidecar.write_text(
        "date: 2009-05-04\nredactions:\n"
        "  - {quote: no lighthouse was lit, reason: R., date: 2026-11-22}\n"
    )
    image = copy / "site_src/assets/img/lamp.svg"
    image.write_text(
        "<svg xmlns='http://www.w3.org/2000/svg'><desc>bm8gbGlnaHRob3VzZSB3YXMgbGl0</desc></svg>"
    )
    before = digests(copy / "docs", copy / "site", copy / "site.collections")
    said = CliRunner().invoke(main, ["build", "--project", str(copy)])
    assert said.exit_code == 1
    assert "site/.collections/cables/assets/img/lamp.svg" in said.output
    assert digests(copy / "docs", copy / "site", copy / "site.collections") == before


def test_without_collections_splitting_changes_nothing(tmp_path: Path) -> None:
    root = new_publication(tmp_path)
    whole = {file.uri: file.data for file in make(root)}
    assert whole == {file.uri: file.data for file in render(root, understand(root).split())}
    assert not any("collections" in uri for uri in whole)
    for words in (b"data-sites", b"data-main", b"collections"):
        assert not [uri for uri, data in whole.items() if words in data and uri.endswith(".md")]


def test_a_folder_that_is_taken_for_a_kind_is_explained(words: Path) -> None:
    settings = words / "site_src/publication.yml"
    settings.write_text(settings.read_text().replace("{kind: cable}", "{kind: press}"))
    (problem,) = (one for one in understand(words).problems if one.code == "unknown-kind")
    assert problem.hint == 'For the sources of that folder, write `files: "press/*"`.'


MISTAKES = {
    "unknown-kind": ("sources: {kind: cable}", "sources: {kind: cabel}"),
    "empty-collection": ("sources: {kind: cable}", "sources: {kind: report}"),
    "collection-address": (f"site_url: {PRESS}", f"site_url: {CABLES}"),
    "duplicate-id": ("name: press", "name: cables"),
    "no-collection": ("interface: [en, zh]", "rest: error"),
    "wrong-value": ("name: press", "name: The Press"),
}


@pytest.mark.parametrize("code", MISTAKES)
def test_a_mistake_in_the_collections_is_reported_with_its_code(code: str, words: Path) -> None:
    settings = words / "site_src/publication.yml"
    right, wrong = MISTAKES[code]
    settings.write_text(settings.read_text().replace(right, wrong))
    found = [problem for problem in understand(words).problems if problem.code == code]
    assert found
    assert found[0].severity is (Severity.WARNING if code == "empty-collection" else Severity.ERROR)
    if code != "no-collection":
        assert found[0].file == "site_src/publication.yml"
        assert found[0].line
    else:
        assert [problem.file for problem in found] == ["site_src/sources/text/first.txt"]


@pytest.mark.parametrize("rule", [{}, {"kind": []}, {"from_year": None, "tag": ()}])
def test_a_rule_without_any_condition_is_refused(rule: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="must say which sources belong to it"):
        Rule.model_validate(rule)


def test_a_collection_is_not_published_over_the_main_site(words: Path) -> None:
    settings = words / "site_src/publication.yml"
    settings.write_text(settings.read_text().replace(PRESS, f"{MAIN}people/"))
    said = CliRunner().invoke(main, ["build", "--project", str(words)])
    assert said.exit_code == 1
    assert "[collection-address]" in said.output


def test_if_one_site_cannot_be_replaced_none_is(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "publication"
    shutil.copytree(root, copy)
    (copy / "site_src/sources/press/herald-2009.yml").write_text("date: 2009-05-04\ntitle: Fog\n")
    before = digests(copy / "site", copy / "site.collections")

    def full(_target: Path, _work: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("builders.site.rendering.replace_folder", full)
    said = CliRunner().invoke(main, ["build", "--project", str(copy)])
    assert said.exit_code == 1
    assert digests(copy / "site", copy / "site.collections") == before
