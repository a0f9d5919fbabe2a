"""A former identifier leads on to the source."""

from __future__ import annotations

from pathlib import Path

from builders.build import make
from tests.publication import new_publication


def test_a_former_address_leads_to_the_present_one(tmp_path: Path) -> None:
    root = new_publication(tmp_path / "publication")
    (root / "site_src/sources/text/first.yml").write_text("former_ids: [Old-1]\n")
    (root / "site_src/publication.yml").write_text("interface: [en, zh]\n")
    files = {asset.uri: asset.data for asset in make(root).files}
    for folder in ("", "zh/"):
        page = files[f"{folder}sources/old-1/index.html"].decode()
        assert 'content="0; url=../first/"' in page
        assert '<a href="../first/">The first source</a>' in page
