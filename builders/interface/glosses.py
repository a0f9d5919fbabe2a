"""The small Chinese words beside the English ones: `Sources 史料`.

They help readers of both languages through pages that are in one of them. A publication whose
interface is in English alone has nobody to show them to.
"""

from __future__ import annotations

import re

_CHINESE = r"(?:[^<>{}\n]+|\{\{ (?:[a-z_]+\.)*chinese \}\})"
"""Words of ours, as they stand or as a builder gives them; a name in `label_zh` is an editor's."""
_GLOSS_RE = re.compile(
    rf' ?<span lang="zh-Hans">{_CHINESE}</span>'
    r'| <span class="mu-dz" lang="zh-Hans">\{\{ one\.words_zh \}\}</span>'
    rf'|<text class="lanez" [^<>]*>{_CHINESE}</text>'
    r'| data-chinese="[^"]*"'
)
_LEFT_EMPTY = '<p class="mu-kind"></p>\n'


def without_glosses(template: str) -> str:
    """The template with its English words alone."""
    return _GLOSS_RE.sub("", template).replace(_LEFT_EMPTY, "")
