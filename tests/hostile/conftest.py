"""The hostile publication, built once."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from builders.cli import main
from tests.hostile.publication import hostile_publication
from tests.parallel import Shared


@pytest.fixture(scope="session")
def hostile(together: Shared) -> Path:
    """The folder of the built hostile publication; tests must not change it."""
    return together.once("hostile", built)


def built(root: Path) -> None:
    hostile_publication(root)
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, result.output
