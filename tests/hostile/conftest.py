"""The hostile publication, built once."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from builders.cli import main
from tests.hostile.publication import hostile_publication


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its folder."""
    root = hostile_publication(tmp_path_factory.mktemp("hostile") / "publication")
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, result.output
    return root
