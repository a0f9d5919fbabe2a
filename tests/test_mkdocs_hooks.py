"""The door for people who know MkDocs: what is watched while it serves."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from builders.mkdocs_hooks import on_serve
from tests.publication import new_publication


class Server(LiveReloadServer):
    """Knows what it would watch."""

    def __init__(self, *paths: str) -> None:
        self.watched = {*paths}

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """One more."""
        assert func is None
        assert recursive
        self.watched.add(path)

    def unwatch(self, path: str) -> None:
        """One less, which must be one of them."""
        self.watched.remove(path)


def test_what_people_write_is_watched_and_not_what_is_made_of_it(tmp_path: Path) -> None:
    """Of the two files, `references.bib` is not there: nobody can watch it."""
    root = new_publication(tmp_path / "publication")
    config = load_config(str(root / "mkdocs.yml"))
    server = Server(config.docs_dir)
    assert on_serve(server, config=config) is server
    assert server.watched == {str(root / "site_src")}
    (root / "references.bib").touch()
    server = Server(config.docs_dir)
    on_serve(server, config=config)
    assert server.watched == {str(root / "site_src"), str(root / "references.bib")}
