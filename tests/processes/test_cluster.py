"""A cluster reads what one machine reads, even if a worker dies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import entries
from builders.bibliography import read_bibliography
from builders.cli import main
from builders.inputs.registers import read_registers
from builders.inputs.sources import present_ids, read_sources
from builders.problems import ProblemsFound
from builders.processes.cluster import executor
from tests.bench.corpus import generate
from tests.clusters import Process, cluster_of_two
from tests.publication import digests, new_publication

DOCUMENTS = 120


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[Process]]]:
    """The address of a scheduler and its two workers, one of which is killed in the last test."""
    with cluster_of_two(tmp_path_factory.mktemp("cluster")) as found:
        yield found


def test_a_build_on_a_cluster_makes_the_same_site(
    cluster: tuple[str, list[Process]], edition: Path, tmp_path: Path
) -> None:
    address, workers = cluster
    assert [worker.poll() for worker in workers] == [None, None]
    far = new_publication(tmp_path / "far", edition=True)
    result = CliRunner().invoke(main, ["build", "--project", str(far), "--scheduler", address])
    assert result.exit_code == 0, result.output
    near, there = (
        {Path(path).relative_to(root): one for path, one in digests(root / "site").items()}
        for root in (edition, far)
    )
    assert near == there


def test_a_cluster_reads_the_same_entries_even_if_a_worker_dies(
    cluster: tuple[str, list[Process]], tmp_path: Path
) -> None:
    address, workers = cluster
    root = generate(tmp_path / "publication", DOCUMENTS)
    received, _ = read_sources(root)
    works, _ = read_bibliography(root)
    registers, _ = read_registers(root, sources=present_ids(received), works=works.keys)

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


def test_a_scheduler_that_does_not_answer_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builders.processes.cluster.TIMEOUT", 1)
    with (
        pytest.raises(ProblemsFound, match="no scheduler answers"),
        executor("tcp://127.0.0.1:9"),
    ):
        pass
