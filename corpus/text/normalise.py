"""One copy of a text for matching, with the way back to the original.

Every matcher of Marsad works on the copy and reports offsets of the original, so that the words shown to a reader are
always the words that were published. The folding follows the letter unification usual in Arabic retrieval (Larkey,
Ballesteros and Connell 2002, "Improving stemming for Arabic information retrieval", section 3.1) plus one-to-one
compatibility forms (Unicode Standard Annex 15).
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

_DROP: Final = -1
_BASIC_PLANE: Final = 0x10000
_SPACE: Final = 0x20
_FIRST_LIGATURE: Final = 0xFB50
"""The first Arabic presentation form: few texts have one, and telling so by the largest code is a fifth of the cost."""

_LETTERS: Final = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا",
        "ى": "ي", "ی": "ي", "ئ": "ي", "ې": "ي", "ۍ": "ي",
        "ة": "ه", "ۀ": "ه", "ہ": "ه", "ۂ": "ه", "ۃ": "ه", "ە": "ه", "ھ": "ه",
        "ؤ": "و", "ک": "ك", "ڪ": "ك", "ı": "i", "ł": "l", "ø": "o", "đ": "d",
    }
)  # fmt: skip
_DOUBLE_QUOTES: Final = '"«»“”„‟″〝〞〟＂❝❞'
_SINGLE_QUOTES: Final = "'‘’‚‛′`´ʼʹʿʾ＇‹›"
_DASHES: Final = "-‐‑‒–—―−﹘﹣－"
_JOINERS: Final = "ـ\u00ad\u200b\u200c\u200d\u2060\ufeff"  # tatweel, soft hyphen, zero-width characters
_LINE_ENDS: Final = "\u2028\u2029\u0085\u000b\u000c"


@dataclass(frozen=True, slots=True)
class Normalised:
    """A folded copy of a text: ``text``, and ``span`` to go back to the original's offsets."""

    text: str
    original: str = field(repr=False)
    origins: NDArray[np.int64] = field(repr=False, compare=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of the copy's ``start`` to ``end``, with the marks that belong to the last letter.

        Raises
        ------
        IndexError
            If the span is not inside the copy.
        """
        size = len(self.text)
        if not 0 <= start <= end <= size:
            raise IndexError(f"Span {start}:{end} is not inside the normalised text of {size} characters.")
        if start == end:
            at = int(self.origins[start]) if start < size else len(self.original)
            return at, at
        first, stop = int(self.origins[start]), int(self.origins[end - 1]) + 1
        while stop < len(self.original) and is_mark(self.original[stop]):
            stop += 1
        return first, stop

    def __len__(self) -> int:
        return len(self.text)


def is_mark(character: str) -> bool:
    """Whether a character only modifies the one before it: a vowel sign, a combining accent, a tatweel."""
    return character == "ـ" or unicodedata.category(character) == "Mn"


def _folded(character: str) -> str:
    """The folded form of one character: none, one or several characters."""
    if character in _JOINERS or unicodedata.category(character) in {"Mn", "Cf"}:
        return ""
    for quotes, plain in ((_DOUBLE_QUOTES, '"'), (_SINGLE_QUOTES, "'"), (_DASHES, "-"), (_LINE_ENDS, "\n")):
        if character in quotes:
            return plain
    if unicodedata.category(character) == "Zs" or character in "\t\r":
        return " "
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if character == "…":  # kept, or a sentence end would become three
        return character
    plain = "".join(c for c in unicodedata.normalize("NFKD", character) if unicodedata.category(c) != "Mn")
    return (plain.lower() if plain else character).translate(_LETTERS)


@functools.cache
def _table() -> tuple[NDArray[np.int32], dict[str, str]]:
    """The code point each code point of the basic plane becomes, and the few characters that become several."""
    table = np.arange(_BASIC_PLANE, dtype=np.int32)
    several: dict[str, str] = {}
    for code in range(_BASIC_PLANE):
        character = chr(code)
        folded = _folded(character)
        if len(folded) > 1:
            if "ﭐ" <= character <= "ﻼ":  # Arabic ligatures of old encodings; others keep their one character
                several[character] = folded
            continue
        table[code] = ord(folded) if folded else _DROP
    return table, several


def normalise(text: str) -> Normalised:
    """The folded copy of a text, with its map back.

    Arabic vowel signs, tatweel and direction marks are dropped, letter variants unified (أإآ to ا, ى to ي, ة to ه,
    ؤ to و, ئ to ي, Persian ک ی to ك ي), Latin lower-cased without accents, digits made ASCII, quotes and dashes made
    plain, every space a space. Characters outside the basic plane stay as they are.
    """
    table, several = _table()
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    origins = np.arange(codes.size, dtype=np.int64)
    basic = codes < _BASIC_PLANE
    if basic.all():
        folded = table[codes].astype(np.int64)
    else:
        folded = codes.copy()
        folded[basic] = table[codes[basic]]
    kept = folded != _DROP
    folded, origins = folded[kept], origins[kept]
    copy = _decode(folded)
    if folded.size and folded.max() >= _FIRST_LIGATURE and not several.keys().isdisjoint(copy):
        copy, origins = _expand(copy, origins, several)
    return Normalised(copy, text, origins)


def _decode(codes: NDArray[np.int64]) -> str:
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def _expand(copy: str, origins: NDArray[np.int64], several: dict[str, str]) -> tuple[str, NDArray[np.int64]]:
    """The copy with ligatures written out; each letter of a ligature maps to the ligature."""
    parts = [several.get(character, character) for character in copy]
    return "".join(parts), np.repeat(origins, [len(part) for part in parts])


def fold(text: str) -> str:
    """The folded copy of a text, as in :func:`normalise`, without its map."""
    return normalise(text).text


def fold_all(texts: Iterable[str]) -> dict[str, str]:
    """The folded copies of many short texts, by the text: folded together, which is far cheaper than one by one."""
    listed = list(dict.fromkeys(texts))
    if not listed:
        return {}
    if any("\n" in text or any(end in text for end in _LINE_ENDS) for text in listed):
        return {text: fold(text) for text in listed}
    return dict(zip(listed, fold("\n".join(listed)).split("\n"), strict=True))


def spaced(copy: Normalised, blank: str, drop: str = "") -> Normalised:
    """The copy without the characters of ``drop``, those of ``blank`` made spaces, and each run of spaces made one."""
    codes = np.frombuffer(copy.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    origins = copy.origins
    is_space = codes == _SPACE
    for character in blank:
        is_space |= codes == ord(character)
    if is_space.any():
        codes = np.where(is_space, np.uint32(_SPACE), codes)
    for character in drop:
        kept = codes != ord(character)
        codes, origins, is_space = codes[kept], origins[kept], is_space[kept]
    kept = ~is_space
    kept[:1] = True
    kept[1:] |= ~is_space[:-1]
    return Normalised(_decode(codes[kept].astype(np.int64)), copy.original, origins[kept])


def as_written(copy: Normalised) -> str:
    """The original's characters at the copy's places: as long as the copy, with the original's case and letters."""
    codes = np.frombuffer(copy.original.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return _decode(codes[copy.origins].astype(np.int64))
