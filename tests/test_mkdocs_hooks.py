"""The hooks for MkDocs: what `mkdocs serve` watches."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from builders.mkdocs_hooks import on_serve
from tests.publication import new_publication


class Server(LiveReloadServer):
    """A server that records what it would watch."""

    def __init__(self, *paths: str) -> None:
        self.watched = {*paths}

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Record the path."""
        assert func is None
        assert recursive
        self.watched.add(path)

    def unwatch(self, path: str) -> None:
        """Forget the path, which must have been recorded."""
        self.watched.remove(path)


def test_mkdocs_serve_watches_what_people_write_and_not_the_output(tmp_path: Path) -> None:
    """`references.bib` cannot be watched while it does not exist."""
    root = new_publication(tmp_path / "publication")
    config = load_config(str(root / "mkdocs.yml"))
    server = Server(config.docs_dir)
    assert on_serve(server, config=config) is server
    assert server.watched == {str(root / "site_src")}
    (root / "references.bib").touch()
    server = Server(config.docs_dir)
    on_serve(server, config=config)
    assert server.watched == {str(root / "site_src"), str(root / "references.bib")}
