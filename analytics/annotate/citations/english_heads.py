"""The head of an English subject that ends in a place: "activists in rural Idlib said"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from analytics.annotate.citations.passage import Passage
from analytics.annotate.citations.source_kinds import source_kinds
from analytics.annotate.citations.statements import Phrase

_BEFORE_PLACES: Final = frozenset("in inside from near outside around across at within".split())
_DIRECTIONS: Final = frozenset(
    "rural eastern western northern southern northeastern northwestern southeastern southwestern central besieged "
    "rebel-held opposition-held government-held regime-held neighbouring neighboring nearby downtown the".split()
)
_REACH: Final = 12  # tokens from the place back to the head
_WITH_PLACE: Final = 4  # tokens between the head and its place that stay in the label
_CLAUSE_MARKS: Final = frozenset('" : that and but while because although when as'.split())


def place_at_end(p: Passage, first: int, last: int) -> int | None:
    """Where the preposition stands that a phrase of one place depends on; None where the phrase is no such place."""
    while first < last - 1 and p.text(first) in _DIRECTIONS:
        first += 1
    mention = p.mention_at[first]
    one = last - first == 1 or (mention is not None and all(p.mention_at[k] is mention for k in range(first, last)))
    if not one or not p.whole[p.tokens[first].start].isupper():
        return None
    while first > 0 and p.text(first - 1) in _DIRECTIONS:
        first -= 1
    return first - 1 if first > 0 and p.text(first - 1) in _BEFORE_PLACES else None


def head_before(p: Passage, preposition: int, last: int, phrase_start: Callable[[Passage, int], int]) -> Phrase | None:
    """The phrase whose place follows the preposition: that before "who" or "which", else that of the nearest role."""
    heads = source_kinds().heads
    lowest = max(0, preposition - _REACH)
    near = []
    for k in range(preposition - 1, lowest - 1, -1):
        if p.is_comma(k) or p.is_stop(k) or p.text(k) in _CLAUSE_MARKS:
            break
        near.append(k)
    relative = next((k for k in near if p.text(k) in ("who", "which")), None)
    if relative is not None and relative > 0:
        start = phrase_start(p, relative)
        return Phrase(start, relative) if start < relative else None
    for k in near:
        follows = p.text(k + 1)
        goes_on = k + 1 == preposition or follows in _BEFORE_PLACES or follows.endswith("ing")
        if p.text(k) in heads and goes_on:
            end = last if preposition - k <= _WITH_PLACE else k + 1
            return Phrase(phrase_start(p, k + 1), end)
    return None
