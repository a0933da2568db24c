"""The figures of one sentence: its amounts with what they count and what befell the counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from analytics.annotate.numbers.amounts import Amount, read_amounts
from analytics.annotate.numbers.bounds import bound_of, joined_ranges
from analytics.annotate.numbers.counted import Counted, announced, counted, key_word
from analytics.annotate.numbers.events import event_of
from analytics.annotate.numbers.lexicon import Group, Lexicon
from analytics.annotate.numbers.line import Line
from analytics.annotate.numbers.refusals import is_figure

_SMALL: Final = 10
"""Up to here a definite number refers back to those named before: the two men, الثلاثة."""
_SYMBOLS: Final = {"$": "usd", "€": "eur", "£": "gbp", "%": "percent", "٪": "percent"}
_NEAR: Final = 4
"""Tokens between a figure and one that shares its event: "مقتل 12 مدنيا وثلاثة جنود"."""
_RESIDENTS: Final = frozenset(("people", "civilians", "families", "women", "children"))
"""Who flees a place where fighters and prisoners escape from one; both languages have one verb for the two."""
_ANOTHER: Final = frozenset(("another", "an", "a", "the", "other", "also", "perhaps", "further", "additional"))
_AUXILIARIES: Final = frozenset(("was", "were", "are", "is", "have", "had", "has", "will", "could", "may"))
"""Words that begin a predicate of one's own: "and 500 others were affected"."""
_LINKS: Final = frozenset(("and", "و", ",", "،", "or", "او"))


@dataclass(slots=True)
class Figure:
    """A number with what it counts, as tokens of its sentence: ``first`` to ``last`` with its qualifier."""

    amount: Amount
    group: Group | None
    head: str
    event: str
    bound: str
    first: int
    last: int
    thing_first: int
    thing_last: int
    is_part: bool = False  # of those counted before it: "including four children"

    @property
    def is_of_people(self) -> bool:
        """Whether people are counted, or nobody says what is."""
        return self.group is None or self.group.is_people

    @property
    def key(self) -> str:
        """What is counted, one key for both languages."""
        group = "" if self.group is None or self.group.event or self.group.key == "people" else self.group.key
        if group == "victims" and self.event:
            group = ""
        if self.event == "escaped" and (self.group is None or self.group.key in _RESIDENTS):
            return "displaced" + (f".{group}" if group else "")
        if self.event:
            return f"{self.event}.{group}" if group else self.event
        return group or ("people" if self.group else key_word(self.head))


def figures_of(line: Line, lexicon: Lexicon, is_name: Callable[[int, int], bool]) -> list[Figure]:
    """The figures of a sentence, in order; ``is_name`` says whether a stretch of the copy lies in a name."""
    amounts = joined_ranges(line, read_amounts(line, lexicon))
    found: list[Figure] = []
    free = 0
    for place, amount in enumerate(amounts):
        stop = amounts[place + 1].first if place + 1 < len(amounts) else len(line.words)
        if amount.first < free or amount.value == 0 or not _may_be(line, lexicon, amount):
            continue
        if is_name(line.spans[amount.first][0], line.spans[amount.last][1]):
            continue
        floor = max(free, amounts[place - 1].last + 1 if place else 0)
        figure = _figure(line, lexicon, amount, (floor, stop), found[-1] if found else None)
        if figure is not None:
            found.append(figure)
            free = figure.last + 1
    _share_next(found, line, lexicon)
    return [figure for figure in found if _is_worth(figure)]


def _may_be(line: Line, lexicon: Lexicon, amount: Amount) -> bool:
    following = line.word(amount.last + 1)
    at = amount.last + (2 if following in ("من", "of") else 1)
    named = bool(line.word(at)) and lexicon.groups.starting(line.words, at) is not None
    is_priced = line.word(amount.first - 1) in _SYMBOLS or following in _SYMBOLS
    return is_figure(line, lexicon, amount, is_named=is_priced or (named and not following.startswith("و")))


