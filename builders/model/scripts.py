"""Scripts: which characters are Chinese ones."""

from __future__ import annotations

import re

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""For a set in a pattern: the common, the rare and the very rare; Japanese is written in them, too."""
HAN_RE = re.compile(f"[{HAN}]")
