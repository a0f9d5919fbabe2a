"""Which of the theme's files go into a site."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

from builders.site.theme import without_unused_theme_files

SETTINGS = "site_name: A\ntheme:\n  name: material\n  custom_dir: own\n"


@pytest.mark.parametrize(
    ("page", "part", "uses_the_theme"),
    [
        ("<p>{{ page.content }}</p>", None, False),
        ("{% include 'part.html' %}", "<p>", False),
        ("{% include 'part.html' %}", "{% include 'main.html' %}", False),
        ("{% include 'part.html' %}", "{% include 'partials/footer.html' %}", True),
        ("{% extends 'base.html' %}", None, True),
        ("{% include page.meta.part %}", None, True),
        (None, None, True),
    ],
)
def test_theme_files_are_in_the_site_only_if_its_templates_are_used(
    tmp_path: Path, page: str | None, part: str | None, *, uses_the_theme: bool
) -> None:
    (tmp_path / "mkdocs.yml").write_text(SETTINGS)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# A\n")
    (tmp_path / "own/partials").mkdir(parents=True)
    (tmp_path / "own/own.css").write_text("a {}")
    for name, text in (("main.html", page), ("part.html", part)):
        if text is not None:
            (tmp_path / "own" / name).write_text(text)
    config = load_config(str(tmp_path / "mkdocs.yml"))
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    left = {file.src_uri for file in without_unused_theme_files(files, config)}
    assert {"index.md", "own.css"} <= left
    assert any(uri.startswith("assets/stylesheets/") for uri in left) == uses_the_theme
