"""The archive is written file by file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders.cli import main
from builders.offline import archive
from builders.processes.pools import cores
from tests.conftest import PROJECT

KILLED = """
import os, signal, sys
from pathlib import Path
from builders.offline.archive import pack
pack(Path(sys.argv[1]), Path(sys.argv[2]), lambda _: os.kill(os.getpid(), signal.SIGKILL))
"""
PAGE = "<!doctype html><html><head></head><body></body></html>"


def test_only_one_file_is_held_in_memory_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    for name in ("b/index.html", "a/index.html", "index.html", "data.json"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(PAGE)
    done: list[str] = []
    read, add = Path.read_bytes, archive._add  # noqa: SLF001  # its calls are recorded

    def reading(path: Path) -> bytes:
        done.append(f"read {path.relative_to(site).as_posix()}")
        return read(path)

    def adding(packed: zipfile.ZipFile, name: str, data: bytes) -> None:
        done.append(f"add {name.partition('/')[2]}")
        add(packed, name, data)

    monkeypatch.setattr(Path, "read_bytes", reading)
    monkeypatch.setattr(archive, "_add", adding)
    archive.pack(site, tmp_path / "site.zip")
    names = ("a/index.html", "b/index.html", "data.json", "index.html")
    files = [step for step in done if "assets/" not in step]
    assert files == [f"{step} {name}" for name in names for step in ("read", "add")]


@pytest.mark.parametrize("processes", [1, cores()])
def test_many_files_are_packed_by_several_processes_into_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    monkeypatch.setattr(archive, "cores", lambda: processes)
    site = tmp_path / "site"
    for number in range(archive.FEW):
        folder = site / f"資料-{number}"
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(PAGE)
        (folder / "cite.json").write_text(f'"{number}"')
    count = archive.pack(site, tmp_path / "all.zip")
    straight = tmp_path / "straight.zip"
    with zipfile.ZipFile(tmp_path / "all.zip") as packed, zipfile.ZipFile(straight, "w") as other:
        assert packed.testzip() is None
        assert len(packed.namelist()) == count == 3 * archive.FEW + 1
        for name in packed.namelist():
            archive._add(other, name, packed.read(name))  # noqa: SLF001  # as it adds a file
    assert (tmp_path / "all.zip").read_bytes() == straight.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_zip_in_a_folder_of_the_site_does_not_hold_its_own_beginning(tmp_path: Path) -> None:
    downloads = tmp_path / "site/downloads"
    downloads.mkdir(parents=True)
    (tmp_path / "site/index.html").write_text(PAGE)
    assert archive.pack(tmp_path / "site", downloads / "all.zip") == 2
    with zipfile.ZipFile(downloads / "all.zip") as packed:
        assert packed.namelist() == ["all/index.html", f"all/{archive.BUNDLE}"]


def test_what_a_killed_packing_leaves_is_removed_by_the_next(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(PAGE)
    target = site / "all.zip"
    command = [sys.executable, "-c", KILLED, str(site), str(target)]
    killed = subprocess.run(command, cwd=PROJECT, check=False)  # noqa: S603  # our own command
    assert killed.returncode == -signal.SIGKILL
    assert not target.exists()
    assert len(list(site.iterdir())) == 2
    assert archive.pack(site, target) == 2
    with zipfile.ZipFile(target) as packed:
        assert packed.namelist() == ["all/index.html", f"all/{archive.BUNDLE}"]
    assert sorted(path.name for path in site.iterdir()) == ["all.zip", "index.html"]


def test_only_a_zip_of_a_site_is_replaced(tmp_path: Path) -> None:
    site, target = tmp_path / "site", tmp_path / "papers.zip"
    site.mkdir()
    (site / "index.html").write_text(PAGE)
    assert archive.may_be_replaced(target)
    archive.pack(site, target)
    assert archive.may_be_replaced(target)
    with zipfile.ZipFile(target, "w") as scans:
        scans.writestr("scans/1.jpg", b"")
    assert not archive.may_be_replaced(target)
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7\n")
    assert not archive.may_be_replaced(scan)

    command = ["zip", "--project", str(tmp_path), "--site", str(site), "--output", str(target)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert f"{target}: error: was not made by this command [in-the-way]. Move it" in result.output
    assert zipfile.ZipFile(target).namelist() == ["scans/1.jpg"]
