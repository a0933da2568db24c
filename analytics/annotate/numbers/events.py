"""What befell the counted: the event words before and behind a number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from analytics.annotate.numbers.counted import Counted, seems_people
from analytics.annotate.numbers.lexicon import Event, Lexicon
from analytics.annotate.numbers.line import Line

_BEFORE: Final = 8
_BEHIND: Final = 10
"""Tokens between a number and its event: "civilians who intended to leave the besieged areas were killed" has nine."""
_SKIPPED: Final = frozenset(("a", "an", "the", "another", "other", "total", "of", "at", '"', "ال", "عدد", "جثث", "up"))
_PREPOSITIONS: Final = frozenset(
    ("ب", "في", "ضد", "بحق", "علي", "الي", "ل", "عن", "من", "حكم", "اعدام", "خلاله", "خلالها")
)
_OF_BODIES: Final = frozenset(("killed", "wounded", "casualties", "executed", "abducted", "sentenced"))
"""What befalls nobody but people, so that a noun of no known kind is one of people."""
_FAR: Final = _OF_BODIES | {"detained", "displaced", "captured", "seized", "destroyed"}
"""What may be told some words before; عودة and إنقاذ speak of the noun right behind them."""
_PARTICIPLES: Final = frozenset(("injured", "killed", "wounded", "hurt", "dead", "arrested", "displaced", "missing"))
_MOSTLY: Final = frozenset(("mostly", "mainly", "many"))
_BREAKS: Final = frozenset(".;:؛!؟?،,()")
_CLAUSES: Final = frozenset(("and", "while", "but", "as", "after", "before", "when", "in"))
_AUXILIARIES: Final = frozenset(("was", "were", "been", "be", "being", "are", "is", "have", "had", "has"))

_PEOPLE: Final = ("people",)
_THINGS: Final = ("things",)
_PLACES: Final = ("places", "things")
_OF: Final[dict[tuple[str, ...], Callable[[Event], bool]]] = {
    _PEOPLE: lambda event: event.of == "people",
    _THINGS: lambda event: event.of == "things",
    _PLACES: lambda event: event.of != "people",
}
_ONLY_AFTER: Final[dict[tuple[str, ...], Callable[[Event], bool]]] = {
    _PEOPLE: lambda event: event.only_after and event.of == "people",
    _THINGS: lambda event: event.only_after and event.of == "things",
    _PLACES: lambda event: event.only_after and event.of != "people",
}


def event_of(line: Line, lexicon: Lexicon, thing: Counted, first: int, room: tuple[int, int]) -> Event | None:
    """The event that befell what is counted; None where the sentence names none beside it.

    ``first`` is the first token with the qualifier; ``room`` the tokens between the figures before and behind it.
    """
    classes = _classes(thing)
    is_known = thing.group is not None or thing.is_empty
    found = _told_after(line, lexicon, classes, thing.last + 1, room[1])
    if found is None:
        found = _adjacent(line, lexicon, classes, first, room[0], with_prepositions=is_known)
    if found is None:
        found = _behind(line, lexicon, classes, thing.last + 1, room[1], is_known=is_known)
    has_own = thing.is_others and line.word(thing.last + 1) in _AUXILIARIES  # "and 500 others were affected"
    if found is None and is_known and not has_own:
        found = _further(line, lexicon, classes, first, room[0])
    if found is not None and thing.group is None and thing.head and found.key not in _OF_BODIES:
        return found if seems_people(thing.head) else None
    return found


def _classes(thing: Counted) -> tuple[str, ...]:
    """Which events may befell it: a person is killed, a village taken, a vehicle destroyed."""
    group = thing.group
    if group is None or group.is_people:
        return _PEOPLE
    return _PLACES if group.is_place else _THINGS


def _told_after(line: Line, lexicon: Lexicon, classes: tuple[str, ...], at: int, stop: int) -> Event | None:
    """What a headline tells right behind, whatever stands before: "child killed 20 people injured"."""
    if at + 1 >= stop or line.words[at] not in _PARTICIPLES:
        return None
    found = lexicon.events.starting(line.words, at, _OF[classes])
    return found[1] if found and at + found[0] < stop else None


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
        if word in _BREAKS or (word in _CLAUSES and not (word == "and" and _goes_on(line, at, place))):
            return None
        is_arabic = "\u0621" <= word[0] <= "\u064a"
        if is_arabic and (word[0] == "و" or place > at + 3):
            return None
        # A verb in the singular begins another clause, whose subject is not the counted; قتيلا may follow its noun.
        is_verb = is_arabic and not word.endswith("وا") and word[0] != "ب"
        if is_verb and place > at:
            continue
        found = lexicon.events.starting(line.words, place, _ONLY_AFTER[classes] if is_verb else _OF[classes])
        if found is not None and (is_known or place <= at + 1 or line.words[place - 1] in _AUXILIARIES):
            return found[1]
    return None


def _goes_on(line: Line, at: int, place: int) -> bool:
    """Whether "and" only adds to the counted: "eight women and children were killed"."""
    is_list = place == at or line.words[at] in _MOSTLY
    return is_list and not _AUXILIARIES.isdisjoint(line.words[place + 2 : place + 4])


def _further(line: Line, lexicon: Lexicon, classes: tuple[str, ...], first: int, floor: int) -> Event | None:
    """The event some words before, in the same clause: "قتل في الهجوم 12 شخصا"."""
    for at in range(first - 1, max(floor, first - _BEFORE) - 1, -1):
        if line.words[at] in _BREAKS:
            return None
        found = _ending(line, lexicon, classes, at)
        if found is not None and found.key in _FAR and not found.only_near:
            return found
    return None
