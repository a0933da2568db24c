"""The folded copies of an article's text on which its steps look for names, cues and numbers.

Every step needs one of the two, and they are asked for by the same text one after the other: each is made once.
"""

from __future__ import annotations

import functools
from typing import Final

from corpus.text.normalise import Normalised, as_written, normalise, spaced

BLANK: Final = '"_#-'  # «تنظيم "الدولة"», #تنظيم_الدولة and al-Assad are matched as words with spaces
DROPPED: Final = "'"  # People's and Peoples, Ra'i and Rai


def copy_of(text: str) -> Normalised:
    """The copy on which names are matched: folded, without apostrophes, joined by single spaces."""
    return spaced(normalise(text), BLANK, DROPPED)


@functools.lru_cache(maxsize=1)
def text_copy(whole_text: str) -> Normalised:
    """The folded copy of a text; see :func:`corpus.text.normalise.normalise`."""
    return normalise(whole_text)


@functools.lru_cache(maxsize=1)
def name_copy(whole_text: str) -> tuple[Normalised, str]:
    """The copy on which names are matched, and the same stretch by stretch as it is written."""
    copy = copy_of(whole_text)
    return copy, as_written(copy)
