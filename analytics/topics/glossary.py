"""Arabic and English words for the same thing, for labels of topics that are written in one language only."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from analytics.errors import ModelError
from analytics.topics.phrases import JOINER
from analytics.topics.words import stem_key

_FILE: Final = Path(__file__).parent / "glossary.txt"


@cache
def glossary() -> tuple[tuple[str, str], ...]:
    """Arabic and English phrases that translate each other, from the glossary file.

    Raises
    ------
    ModelError
        If a line of the file is not two phrases with ``=`` between them.
    """
    lines = [line.strip() for line in _FILE.read_text(encoding="utf-8").splitlines()]
    pairs = []
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        arabic, _, english = (part.strip() for part in line.partition("="))
        if not arabic or not english:
            raise ModelError(f"{_FILE.name}, line {number}: {line!r} must be an Arabic phrase, '=', an English phrase.")
        pairs.append((arabic, english))
    return tuple(pairs)


def translations(pairs: Iterable[tuple[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """English phrase by the key of the Arabic term, and Arabic phrase by the key of the English term.

    Parameters
    ----------
    pairs : iterable of (str, str)
        Arabic and English phrases; of two for one term, the first counts.
    """
    to_english: dict[str, str] = {}
    to_arabic: dict[str, str] = {}
    for arabic, english in pairs:
        if any(map(str.isdigit, arabic + english)):
            continue  # the Division 25 is no translation of "division"
        to_english.setdefault(JOINER.join(stem_key(arabic, "ar")), english)
        to_arabic.setdefault(JOINER.join(stem_key(english, "en")), arabic)
    return to_english, to_arabic
