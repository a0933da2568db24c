"""Halves of characters, which JSON may hold and UTF-8 has no form for."""

from __future__ import annotations

import re
from typing import Final

_HALVES: Final = re.compile("[\ud800-\udfff]")  # encoders, stemmers and files read UTF-8


def whole_characters(text: str) -> str:
    """The text with a replacement character for each half of one, so that every offset stays what it is."""
    return _HALVES.sub("\ufffd", text)
