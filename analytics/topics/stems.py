"""Stems: the light stemmer for Arabic, Snowball for English, both on folded words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

import Stemmer

from corpus.text.normalise import fold

SHORTEST_STEM: Final = 3
_SPELLINGS: Final = {"اميرك": "امريك", "كابل": "كابول"}  # two spellings of one stem that newsrooms divide on
_SUFFIXES: Final = ("ها", "ات", "ون", "ين", "يه", "يا", "ه", "ي", "ا")  # light10 without ان: إيران, لبنان


@cache
def _english_stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


def english_stem(word: str) -> str:
    """The Snowball stem of a folded word, without a possessive and the dots of an acronym."""
    return str(_english_stemmer().stemWord(re.sub(r"'s?$", "", word).replace(".", "")))


def light_stem(word: str) -> str:
    """The stem of a folded word without particles: article and endings off, three letters at least left."""
    stem, before = without_article(word), ""
    while stem != before:
        before = stem
        ending = next((e for e in _SUFFIXES if stem.endswith(e) and len(stem) - len(e) >= SHORTEST_STEM), "")
        stem = stem[: len(stem) - len(ending)]
    return _SPELLINGS.get(stem, stem)


def without_article(word: str) -> str:
    """The folded word without ال, where enough is left."""
    return word[2:] if word.startswith("ال") and len(word) > SHORTEST_STEM + 1 else word


@lru_cache(maxsize=1 << 18)
def fold_word(word: str) -> str:
    """The folded word, remembered: a corpus repeats its words."""
    return fold(word)
