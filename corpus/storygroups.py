"""The copies in groups too large to compare each article with each other one, such as a price list of every day.

A pair is told apart by the cheapest of three checks that can: the numbers of the texts, their signatures, their
shingles. The first two are made for one article against all the others at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.candidates import Components, Places, Signed
from corpus.nearcopies import FEWEST_NUMBERS, SHARED_NUMBERS


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of several texts as codes; those of text ``k`` are ``codes[bounds[k] : bounds[k + 1]]``."""

    codes: NDArray[np.int64]
    bounds: NDArray[np.int64]
    _marks: NDArray[np.bool_]

    @classmethod
    def of(cls, sets: Iterable[frozenset[int]]) -> Self:
        """The numbers of texts, given as one set a text."""
        listed = [np.array(sorted(numbers), dtype=np.uint64) for numbers in sets]
        bounds = np.cumsum([0, *(numbers.size for numbers in listed)])
        known, codes = np.unique(np.concatenate([np.empty(0, np.uint64), *listed]), return_inverse=True)
        return cls(codes, bounds, np.zeros(known.size, dtype=bool))

    def may_be_copies(self, one: int, others: Places) -> NDArray[np.bool_]:
        """Whether the numbers of a text let each of several others be its copy, as for ``nearcopies.are_copies``."""
        sizes = np.diff(self.bounds)[others]
        own = self.codes[self.bounds[one] : self.bounds[one + 1]]
        fewest = np.minimum(sizes, own.size)
        may_be = fewest < FEWEST_NUMBERS
        told = np.flatnonzero(~may_be)
        if told.size:
            self._marks[own] = True
            may_be[told] = self._shared(others[told], sizes[told]) >= SHARED_NUMBERS * fewest[told]
            self._marks[own] = False
        return may_be

    def _shared(self, others: Places, sizes: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many numbers of each of several texts are marked; each text has one at least."""
        ends = np.cumsum(sizes)
        starts = ends - sizes
        listed = np.arange(ends[-1]) + np.repeat(self.bounds[others] - starts, sizes)
        return np.add.reduceat(self._marks[self.codes[listed]], starts, dtype=np.int64)


def pairs_of_groups(
    groups: tuple[Places, ...],
    signed: Signed,
    joined: Components,
    numbers_of: Callable[[Places], Iterable[frozenset[int]]],
) -> Iterator[tuple[int, Places]]:
    """Each article of large groups, and the later ones of its groups that are worth reading against it.

    Parameters
    ----------
    groups : tuple of array of int64
        Articles that have one key in a band, as ascending places in ``signed``.
    signed : Signed
        Their signatures.
    joined : Components
        What is one story, over ``signed.labels``; pairs of one story by the time they are reached are passed over.
    numbers_of : callable
        Gives the numbers of the texts at several places, one set a text.

    Notes
    -----
    Each pair is given once, though it may be in forty groups. The work is quadratic in the largest group; a pair costs
    some 0.1 microseconds where the numbers tell, and 0.5 where the signatures have to.
    """
    if not groups:
        return
    members = np.unique(np.concatenate(groups))
    numbers = Numbers.of(numbers_of(members))
    for one, others in _later(members, groups):
        row, rows = members[one], members[others]
        labels = joined.roots(signed.labels[rows])
        open_ = (labels != joined.roots(signed.labels[row : row + 1])) & (signed.is_new[row] | signed.is_new[rows])
        others = others[open_]
        rows = members[others[numbers.may_be_copies(one, others)]]
        yield int(row), rows[signed.worth_reading(np.full(rows.size, row), rows)]


def _later(members: Places, groups: tuple[Places, ...]) -> Iterator[tuple[int, Places]]:
    """Each member, and the members behind it in any of its groups, by their ranks among the members, each once."""
    flat = np.searchsorted(members, np.concatenate(groups))
    sizes = [group.size for group in groups]
    ends = np.repeat(np.cumsum(sizes), sizes)
    order = np.argsort(flat, kind="stable")
    bounds = np.searchsorted(flat[order], np.arange(members.size + 1))
    met = np.zeros(members.size, dtype=bool)
    for one in range(members.size):
        for at in order[bounds[one] : bounds[one + 1]].tolist():
            met[flat[at + 1 : ends[at]]] = True
        others = np.flatnonzero(met[one + 1 :]) + (one + 1)
        met[others] = False
        yield one, others
