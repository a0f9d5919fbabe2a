"""Templates and assets that a publication lacks are the program's; those it has are its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders.cli import main
from builders.storage import supplied
from tests.publication import digests, new_publication


def said(*arguments: str, status: int = 0) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == status, result.output
    return result.output


def test_templates_and_assets_that_a_publication_lacks_are_supplied(tmp_path: Path) -> None:
    root = new_publication(tmp_path / "old")
    said("build", "--project", str(root))
    whole = digests(root / "site")
    for name in ("templates/data.html", "templates/insertions", "assets/js/say.js", "assets/css"):
        path = root / "site_src" / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert "warning" not in said("build", "--project", str(root))
    assert digests(root / "site") == whole


def test_a_publications_own_file_comes_before_the_programs(tmp_path: Path) -> None:
    root = new_publication(tmp_path / "own")
    shutil.rmtree(root / "site_src/assets")
    css = root / "site_src/assets/css/frame.css"
    css.parent.mkdir(parents=True)
    css.write_text("/* mine */\n")
    found = supplied.files(root, supplied.ASSETS)
    assert found["css/frame.css"] == css
    assert found["css/edition.css"] == supplied.SUPPLIED_ROOT / "site_src/assets/css/edition.css"
    assert "img/card.png" not in found


def test_the_edition_has_its_own_card_and_templates() -> None:
    assert "img/card.png" in supplied.files(supplied.SUPPLIED_ROOT, supplied.ASSETS)
    assert len(supplied.folders(supplied.SUPPLIED_ROOT, supplied.TEMPLATES)) == 1


@pytest.mark.parametrize(
    ("name", "text", "begins"),
    [
        (
            "macros.html",
            "{# of an older version #}\n",
            "site_src/templates/",
        ),
        (
            "data.html",
            '<div class="mu">\n{% include "gone.html" %}\n</div>\n',
            "site_src/templates/data.html:2: error: there is no template `gone.html` (for data/index.md)",
        ),
    ],
)
def test_an_outdated_template_is_reported_with_the_remedy(
    name: str, text: str, begins: str, tmp_path: Path
) -> None:
    root = new_publication(tmp_path / "publication")
    (root / "site_src/templates" / name).write_text(text)
    told = said("build", "--project", str(root), status=1)
    (line,) = [line for line in told.splitlines() if ": error: " in line]
    assert line.startswith(begins)
    assert f"[template]. {name} differs from what this version" in line
    assert "`muniment new --renew FOLDER`" in line
    assert str(tmp_path) not in line


def test_a_changed_template_of_the_program_is_a_reason_to_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = new_publication(tmp_path / "publication")
    (root / "site_src/templates/data.html").unlink()
    shutil.rmtree(root / "site_src/assets/js")
    said("build", "--project", str(root))
    newer = tmp_path / "newer"
    for name in (supplied.TEMPLATES, supplied.ASSETS):
        shutil.copytree(supplied.SUPPLIED_ROOT / name, newer / name)
    page = newer / "site_src/templates/data.html"
    page.write_text(page.read_text().replace("</h1>", " of today</h1>"))
    for module in ("builders.storage.supplied", "builders.storage.unchanged"):
        monkeypatch.setattr(f"{module}.SUPPLIED_ROOT", newer)
    said("build", "--project", str(root))
    assert " of today</h1>" in (root / "site/data/index.html").read_text()
