"""Stems: the light stemmer for Arabic, Snowball for English, both on folded words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

import Stemmer

from corpus.text.normalise import fold, is_mark

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


class _Folded(dict[int, str]):
    """What each letter becomes when it is folded, which does not depend on the letters beside it."""

    def __missing__(self, code: int) -> str:
        self[code] = fold(chr(code))
        return self[code]


class _Unmarked(dict[int, str]):
    """Each character, and nothing for a mark."""

    def __missing__(self, code: int) -> str:
        self[code] = "" if is_mark(chr(code)) else chr(code)
        return self[code]


_FOLDED: Final = _Folded()
_UNMARKED: Final = _Unmarked()


@lru_cache(maxsize=1 << 18)
def fold_word(word: str) -> str:
    """The folded word, as :func:`corpus.text.normalise.fold` gives it, remembered: a corpus repeats its words."""
    return word.translate(_FOLDED)


def without_marks(word: str) -> str:
    """The word without vowel signs and tatweel."""
    return word.translate(_UNMARKED)
