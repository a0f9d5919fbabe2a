"""A cluster reads what one machine reads, even if a worker dies."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import entries
from builders.bibliography import read_bibliography
from builders.cli import main
from builders.cluster import executor
from builders.problems import ProblemsFound
from builders.registers import read_registers
from builders.sources import read_sources
from tests.bench.corpus import generate
from tests.conftest import PROJECT
from tests.publication import digests, new_publication

DOCUMENTS = 120
Process = subprocess.Popen[bytes]


@contextmanager
def started(*arguments: str) -> Iterator[Process]:
    process = subprocess.Popen(  # noqa: S603  # fixed commands of the test
        [sys.executable, "-m", *arguments],
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(20)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[Process]]]:
    """The address of a scheduler, and its two workers."""
    said = tmp_path / "scheduler.json"
    here = ("--host", "127.0.0.1", "--no-dashboard")
    with started(
        "distributed.cli.dask_scheduler", *here, "--port", "0", "--scheduler-file", str(said)
    ):
        until = time.monotonic() + 60
        while not said.exists() and time.monotonic() < until:
            time.sleep(0.1)
        worker = (
            *("distributed.cli.dask_worker", "--scheduler-file", str(said), *here),
            *("--nthreads", "1", "--no-nanny", "--local-directory", str(tmp_path)),
        )
        with started(*worker) as one, started(*worker) as other:
            address = said.read_text().split('"address": "')[1].split('"')[0]
            yield address, [one, other]


def wait_for_workers(address: str, count: int) -> None:
    from distributed import Client  # noqa: PLC0415  # slow to import

    with Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]  # not typed there
        client.wait_for_workers(count, timeout=60)


def test_a_cluster_reads_what_one_machine_reads_though_a_worker_dies(
    cluster: tuple[str, list[Process]], tmp_path: Path
) -> None:
    address, workers = cluster
    wait_for_workers(address, 2)
    root = generate(tmp_path / "publication", DOCUMENTS)
    received, _ = read_sources(root)
    works, _ = read_bibliography(root)
    ids = {item.source.id for item in received}
    registers, _ = read_registers(root, sources=ids, works=works.works)

    def one_dies(done: int, _total: int) -> None:
        if done == 1:
            workers[0].kill()

    with executor(address) as there:
        read = entries.read_entries(
            received, registers, tmp_path / "there", one_dies, executor=there
        )
        far = [entry for entry, _ in read]
    assert workers[0].wait(20) != 0
    near = entries.read_entries(received, registers, tmp_path / "here", lambda _done, _all: None)
    assert far == [entry for entry, _ in near]


def test_a_build_on_a_cluster_is_a_build(
    cluster: tuple[str, list[Process]], edition: Path, tmp_path: Path
) -> None:
    address, _ = cluster
    wait_for_workers(address, 2)
    far = new_publication(tmp_path / "far", edition=True)
    result = CliRunner().invoke(main, ["build", "--project", str(far), "--scheduler", address])
    assert result.exit_code == 0, result.output
    near, there = (
        {Path(path).relative_to(root): one for path, one in digests(root / "site").items()}
        for root in (edition, far)
    )
    assert near == there


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builders.cluster.SECONDS", 1)
    with (
        pytest.raises(ProblemsFound, match="no scheduler answers"),
        executor("tcp://127.0.0.1:9"),
    ):
        pass
