"""Packages and actions are pinned to exact contents, and workflows have the least rights."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from ruamel.yaml import YAML

from tests.conftest import PROJECT

LOCKS = sorted((PROJECT / "requirements").glob("*.lock"))
PLACES = (PROJECT, PROJECT / "builders/data/new")
"""Where workflows are: our own, and that of a new publication."""
WORKFLOWS = sorted(path for place in PLACES for path in place.glob(".github/workflows/*.yml"))
PIN_RE = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)")
WRITES = {"deploy": {"pages": "write", "id-token": "write"}}
"""The only jobs that may do more than read, with their permissions."""


def locked(path: Path) -> dict[str, list[str]]:
    pins: dict[str, list[str]] = {}
    for line in path.read_text().splitlines():
        if found := PIN_RE.match(line):
            pins.setdefault(normal(found[1]), []).append(found[2])
    return pins


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def project() -> dict[str, Any]:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text())


@pytest.mark.parametrize("path", LOCKS, ids=[path.stem for path in LOCKS])
def test_a_lock_has_a_version_and_digests_for_each_package_and_no_address(path: Path) -> None:
    text = path.read_text()
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text
    entries = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert len(entries) > 5
    for entry in entries:
        assert PIN_RE.match(entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry


@pytest.mark.parametrize(
    ("name", "extras"),
    [("site", ()), ("test", ("test",)), ("bench", ("test", "bench"))],
)
def test_every_dependency_is_locked(name: str, extras: tuple[str, ...]) -> None:
    """`make lock` renews it after a change of pyproject.toml."""
    told = project()
    needed = [*told["project"]["dependencies"], *told["build-system"]["requires"]]
    for extra in extras:
        needed += told["project"]["optional-dependencies"][extra]
    pins = locked(PROJECT / f"requirements/{name}.lock")
    for line in needed:
        requirement = Requirement(line)
        versions = pins.get(normal(requirement.name), [])
        assert versions, f"run `make lock`: {line}"
        assert all(requirement.specifier.contains(one) for one in versions), line


def test_the_build_requirements_are_in_the_locked_group() -> None:
    told = project()
    assert set(told["build-system"]["requires"]) <= set(told["dependency-groups"]["build"])


def test_tests_use_the_same_versions_as_sites_are_built_with() -> None:
    site, test = (
        locked(PROJECT / "requirements/site.lock"),
        locked(PROJECT / "requirements/test.lock"),
    )
    assert {name: test.get(name) for name in site} == site


@pytest.mark.parametrize("path", WORKFLOWS, ids=[path.stem for path in WORKFLOWS])
def test_actions_are_pinned_by_commit_and_jobs_have_least_rights(path: Path) -> None:
    text = path.read_text()
    for line in re.findall(r"uses:.*", text):
        assert re.fullmatch(r"uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
    workflow = YAML(typ="safe").load(text)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        assert job["permissions"] == WRITES.get(name, {"contents": "read"})
        assert job["timeout-minutes"] <= 60
        for step in job["steps"]:
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False
