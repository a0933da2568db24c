"""Filters: which articles a number is about, as a value that fits in a URL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final, Self
from urllib.parse import parse_qs, urlencode

from analytics.schema import TONE_LABELS
from corpus.schema import LANGUAGES
from corpus.text.normalise import fold

MAX_VALUES: Final = 200
MAX_LENGTH: Final = 300


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
    ``also_actors`` and ``also_sources`` must *each* be in an article, beside the rest: they say who appears with whom.
    ``date_from`` and ``date_to`` are both inclusive. An empty field does not filter. Values are kept sorted and unique,
    so that equal selections are equal objects, give equal URLs and share a cache entry.
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
    q: str = ""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str | date) or value is None:
                continue
            object.__setattr__(self, field.name, tuple(sorted(set(value))))
        object.__setattr__(self, "q", " ".join(self.q.split()))
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise ValueError(
                f"date_from ({self.date_from}) must not be after date_to ({self.date_to}); swap them or drop one."
            )

    def narrow(self, **changes: Any) -> Self:
        """These filters with some fields replaced.

        Parameters
        ----------
        **changes
            Field names and their new values, as in the constructor.
        """
        return replace(self, **changes)

    def within(self, start: date, end: date) -> Self:
        """These filters with their dates cut to ``start`` to ``end``, both inclusive.

        Raises
        ------
        ValueError
            If nothing is left.
        """
        lower = max(start, self.date_from) if self.date_from else start
        upper = min(end, self.date_to) if self.date_to else end
        return replace(self, date_from=lower, date_to=upper)

    def frame(self) -> Self:
        """What was collected: these filters without topics, actors, sources, tones and words.

        Its count is the denominator of a share over time.
        """
        return replace(self, topics=(), actors=(), sources=(), tones=(), also_actors=(), also_sources=(), q="")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filtered."""
        return self == type(self)()

    def to_query(self) -> str:
        """A URL query, without ``?``, with keys in a fixed order; empty fields are left out."""
        pairs: list[tuple[str, str]] = []
        for key, name in _KEYS.items():
            value = getattr(self, name)
            if isinstance(value, tuple):
                pairs += [(key, str(item)) for item in value]
            elif value:
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
        try:
            return cls(**found), notices
        except ValueError:
            notices.append(Notice("from", str(found.pop("date_from")), f"a date up to {found['date_to']}"))
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
    "q": "q",
}
_SINGLE: Final = frozenset({"date_from", "date_to", "q"})
_ALLOWED: Final[Mapping[str, Sequence[str]]] = {"languages": LANGUAGES, "tones": TONE_LABELS}


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
    if name in ("date_from", "date_to"):
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
        notices.append(Notice(key, shown, ", ".join(allowed) if allowed else f"1 to {MAX_LENGTH} characters"))
        return None
    return raw
