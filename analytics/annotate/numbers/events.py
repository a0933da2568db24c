"""What befell the counted: the event words before and behind a number."""

from __future__ import annotations

from typing import Final

from analytics.annotate.numbers.amounts import Line
from analytics.annotate.numbers.counted import Counted
from analytics.annotate.numbers.lexicon import Event, Lexicon

_BEFORE: Final = 8
_BEHIND: Final = 10
"""Tokens between a number and its event: "civilians who intended to leave the besieged areas were killed" has nine."""
_SKIPPED: Final = frozenset(("a", "an", "the", "another", "other", "total", "of", "at", '"', "ال", "عدد", "جثث", "up"))
_PREPOSITIONS: Final = frozenset(
    ("ب", "في", "ضد", "بحق", "علي", "الي", "ل", "عن", "من", "حكم", "اعدام", "خلاله", "خلالها")
)
_BREAKS: Final = frozenset(".;:؛!؟?،,()")
_CLAUSES: Final = frozenset(("and", "while", "but", "as", "after", "before", "when", "in"))
_AUXILIARIES: Final = frozenset(("was", "were", "been", "be", "being", "are", "is", "have", "had", "has"))


def event_of(line: Line, lexicon: Lexicon, thing: Counted, first: int, room: tuple[int, int]) -> Event | None:
    """The event that befell what is counted; None where the sentence names none beside it.

    ``first`` is the first token with the qualifier; ``room`` the tokens between the figures before and behind it.
    """
    classes = _classes(thing)
    is_known = thing.group is not None or thing.is_empty
    found = _adjacent(line, lexicon, classes, first, room[0], with_prepositions=is_known)
    if found is None:
        found = _behind(line, lexicon, classes, thing.last + 1, room[1], is_known=is_known)
    if found is None and is_known:
        found = _further(line, lexicon, classes, first, room[0])
    return found


def _classes(thing: Counted) -> tuple[str, ...]:
    """Which events may befell it: a person is killed, a village taken, a vehicle destroyed."""
    group = thing.group
    if group is None or group.is_people:
        return ("people",)
    return ("places", "things") if group.is_place else ("things",)


def _adjacent(
    line: Line, lexicon: Lexicon, classes: tuple[str, ...], first: int, floor: int, *, with_prepositions: bool
) -> Event | None:
    at = first - 1
    while at >= floor and (
        line.words[at] in _SKIPPED or (with_prepositions and at >= first - 3 and line.words[at] in _PREPOSITIONS)
    ):
        found = _ending(line, lexicon, classes, at)
        if found is not None:
            return found
        at -= 1
    return _ending(line, lexicon, classes, at) if at >= floor else None


def _ending(line: Line, lexicon: Lexicon, classes: tuple[str, ...], at: int) -> Event | None:
    found = lexicon.events.ending(line.words, at, lambda event: event.of in classes and not event.only_after)
    return found[1] if found else None


def _behind(
    line: Line, lexicon: Lexicon, classes: tuple[str, ...], at: int, stop: int, *, is_known: bool
) -> Event | None:
    """The event behind: "40 civilians were killed", "4 أشخاص قتلوا"."""
    for place in range(at, min(at + _BEHIND, stop)):
        word = line.words[place]
        if word in _BREAKS or word in _CLAUSES:
            return None
        if "\u0621" <= word[0] <= "\u064a" and (word[0] == "و" or place > at + 3):
            return None
        if "\u0621" <= word[0] <= "\u064a" and not word.endswith("وا") and word[0] != "ب":
            continue  # a verb in the singular begins another clause: its subject is not the counted
        found = lexicon.events.starting(line.words, place, lambda event: event.of in classes)
        if found is not None and (is_known or place <= at + 1 or line.words[place - 1] in _AUXILIARIES):
            return found[1]
    return None


def _further(line: Line, lexicon: Lexicon, classes: tuple[str, ...], first: int, floor: int) -> Event | None:
    """The event some words before, in the same clause: "قتل في الهجوم 12 شخصا"."""
    for at in range(first - 1, max(floor, first - _BEFORE) - 1, -1):
        if line.words[at] in _BREAKS:
            return None
        found = _ending(line, lexicon, classes, at)
        if found is not None:
            return found
    return None
