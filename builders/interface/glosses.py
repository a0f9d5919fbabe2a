"""Removing the small Chinese glosses beside English words: `Sources 史料`.

They help readers of both languages on pages that are in one of them. A publication whose
interface is in English only does not need them.
"""

from __future__ import annotations

import re

_CHINESE = r"(?:[^<>{}\n]+|\{\{ (?:[a-z_]+\.)*chinese \}\})"
"""The interface's own Chinese, literal or from a builder; names in `label_zh` are editors'."""
_GLOSS_RE = re.compile(
    rf' ?<span lang="zh-Hans">{_CHINESE}</span>'
    r'| <span class="mu-dz" lang="zh-Hans">\{\{ one\.words_zh \}\}</span>'
    rf'|<text class="lanez" [^<>]*>{_CHINESE}</text>'
    r'| data-chinese="[^"]*"'
)
_EMPTIED = '<p class="mu-kind"></p>\n'


def without_glosses(template: str) -> str:
    """The template without its Chinese glosses."""
    return _GLOSS_RE.sub("", template).replace(_EMPTIED, "")
