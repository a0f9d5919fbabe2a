"""A source with markup, Markdown or template code in it: all of it appears as it stands."""

from __future__ import annotations

import threading
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import Page, expect

from builders.cli import main
from tests.browser.conftest import BELOW, BelowHandler
from tests.publication import new_publication

HOSTILE = (
    "<script>window.ran = 1</script> <img src=x onerror='window.ran = 1'> &amp; &lt;b&gt;",
    "**bold** _soft_ `code` [link](javascript:window.ran=1) ![x](http://example.org/x.png)",
    "{{ config.site_name }} {% if true %}yes{% endif %} {# gone #} ${1} <%= 1 %>",
    "</div></article></main> <!-- muniment: sources --> <style>*{display:none}</style> \u202eabc",
)
LIST = "- one\n\n    indented\n\n> quoted\n\n# A heading\n\n1. numbered\n\n***\n"


def test_whatever_a_source_holds_is_shown_and_never_obeyed(tmp_path: Path, page: Page) -> None:
    root = new_publication(tmp_path / "publication")
    source = root / "site_src/sources/text/hostile.txt"
    source.write_text("\n\n".join(HOSTILE) + "\n\n" + LIST)
    source.with_suffix(".yml").write_text(
        "title: '<script>window.ran = 1</script> {{ title }} **x**'\n"
        "headnote: '<script>window.ran = 1</script> {{ headnote }} <b>x</b>'\n"
    )
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, result.output
    handler = partial(BelowHandler, directory=str(root / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        url = f"http://127.0.0.1:{server.server_port}{BELOW}"
        page.goto(f"{url}sources/hostile/", wait_until="networkidle")
        text = page.locator(".mu-text").text_content() or ""
        for line in HOSTILE:
            assert line in text
        expect(page.locator("h1")).to_have_text("<script>window.ran = 1</script> {{ title }} **x**")
        expect(page.locator(".mu-headnote")).to_contain_text("<script>window.ran = 1</script>")
        received = "".join(page.locator(".mu-ln").all_text_contents())
        assert "# A heading" in received
        assert page.evaluate("window.ran") is None
        page.goto(f"{url}sources/", wait_until="networkidle")
        assert page.evaluate("window.ran") is None
        assert all(one.startswith(url) for one in asked)
        server.shutdown()
