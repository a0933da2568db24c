"""Filters: which articles a number is about, as a value that fits in a URL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final, Self
from urllib.parse import parse_qs, urlencode

from analytics.schema import SOURCE_CLASSES, SOURCE_DETAILS, TONE_LABELS
from corpus.schema import LANGUAGES
from corpus.text.normalise import fold

MAX_VALUES: Final = 200
MAX_LENGTH: Final = 300
UNITS: Final = ("articles", "stories")
"""What can be counted: every article, or each story once, however many publishers carried it."""
NAMING: Final = ("named", "unnamed", "none_named")
"""Whether an article names its sources: one at least, not one at least, or none."""
FIT: Final = ("fits", "unfit")
"""Whether an article fits its topic, or none well."""
_RANGES: Final = (("date_from", "date_to"), ("story_from", "story_to"))
"""The first and last day of a selection, in the order of :data:`UNITS`."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A part of a query that was not used: its key, the value got, and what is allowed."""

    key: str
    value: str
    allowed: str


@dataclass(frozen=True, slots=True)
class Filters:
    """A selection of articles; every number of :class:`~analytics.study.Study` takes one.

    Values of one field are alternatives, fields are combined: articles in Arabic *or* English *and* by a publisher.
    ``also_actors``, ``also_sources`` and ``also_places`` must *each* be in an article, beside the rest: they say who
    appears with whom; ``also_named`` asks that each of these actors is named, not only referred to. A place holds what
    lies in it: ``places`` of a governorate keeps the articles that name one of its towns. ``source_classes`` and
    ``source_details`` are about one citation: an article cites a source that is of one of the classes and as specific
    as one of the details. ``naming`` says whether sources are named, agencies' credits aside: "named" keeps articles
    that cite a source by its name, "unnamed" those that cite one without, "none_named" those that cite, but nobody by
    name; each of several must hold. ``candidates`` are keys of names that no registry knows.
    ``copied_from`` keeps copies of stories these publishers had first; ``fit`` keeps the articles that fit their topic
    ("fits") or none ("unfit"); ``date_from`` and ``date_to`` are inclusive.
    An empty field does not filter. Values are kept sorted and unique, so that equal selections are equal objects, give
    equal URLs and share a cache entry.

    ``unit`` says what is counted; :mod:`analytics.study.units` says how. All fields but two choose articles, whatever
    is counted. ``story_from`` and ``story_to``, both inclusive, choose stories by their own date, that of their first
    article inside :meth:`frame`: they stand for a period of a chart, in which a story of many days is counted once.
    """

    date_from: date | None = None
    date_to: date | None = None
    languages: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    topics: tuple[int, ...] = ()
    actors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    tones: tuple[str, ...] = ()
    also_actors: tuple[str, ...] = ()
    also_sources: tuple[str, ...] = ()
    also_named: tuple[str, ...] = ()
    source_classes: tuple[str, ...] = ()
    source_details: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    also_places: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    copied_from: tuple[str, ...] = ()
    fit: tuple[str, ...] = ()
    q: str = ""
    unit: str = "articles"
    story_from: date | None = None
    story_to: date | None = None

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str | date) or value is None:
                continue
            object.__setattr__(self, field.name, tuple(sorted(set(value))))
        object.__setattr__(self, "q", " ".join(self.q.split()))
        for first, last in _RANGES:
            start, end = getattr(self, first), getattr(self, last)
            if start and end and start > end:
                raise ValueError(f"{first} ({start}) must not be after {last} ({end}); swap them or drop one.")
        if self.unit not in UNITS:
            raise ValueError(f"unit is {self.unit!r}; allowed: {', '.join(UNITS)}.")
        if self.unit == "articles" and (self.story_from or self.story_to):
            raise ValueError(
                "story_from and story_to choose stories; set unit='stories', or use date_from and date_to."
            )
        lower, upper = self._bounds()
        if lower and upper and lower > upper:
            raise ValueError(
                f"stories dated {self.story_from or 'any day'} to {self.story_to or 'any day'} have no article from "
                f"{self.date_from or 'any day'} to {self.date_to or 'any day'}; drop one of the periods."
            )

    def _bounds(self) -> tuple[date | None, date | None]:
        """The latest of the first days and the earliest of the last: a story's date is one of its articles'."""
        firsts, lasts = (self.date_from, self.story_from), (self.date_to, self.story_to)
        return max(filter(None, firsts), default=None), min(filter(None, lasts), default=None)

    def narrow(self, **changes: Any) -> Self:
        """These filters with some fields replaced.

        Parameters
        ----------
        **changes
            Field names and their new values, as in the constructor.
        """
        return replace(self, **changes)

    def within(self, start: date, end: date) -> Self:
        """These filters cut to what is counted from ``start`` to ``end``, both inclusive.

        Articles are cut by their dates, stories by the date of the story: a story that began earlier is not counted
        again in the period of its copy.

        Raises
        ------
        ValueError
            If no day is left.
        """
        first, last = _RANGES[UNITS.index(self.unit)]
        lower, upper = getattr(self, first), getattr(self, last)
        return self.narrow(**{first: max(start, lower or start), last: min(end, upper or end)})

    def counting(self, unit: str) -> Self:
        """The same selection counted in another unit; a period of stories becomes one of articles.

        Raises
        ------
        ValueError
            If there is no such unit.
        """
        if unit == self.unit:
            return self
        first, last = self._bounds()
        return replace(self, unit=unit, date_from=first, date_to=last, story_from=None, story_to=None)

    def cleared(self) -> Self:
        """The whole run, counted in the same unit."""
        return type(self)(unit=self.unit)

    def frame(self) -> Self:
        """What was collected: these filters without topics, actors, sources, places, tones, copies and words.

        Its count is the denominator of a share over time.
        """
        emptied: dict[str, Any] = dict.fromkeys(_OF_CONTENT, ())
        return replace(self, **emptied, q="")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filtered, whatever is counted."""
        return self == self.cleared()

    def to_query(self) -> str:
        """A URL query, without ``?``, with keys in a fixed order; empty fields are left out."""
        pairs: list[tuple[str, str]] = []
        for key, name in _KEYS.items():
            value = getattr(self, name)
            if isinstance(value, tuple):
                pairs += [(key, str(item)) for item in value]
            elif value and (name, value) != ("unit", UNITS[0]):
                pairs.append((key, str(value)))
        return urlencode(pairs)

    @classmethod
    def from_query(cls, query: str | Mapping[str, Any]) -> tuple[Self, list[Notice]]:
        """Filters from a URL query, and what of it could not be used.

        Unknown keys are ignored (a page keeps its own there); a bad value is dropped with a notice, never an error.

        Parameters
        ----------
        query : str or mapping
            ``"from=2018-01-01&publisher=a&publisher=b"``, with or without ``?``; or a mapping of key to a value or
            a list of values.
        """
        values = _values(query)
        notices: list[Notice] = []
        found: dict[str, Any] = {}
        for key, name in _KEYS.items():
            parsed = [_parse(name, raw, key, notices) for raw in values.get(key, [])[:MAX_VALUES]]
            kept = [value for value in parsed if value is not None]
            if kept:
                found[name] = kept[0] if name in _SINGLE else tuple(kept)
        _settle(found, notices)
        return cls(**found), notices


EVERYTHING: Final = Filters()
"""The empty selection: every article of the run."""

_KEYS: Final[Mapping[str, str]] = {
    "from": "date_from",
    "to": "date_to",
    "language": "languages",
    "publisher": "publishers",
    "topic": "topics",
    "actor": "actors",
    "source": "sources",
    "tone": "tones",
    "also_actor": "also_actors",
    "also_source": "also_sources",
    "also_named": "also_named",
    "source_class": "source_classes",
    "source_detail": "source_details",
    "naming": "naming",
    "place": "places",
    "also_place": "also_places",
    "candidate": "candidates",
    "copied_from": "copied_from",
    "fit": "fit",
    "q": "q",
    "unit": "unit",
    "story_from": "story_from",
    "story_to": "story_to",
}
_KEY_OF: Final[Mapping[str, str]] = {name: key for key, name in _KEYS.items()}
_DATES: Final = frozenset(name for pair in _RANGES for name in pair)
_SINGLE: Final = _DATES | {"q", "unit"}
_OF_CONTENT: Final = tuple(name for name in _KEYS.values() if name not in {*_SINGLE, "languages", "publishers"})
"""What articles say and copy, not what was collected."""
_ALLOWED: Final[Mapping[str, Sequence[str]]] = {
    "languages": LANGUAGES,
    "tones": TONE_LABELS,
    "source_classes": SOURCE_CLASSES,
    "source_details": SOURCE_DETAILS,
    "naming": NAMING,
    "fit": FIT,
    "unit": UNITS,
}
STORIES_ONLY: Final = "unit=stories"
"""What a notice says is allowed where a story's date is given while articles are counted."""
TOO_LONG: Final = f"1 to {MAX_LENGTH} characters"
"""What a notice says is allowed where a value is empty or longer than any key of a run."""
INSIDE_DATES: Final = "a date inside from and to"
"""What a notice says is allowed where no article of the selection's dates can be of a story of the date given."""


