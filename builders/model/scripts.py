"""Scripts: which characters are Chinese, and in which names are written family name first."""

from __future__ import annotations

import re

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Ranges for a character class in a pattern, rare characters included; used in Japanese, too."""
HAN_RE = re.compile(f"[{HAN}]")
TATWEEL = "\u0640"
"""A stroke that lengthens an Arabic word; Unicode has it as a letter, but it stands for nothing."""
EAST_ASIAN_RE = re.compile(f"[{HAN}\u3040-\u30ff\uac00-\ud7a3]")
"""Chinese characters, kana and Hangul: family names come first, and no space follows them."""
