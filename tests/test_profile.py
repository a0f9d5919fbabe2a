"""Where the time of a build went."""

from __future__ import annotations

import json
import re
from pathlib import Path

from click.testing import CliRunner

from builders import profile
from builders.cli import main
from builders.cli.build import NO_COLOPHON
from builders.site.colophon import LINE_RE
from tests.publication import new_publication


def test_units_of_a_kind_are_counted_together() -> None:
    assert profile.kind_of_unit("sources/09guangzhou176/index.md") == "sources/*/index.md"
    assert profile.kind_of_unit("sources/09guangzhou176/09guangzhou176.xml") == "sources/*/*.xml"
    assert profile.kind_of_unit("cables/index.md") == "cables/*/index.md"
    assert profile.kind_of_unit("builders.exports.sitemap") == "builders.exports.sitemap"


def test_the_longest_stages_come_first_and_none_is_lost() -> None:
    seconds = {f"stage {number:02}": float(number) for number in range(1, 31)}
    lines = list(profile.time_table(seconds, 500.0))
    assert lines[0].split() == ["30.00", "s", "6.0%", "stage", "30"]
    assert sum(float(line.split()[0]) for line in lines[:-1]) == sum(seconds.values())
    assert lines[-1].split()[0] == "500.00"


def test_a_build_says_where_its_time_went(tmp_path: Path) -> None:
    root = new_publication(tmp_path)
    result = CliRunner().invoke(main, ["build", "--project", str(root), "--profile"])
    assert result.exit_code == 0, result.output
    for name in (
        "format citations",
        "render and fill in pages",
        "elapsed",
        "of processor time",
        "of memory",
        "files of the site",
        "the search index",
    ):
        assert name in result.output
    record = json.loads((root / ".cache/muniment/profile.json").read_text())
    files = [path for path in (root / "site").rglob("*") if path.is_file()]
    assert record["files"] == len(files)
    assert record["bytes"] == sum(path.stat().st_size for path in files)
    assert 0 < record["index"] < record["bytes"]
    assert record["stages"]["format citations"] > 0


def test_a_colophon_says_what_the_build_took_if_it_is_recorded(tmp_path: Path) -> None:
    root = new_publication(tmp_path)
    page = root / "site_src/pages/about.md"
    page.write_text("# About\n\n<!-- muniment: colophon -->\n")
    plain = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert plain.exit_code == 0, plain.output
    made = root / "site/about/index.html"
    before = made.read_text()
    assert before.count("data-built") == before.count("hidden><dt>") > 0
    told = CliRunner().invoke(main, ["build", "--project", str(root), "--record"])
    assert told.exit_code == 0, told.output
    after = made.read_text()
    assert "hidden><dt>" not in after
    files = [path for path in (root / "site").rglob("*") if path.is_file()]
    assert f'data-built="files"><dt>Files</dt><dd>{len(files):,}</dd>' in after
    pages = sum(path.suffix == ".html" for path in files)
    assert f'data-built="pages"><dt>Pages</dt><dd>{pages:,}</dd>' in after
    # Nothing else differs from a build without `--record`.
    assert LINE_RE.sub(r"\1\3", before) == re.sub(
        r"(<div[^>]*data-built.*?<dd>)[^<]*", r"\1", after
    )


def test_recording_without_a_colophon_on_any_page_says_so(tmp_path: Path) -> None:
    root = new_publication(tmp_path)
    told = CliRunner().invoke(main, ["build", "--project", str(root), "--record"])
    assert told.exit_code == 0, told.output
    assert NO_COLOPHON in told.output