def _settle(found: dict[str, Any], notices: list[Notice]) -> None:
    """Drop what contradicts the rest.

    That is a first day after the last, and a story's date where articles are counted or beyond their dates.
    """
    for first, last in _RANGES:
        if first in found and last in found and found[first] > found[last]:
            notices.append(Notice(_KEY_OF[first], str(found.pop(first)), f"a date up to {found[last]}"))
    if found.get("unit") != "stories":
        for name in _RANGES[1]:
            if name in found:
                notices.append(Notice(name, str(found.pop(name)), STORIES_ONLY))
    for name, first, last in (("story_from", "story_from", "date_to"), ("story_to", "date_from", "story_to")):
        if first in found and last in found and found[first] > found[last]:
            notices.append(Notice(name, str(found.pop(name)), INSIDE_DATES))


def _values(query: str | Mapping[str, Any]) -> dict[str, list[str]]:
    if isinstance(query, str):
        try:
            return parse_qs(query.removeprefix("?"), max_num_fields=1000)
        except ValueError:  # too many fields
            return {}
    return {
        key: [str(v) for v in (value if isinstance(value, list | tuple) else [value])] for key, value in query.items()
    }


def _parse(name: str, raw: str, key: str, notices: list[Notice]) -> date | int | str | None:
    shown = raw[:60]
    if name in _DATES:
        try:
            return date.fromisoformat(raw)
        except ValueError:
            notices.append(Notice(key, shown, "a date such as 2018-03-31"))
            return None
    if name == "topics":
        if raw.isascii() and raw.isdigit() and len(raw) < 7:
            return int(raw)
        notices.append(Notice(key, shown, "a topic number, from 0"))
        return None
    if name == "q" and not fold(raw).split():
        notices.append(Notice(key, shown, "words with a letter or a digit"))
        return None
    allowed = _ALLOWED.get(name)
    if (allowed and raw not in allowed) or len(raw) > MAX_LENGTH or not raw.strip() or "\x00" in raw:
        notices.append(Notice(key, shown, ", ".join(allowed) if allowed else TOO_LONG))
        return None
    return raw