def _figure(
    line: Line, lexicon: Lexicon, amount: Amount, room: tuple[int, int], earlier: Figure | None
) -> Figure | None:
    thing = counted(line, lexicon, amount, room[1])
    if amount.first and line.words[amount.first - 1] in _SYMBOLS:
        thing = Counted(amount.first - 1, amount.last, Group(_SYMBOLS[line.words[amount.first - 1]]))
    if thing.group is not None and thing.group.key == "positions" and _is_sport(line, lexicon):
        thing = replace(thing, group=None)
    end = max(amount.last, thing.last)
    bound, first, last = bound_of(line, lexicon, amount, end)
    first = min(first, thing.first)
    if amount.is_definite and amount.value <= _SMALL and bound == "exact":
        return None
    event = event_of(line, lexicon, thing, first, room)
    figure = Figure(amount, thing.group, thing.head, event.key if event else "", bound, first, last, *_words(thing))
    if thing.group is not None and thing.group.event:
        figure.event = thing.group.event
    if figure.is_of_people and not figure.event and not _announce(line, lexicon, figure, room[0]):
        _share_earlier(line, lexicon, figure, thing, earlier)
    return figure if figure.group or figure.head or figure.event else None


def _is_sport(line: Line, lexicon: Lexicon) -> bool:
    """Whether the sentence is about a match, where هدف and نقطة are goals and points."""
    return not lexicon.refused["sport"].isdisjoint(line.words)


def _words(thing: Counted) -> tuple[int, int]:
    """The tokens of the words for what is counted; of a bare number the number itself."""
    return (thing.first, thing.last) if thing.last >= thing.first else (thing.last, thing.last)


def _announce(line: Line, lexicon: Lexicon, figure: Figure, floor: int) -> bool:
    """Whether a noun before the number says what it counts; the figure takes it then."""
    if figure.group is None and figure.head:
        return False
    found = announced(line, lexicon, figure.first, floor)
    if found is None:
        return False
    if figure.group is not None and figure.group.key == "people" and found[2].is_people:
        figure.group = found[2]
    if figure.group is None:
        figure.thing_first, figure.thing_last, figure.group = found
    figure.event = found[2].event
    return True


def _share_earlier(line: Line, lexicon: Lexicon, figure: Figure, thing: Counted, earlier: Figure | None) -> None:
    """What the figure takes from the one before it: the event of "5 مدنيين وثلاثة جنود", the thing of "بينهم ستة"."""
    if earlier is None or not earlier.is_of_people:
        return
    between = line.words[earlier.last + 1 : figure.first]
    is_part = not lexicon.ends["included"].isdisjoint(between)
    number = lexicon.numbers.get(line.words[figure.amount.first])
    links = [word for word in between if word not in _ANOTHER][-1:]
    is_linked = (number is not None and number.joined) or not _LINKS.isdisjoint(links) or thing.is_others
    if not (is_part or (is_linked and len(between) <= _NEAR)):
        if thing.is_empty and figure.amount.is_scaled and earlier.amount.is_scaled:
            figure.group, figure.head = earlier.group, earlier.head
        return
    figure.is_part = is_part
    if earlier.event and (is_part or line.word(figure.last + 1) not in _AUXILIARIES):
        figure.event = earlier.event
    if thing.is_empty:
        whole = Group("people", is_people=True) if earlier.is_part else earlier.group
        figure.group, figure.head = whole, earlier.head


def _share_next(found: list[Figure], line: Line, lexicon: Lexicon) -> None:
    """English tells the event at the end: "40 men and 25 women killed", "35 people including 22 women dead"."""
    for figure, following in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        between = line.words[figure.last + 1 : following.first]
        is_list = len(between) <= 1 and (not between or between[0] in _LINKS)
        is_whole = following.is_part or (between and set(between) <= lexicon.ends["included"] | {"of"})
        if (
            (is_list or is_whole)
            and not figure.event
            and figure.is_of_people
            and figure.group
            and following.is_of_people
        ):
            figure.event = following.event


def _is_dialled(value: float) -> bool:
    """Whether a number is more likely dialled or typed than counted: five digits or more, not even round to tens."""
    return value >= 10_000 and (value % 10 != 0 or (value < 10**6 and value % 100 != 0))


def _is_worth(figure: Figure) -> bool:
    """Whether one of something is a figure: one dead is, "one attack" is a way to say "an attack"."""
    if figure.group is None and not figure.event and figure.bound == "exact" and _is_dialled(figure.amount.value):
        return False
    if figure.amount.value != 1 or figure.bound != "exact":
        return True
    return bool(figure.event and figure.group and figure.group.is_people)
