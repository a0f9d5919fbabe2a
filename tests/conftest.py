"""Fixtures for all tests, and which tests may run at the same time."""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings

from tests.compiled_templates import compiled_once
from tests.parallel import Shared

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"
TOGETHER = pytest.StashKey[Shared]()
FOLDER = "folder-of-all"
# How long an example takes depends on the machine, and on what is made once and cached.
settings.register_profile("patient", settings(deadline=None))
settings.load_profile("patient")


def pytest_configure(config: pytest.Config) -> None:
    """The first process makes a folder for all of them, and removes it when the run is over."""
    folder: str | None = getattr(config, "workerinput", {}).get(FOLDER)
    if folder is None:
        made = TemporaryDirectory(prefix="muniment-tests-")
        config.add_cleanup(made.cleanup)
        folder = made.name
    config.stash[TOGETHER] = Shared(Path(folder))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Each further process of pytest-xdist is told where that folder is."""
    node.workerinput[FOLDER] = str(node.config.stash[TOGETHER].folder)


def pytest_collection_finish() -> None:
    """The garbage collector need not look through the collected tests: they live until the end."""
    gc.freeze()


def turn(
    item: pytest.Item, *, marked_alone: bool, alone: bool = False
) -> AbstractContextManager[None]:
    """The test's turn if it is marked `alone` as `marked_alone` says; otherwise an empty context."""
    if marked_alone != (item.get_closest_marker("alone") is not None):
        return nullcontext()
    return item.config.stash[TOGETHER].turn(alone=alone)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, Any, Any]:
    """A test that is not marked `alone` runs beside others of its kind."""
    with turn(item, marked_alone=False):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, Any, Any]:
    """The setup of a test marked `alone` runs beside other tests."""
    with turn(item, marked_alone=True):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """A test marked `alone` has the machine to itself."""
    with turn(item, marked_alone=True, alone=True):
        return (yield)


@pytest.fixture(scope="session", autouse=True)
def _templates() -> Iterator[None]:
    """Templates are compiled once for all tests of a process."""
    with compiled_once():
        yield


@pytest.fixture(scope="session")
def together(pytestconfig: pytest.Config) -> Shared:
    """What all processes of this run share."""
    return pytestconfig.stash[TOGETHER]


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample sources with their truth files, or a visible skip."""
    folder = SHARED / "samples"
    if not folder.is_dir():
        pytest.skip("the sample sources (../shared/samples) are not on this machine")
    return folder


@pytest.fixture(scope="session")
def edition(together: Shared) -> Path:
    """The folder of a built copy of the edition; tests must not change it."""
    from tests.publication import built_publication  # noqa: PLC0415  # imports this module

    return together.once("edition", lambda root: built_publication(root, edition=True))
