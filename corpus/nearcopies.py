"""Near-copies of a text: signatures by which they are looked for, and the check by which they are told.

A signature is a MinHash (Broder 1997, "On the resemblance and containment of documents") of the text's shingles of
three words, of which the low 16 bits of each minimum are kept (Li and König 2010, "b-bit minwise hashing").
Signatures are stored, so each bit is made by arithmetic written out here; a change of it is a new :data:`VERSION`.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.text.normalise import normalise

VERSION: Final = 1
"""Of the signatures; those of another version cannot be compared with these."""
SHINGLE_WORDS: Final = 3
N_HASHES: Final = 128
SIGNATURE_BYTES: Final = 2 * N_HASHES
FEWEST_WORDS: Final = 20

_PLANE: Final = 0x10000
_WORD_LETTERS: Final = 64
_DROP: Final = -1
_BREAK: Final = 0

Shingles = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class _Tables:
    """The numbers that signatures are made with."""

    classes: NDArray[np.int32]  # folded letter of each code unit, _BREAK between words, _DROP for none
    letters: NDArray[np.uint64]
    places: NDArray[np.uint64]  # by the place of a letter in its word
    words: NDArray[np.uint64]  # by the place of a word in its shingle
    factors: NDArray[np.uint32]
    terms: NDArray[np.uint32]


def _numbers(count: int, seed: int) -> NDArray[np.uint64]:
    """The first numbers of SplitMix64 (Steele, Lea and Flood 2014), the same on every machine."""
    steps = np.arange(1, count + 1, dtype=np.uint64)
    state = np.uint64(seed) + steps * np.uint64(0x9E3779B97F4A7C15)
    mixed = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _classes() -> NDArray[np.int32]:
    """What each code unit is matched as: its folded letter or digit, or what it is instead of one."""
    folded = normalise("".join(map(chr, range(_PLANE))))
    letters = [ord(letter) if letter.isalnum() else _BREAK for letter in folded.text]
    classes = np.full(_PLANE, _DROP, dtype=np.int32)
    classes[folded.origins[::-1]] = letters[::-1]  # a ligature is matched as its first letter
    return classes


@functools.cache
def _tables() -> _Tables:
    odd = np.uint64(1)
    return _Tables(
        _classes(),
        _numbers(_PLANE, 1),
        _numbers(_WORD_LETTERS, 2) | odd,
        _numbers(SHINGLE_WORDS, 3) | odd,
        (_numbers(N_HASHES, 4) | odd).astype(np.uint32)[:, None],
        _numbers(N_HASHES, 5).astype(np.uint32)[:, None],
    )


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Each value spread over all 64 bits, one to one (two rounds of a multiply-xorshift)."""
    half = np.uint64(32)
    spread = (values ^ (values >> half)) * np.uint64(0xD6E8FEB86659FD93)
    return np.asarray(spread ^ (spread >> half), dtype=np.uint64)


def shingles(text: str) -> Shingles:
    """Digests of the runs of three words of a text, in order; none for a text of fewer than 20 words.

    Words are compared folded as in :mod:`corpus.text.normalise`, without punctuation, so that a re-typed copy with
    other hamzas, quotes or spacing has the same shingles.
    """
    tables = _tables()
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    classes = tables.classes[units]
    classes = classes[classes != _DROP]
    is_letter = classes != _BREAK
    starts = np.flatnonzero(is_letter & ~np.concatenate(([False], is_letter[:-1])))
    if starts.size < FEWEST_WORDS:
        return np.empty(0, dtype=np.uint32)
    classes, is_letter = classes[starts[0] :], is_letter[starts[0] :]
    starts -= starts[0]
    place = np.arange(classes.size) - np.repeat(starts, np.diff(starts, append=classes.size))
    values = tables.letters[classes] * tables.places[place % _WORD_LETTERS]
    values[~is_letter] = 0
    words = _mixed(np.add.reduceat(values, starts))
    n_shingles = words.size - SHINGLE_WORDS + 1
    joined = np.zeros(n_shingles, dtype=np.uint64)
    for k, factor in enumerate(tables.words):
        joined += words[k : k + n_shingles] * factor
    return (_mixed(joined) >> np.uint64(32)).astype(np.uint32)


def signature(text: str) -> bytes:
    """The MinHash signature of a text, 256 bytes; empty for a text of fewer than 20 words."""
    found = shingles(text)
    if found.size == 0:
        return b""
    tables = _tables()
    return (found * tables.factors + tables.terms).min(axis=1).astype("<u2").tobytes()
