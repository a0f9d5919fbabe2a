"""Filling in the theme's page gives the same bytes as rendering it for each page."""

from __future__ import annotations

import re
from pathlib import Path

from builders.build import DOCS_FOLDER, make
from builders.site.rendering import SiteOptions, build_site
from builders.writer import staging
from tests.publication import digests, new_publication

PLUGINS_RE = re.compile(r"^plugins:.*?(?=^\S)", re.MULTILINE | re.DOTALL)


def built(root: Path, name: str, *, plain: bool) -> dict[str, str]:
    site = root / name
    with staging(root / DOCS_FOLDER, make(root)) as staged:
        build_site(root, staged, SiteOptions(site, plain=plain))
    return {
        Path(path).relative_to(site).as_posix(): digest for path, digest in digests(site).items()
    }


def test_filling_in_and_rendering_give_the_same_bytes(tmp_path: Path) -> None:
    """For a few pages; `tests/browser/test_renderers.py` compares the whole edition."""
    root = new_publication(tmp_path)
    settings = root / "mkdocs.yml"
    text = PLUGINS_RE.sub("plugins: []\n", settings.read_text())
    settings.write_text(text)
    filled = built(root, "filled", plain=False)
    rendered = built(root, "rendered", plain=True)
    assert {path for path in filled if path.endswith(".html")} >= {
        "index.html",
        "404.html",
        "sources/index.html",
        "sources/first/index.html",
    }
    assert sorted(filled) == sorted(rendered)
    assert [path for path in filled if filled[path] != rendered[path]] == []
    folders = [path for path in (root / "filled").rglob("*") if path.is_dir()]
    assert [path for path in folders if not any(path.iterdir())] == []


def test_a_plugin_that_watches_pages_sees_each_of_them(tmp_path: Path) -> None:
    root = new_publication(tmp_path)
    (root / "hook.py").write_text(
        "def on_post_page(output, **_):\n    return output.replace('</body>', 'seen</body>')\n"
    )
    settings = root / "mkdocs.yml"
    text = PLUGINS_RE.sub("plugins: []\n", settings.read_text())
    settings.write_text(text.replace("hooks:\n", "hooks:\n  - hook.py\n"))
    site = root / "site"
    built(root, "site", plain=False)
    for page in ("index.html", "sources/first/index.html"):
        assert "seen</body>" in (site / page).read_text()


def test_an_unchanged_page_stays_the_same_file(tmp_path: Path) -> None:
    root = new_publication(tmp_path)
    settings = root / "mkdocs.yml"
    settings.write_text(PLUGINS_RE.sub("plugins: []\n", settings.read_text()))
    before = built(root, "site", plain=False)
    first, listed = (root / f"site/sources/{name}index.html" for name in ("first/", ""))
    inodes = first.stat().st_ino, listed.stat().st_ino
    first_file = next((root / "site_src/sources").rglob("first.txt"))
    first_file.with_suffix(".yml").write_text("headnote: Words.\n")
    now = built(root, "site", plain=False)
    assert before["sources/first/index.html"] != now["sources/first/index.html"]
    assert first.stat().st_ino != inodes[0]
    assert listed.stat().st_ino == inodes[1]
    # A page that somebody has changed is made again.
    listed.write_text("Something else.")
    assert built(root, "site", plain=False) == now
