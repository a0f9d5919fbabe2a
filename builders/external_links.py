"""Links that leave the site, and the day on which the target of each was last seen.

A build makes no requests. `muniment links --check` requests one address after the other and
records the answers in a file that editors commit: when an address is gone, the file tells when it
was last there.
"""

from __future__ import annotations

import io
import re
import time
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping
from html import unescape
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urldefrag, urlsplit
from urllib.request import Request, urlopen

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from builders import __version__
from builders.problems import Problem, ProblemsFound
from builders.storage.replacing import write_atomically

FILE = "site_src/links.yml"
HREF_RE = re.compile(r'<a\s[^<>]*?href="(https?://[^"]*)"')
"""<a class="x" href="https://example.org/">"""
USER_AGENT = f"Mozilla/5.0 (compatible; muniment-links/{__version__})"
TIMEOUT = 20.0
"""Time-out after which an address that does not answer counts as gone."""
BATCH = 100
"""How many answers are saved at a time."""
PAUSE = 1.0
"""Seconds between two requests to one host."""
SAFE = "/:?&=%#+,;@!$'()*~[]"


def addresses(site: Path, own: str = "") -> dict[str, list[str]]:
    """Every address outside the publication that its pages link to, with the paths of those pages.

    Args:
        site: The folder of the built site.
        own: The publication's own address; links that begin with it are left out.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in sorted(site.rglob("*.html")):
        for match in HREF_RE.finditer(path.read_text(encoding="utf-8", errors="replace")):
            address = urldefrag(unescape(match[1])).url
            if not (own and address.startswith(own)):
                found[address].add(path.relative_to(site).as_posix())
    return {address: sorted(pages) for address, pages in sorted(found.items())}


def read_answers(root: Path) -> dict[str, dict[str, Any]]:
    """The recorded results, by address: when it was last `asked` and `seen`, and its last `answer`.

    Raises:
        ProblemsFound: the file is not YAML of the form that `save_answers` writes.
    """
    path = root / FILE
    if not path.exists():
        return {}
    try:
        known = _yaml().load(path.read_text(encoding="utf-8")) or {}
    except (YAMLError, UnicodeDecodeError) as error:
        raise ProblemsFound([Problem(FILE, None, "yaml", " ".join(str(error).split()))]) from error
    if not isinstance(known, dict) or not all(isinstance(one, dict) for one in known.values()):
        what = "must have an address on each line, followed by what was seen there"
        raise ProblemsFound([Problem(FILE, None, "wrong-value", what)])
    return known


def request_all(
    wanted: Iterable[str], pause: float = PAUSE, seconds: float = TIMEOUT
) -> Iterator[tuple[str, str]]:
    """Each address with its answer: a status code such as `200`, or why there was none.

    Args:
        wanted: The addresses.
        pause: Seconds between two requests to one host.
        seconds: The time-out of a request.
    """
    last: dict[str, float] = {}
    for address in wanted:
        host = _host(address)
        wait = last.get(host, float("-inf")) + pause - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        yield address, _answer(address, seconds)
        last[host] = time.monotonic()


def is_there(answer: str) -> bool:
    """Whether an answer means that something is there (a status of the 200s)."""
    return answer.startswith("2")


def save_answers(root: Path, answers: Mapping[str, str], today: str) -> None:
    """Record today's answers in the file; what people have written in it stays."""
    known = read_answers(root)
    for address, answer in answers.items():
        record = known.setdefault(address, {})
        record["asked"] = today
        record["answer"] = answer
        if is_there(answer):
            record["seen"] = today
    text = io.StringIO()
    _yaml().dump(known, text)
    write_atomically(root / FILE, text.getvalue().encode())


def saved_in_batches(
    root: Path, answers: Iterable[tuple[str, str]], today: str
) -> Generator[tuple[str, str], None, None]:
    """The addresses and their answers as they come; they are saved on the way, and however it ends.

    The file is read and written as a whole, which would take hours if it were done for each of
    thousands of answers.
    """
    batch: dict[str, str] = {}
    try:
        for address, answer in answers:
            batch[address] = answer
            if len(batch) >= BATCH:
                save_answers(root, batch, today)
                batch.clear()
            yield address, answer
    finally:
        if batch:
            save_answers(root, batch, today)


def _host(address: str) -> str:
    """The host that an address names; empty if it is no address, which is left to the request."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""


def _answer(address: str, seconds: float) -> str:
    answer = ""
    # Some servers do not support HEAD, or refuse it.
    for method in ("HEAD", "GET"):
        answer = _request(address, method, seconds)
        if is_there(answer) or not answer.isdigit():
            break
    return answer


def _request(address: str, method: str, seconds: float) -> str:
    try:
        request = Request(  # noqa: S310  # only http and https get here
            quote(address, safe=SAFE), method=method, headers={"User-Agent": USER_AGENT}
        )
        with urlopen(request, timeout=seconds) as response:  # noqa: S310  # the same
            return str(response.status)
    except HTTPError as error:
        return str(error.code)
    except URLError as error:
        return str(error.reason) or type(error.reason).__name__
    except (OSError, HTTPException, ValueError) as error:
        return str(error) or type(error).__name__


def _yaml() -> YAML:
    yaml = YAML()
    yaml.width = 10_000
    return yaml
