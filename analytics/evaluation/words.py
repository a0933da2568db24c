"""What the card's keys are called, in Arabic and English: one file of words for command line, dashboard and reports."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

KINDS: Final = ("step", "measure", "dataset", "unit", "note", "language", "basis", "interval", "peer", "label")
_FILE: Final = Path(__file__).with_name("words.toml")


@lru_cache
def words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """All words: kind, key, language."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def word(kind: str, key: str, language: str) -> str:
    """What a key is called in a language; the key itself where a card brings one that has no word.

    Parameters
    ----------
    kind : str
        One of ``KINDS``: step, measure, dataset and so on.
    key : str
        As a row of the card has it.
    language : str
        ``ar`` or ``en``.
    """
    return words()[kind].get(key, {}).get(language, key)
