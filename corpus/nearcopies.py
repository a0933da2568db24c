"""Near-copies of a text: signatures by which they are looked for, and the check by which they are told.

A signature is a MinHash (Broder 1997, "On the resemblance and containment of documents") of the text's shingles of
three words, of which the low 16 bits of each minimum are kept (Li and König 2010, "b-bit minwise hashing").
Signatures are stored, so each bit is made by arithmetic written out here; a change of it is a new :data:`VERSION`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from corpus.text.normalise import normalise
from corpus.text.templates import own_lines

VERSION: Final = 2
"""Of the signatures; those of another version cannot be compared with these."""
SHINGLE_WORDS: Final = 3
BANDS: Final = 40
BAND_HASHES: Final = 3
N_HASHES: Final = BANDS * BAND_HASHES
"""Of two texts with resemblance r, a share 1 - (1 - r^3)^40 is found: 0.93 at 0.4, 0.995 at 0.5, 0.9999 at 0.6."""
SIGNATURE_BYTES: Final = 2 * N_HASHES
FEWEST_WORDS: Final = 20
"""Of a text that can have near-copies; shorter ones are one story only if they are equal."""

COPY: Final = 0.4
REPEAT: Final = 0.85
UPDATE: Final = (0.4, 0.8)
"""Thresholds of resemblance, and of containment for an update, from reading 160 pairs (benchmarks/copies.py).

Of two publishers, 58 of 60 pairs above ``COPY`` were one report in two edits. Between 0.3 and it 36 of 44 were, but a
round-up holds two reports, and would join them, so that containment is no reason. One publisher repeats its own
background in sequels: 21 of 40 pairs between 0.5 and ``REPEAT`` were one report, and 16 of 16 above. The same title
within days tells a report that grew (``UPDATE``).
"""
FEWEST_NUMBERS: Final = 4
SHARED_NUMBERS: Final = 0.5
"""Daily releases, price lists and tables have the same words and other numbers. Of 385 pairs of copies in which both
texts give four numbers or more, two shared fewer than half of them; releases of two days shared a third."""

_PLANE: Final = 0x10000
_WORD_LETTERS: Final = 64
_DROP: Final = -1
_BREAK: Final = 0
_NUMBER: Final = re.compile(r"\d{1,18}")

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
    """The MinHash signature of a text, 240 bytes; empty for a text of fewer than 20 words."""
    found = shingles(text)
    if found.size == 0:
        return b""
    tables = _tables()
    smallest: NDArray[np.uint32] = (found * tables.factors + tables.terms).min(axis=1)
    return smallest.astype("<u2").tobytes()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What of a text its near-copies are told by: digests of its shingles, sorted, each once, and its numbers."""

    shingles: Shingles
    numbers: frozenset[int]

    @classmethod
    def of(cls, text: str) -> Self:
        """The evidence of a text, without short lines at its edges that may come and go as its publisher's template."""
        own = own_lines(text)
        return cls(np.unique(shingles(own)), frozenset(map(int, _NUMBER.findall(own))))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """The evidence that :meth:`to_bytes` wrote."""
        end = 4 + 4 * int.from_bytes(data[:4], "little")
        return cls(np.frombuffer(data[4:end], np.uint32), frozenset(np.frombuffer(data[end:], np.uint64).tolist()))

    def to_bytes(self) -> bytes:
        """The evidence in a form for a scratch file of this process."""
        numbers = np.array(sorted(self.numbers), dtype=np.uint64)
        return self.shingles.size.to_bytes(4, "little") + self.shingles.tobytes() + numbers.tobytes()


def are_copies(one: Evidence, other: Evidence, *, same_publisher: bool, same_title: bool = False) -> bool:
    """Whether two texts are one report, copied, cut, edited or updated.

    Parameters
    ----------
    one, other : Evidence
        The texts.
    same_publisher : bool
        Whether one publisher printed both.
    same_title : bool
        Whether that publisher gave both the same title within a few days.
    """
    if min(one.shingles.size, other.shingles.size) == 0 or _have_other_numbers(one.numbers, other.numbers):
        return False
    resemblance, containment = overlap(one.shingles, other.shingles)
    if same_publisher and same_title:
        return resemblance >= UPDATE[0] or containment >= UPDATE[1]
    if same_publisher:
        return resemblance >= REPEAT
    return resemblance >= COPY


def overlap(one: Shingles, other: Shingles) -> tuple[float, float]:
    """Resemblance (shared of all) and containment (shared of the smaller) of two sorted sets that are not empty."""
    both = np.sort(np.concatenate((one, other)))
    shared = int(np.count_nonzero(both[1:] == both[:-1]))
    return shared / (both.size - shared), shared / min(one.size, other.size)


def _have_other_numbers(one: frozenset[int], other: frozenset[int]) -> bool:
    fewest = min(len(one), len(other))
    return fewest >= FEWEST_NUMBERS and len(one & other) < SHARED_NUMBERS * fewest
