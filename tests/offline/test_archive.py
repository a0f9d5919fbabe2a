"""The archive is made file by file."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from builders.offline import archive

PAGE = "<!doctype html><html><head></head><body></body></html>"


def test_no_more_than_one_file_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    for name in ("b/index.html", "a/index.html", "index.html", "data.json"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(PAGE)
    done: list[str] = []
    read, add = Path.read_bytes, archive._add  # noqa: SLF001  # what is counted

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
