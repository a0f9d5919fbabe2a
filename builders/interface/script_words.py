"""The words of the site's scripts in a language, in a file that only pages in that language load.

It is a plain script, which runs before all modules, so that these have their words from the start,
also on a page that is opened from a disk. `site_src/assets/js/language.js` reads it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from builders.interface.catalogue import catalogue, labels_of_scripts


def uri(language: str) -> str:
    """The path of a language's file in the site; `theme/main.html` names it."""
    return f"assets/js/words/{language}.js"


def script(language: str) -> bytes:
    """The script that puts the words of a language where `language.js` looks for them."""
    words = catalogue(language)
    own = {
        "code": language,
        "style": words.style,
        "thousands": words.thousands,
        "groupedFrom": words.grouped_from,
        "words": dict(table(language)),
    }
    text = json.dumps(own, ensure_ascii=False, separators=(",", ":"))
    return f"(globalThis.muWords ??= {{}})[{json.dumps(words.tag)}] = {text};\n".encode()


def table(language: str) -> Mapping[str, str]:
    """From the English to the words of a language: labels that scripts show, and their own words."""
    words = catalogue(language)
    labels = {one: words.labels[one] for one in labels_of_scripts() if one in words.labels}
    return {**labels, **words.scripts}
