"""Locks on folders, and the umask of a build."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from builders.storage.locks import build_lock, in_use, mark_in_use


def test_a_folder_is_in_use_until_its_handle_is_closed(tmp_path: Path) -> None:
    assert not in_use(tmp_path)
    assert not in_use(tmp_path), "who asks takes no lock"
    handle = mark_in_use(tmp_path)
    assert in_use(tmp_path)
    assert in_use(tmp_path), "who asks ends no lock"
    os.close(handle)
    assert not in_use(tmp_path)
    assert not in_use(tmp_path / "no such folder")


def test_who_waits_for_a_lock_is_told_once_and_gets_it(tmp_path: Path) -> None:
    events: list[str] = []
    is_waiting = threading.Event()

    def on_wait() -> None:
        events.append("waits")
        is_waiting.set()

    def wait() -> None:
        with build_lock(tmp_path, on_wait):
            events.append("builds")

    waiter = threading.Thread(target=wait, daemon=True)
    with build_lock(tmp_path):
        waiter.start()
        assert is_waiting.wait(30)
        events.append("ends")
    waiter.join(30)
    assert events == ["waits", "ends", "builds"]
    assert not in_use(tmp_path)


def test_a_build_has_a_umask_of_its_own_however_it_ends(tmp_path: Path) -> None:
    def failing_build() -> None:
        with build_lock(tmp_path):
            (tmp_path / "pages").mkdir()
            raise KeyError

    users = 0o077
    before = os.umask(users)
    try:
        with pytest.raises(KeyError):
            failing_build()
        assert os.umask(users) == users
    finally:
        os.umask(before)
    assert (tmp_path / "pages").stat().st_mode & 0o777 == 0o755
    assert not in_use(tmp_path)
