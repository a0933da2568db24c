"""Which of the two scripts a text is in."""

from __future__ import annotations

import re
from typing import Final

_ADDRESS: Final = re.compile(r"https?://\S+|[@#]\w+")
_ARABIC: Final = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_LATIN: Final = re.compile("[A-Za-z]")


def is_arabic(text: str) -> bool:
    """Whether more letters of the text are Arabic than Latin, addresses and handles left out."""
    text = _ADDRESS.sub(" ", text)
    return len(_ARABIC.findall(text)) > len(_LATIN.findall(text))
