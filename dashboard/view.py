"""View: everything a page shows depends on, as a value that fits in a URL."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Self
from urllib.parse import parse_qs, quote, urlencode

from analytics.evaluation import STEPS
from analytics.study import EVERYTHING, Filters, Notice
from analytics.study.filters import MAX_LENGTH
from analytics.study.places import LEVELS
from dashboard.i18n import LANGUAGES

PATHS: Final[Mapping[str, str]] = {
    "overview": "/",
    "topics": "/topics",
    "actors": "/actors",
    "sources": "/sources",
    "places": "/places",
    "tone": "/tone",
    "articles": "/articles",
    "methods": "/methods",
}
MISSING: Final = "missing"
SCHEMES: Final = ("light", "dark")
MEASURES: Final = ("count", "share")
MARKS: Final = ("actor", "candidate", "speaker", "cue", "content", "figure", "topic", "tone")
DEPTHS: Final = ("topics", "themes")
TRENDS: Final = ("lines", "panels")
PARTS: Final = ("list", "bursts", "map", "news")
"""What of all topics is shown: their list, their bursts, the map of articles, what is new since the run before."""
TOPIC_PARTS: Final = ("about", "words", "sentences")
"""What of one topic is shown."""
TONE_BY: Final = ("topic", "publisher", "actor", "language")
"""By what tone is broken down."""
ALL_STEPS: Final = "all"
NO_ACTOR: Final = "~"
"""Stands where an actor would: the tone of the articles is asked for, although one actor is filtered."""
_BURST: Final = re.compile(r"([0-9]{1,6}):([0-9]{4}-[0-9]{2}-[0-9]{2}):([0-9]{4}-[0-9]{2}-[0-9]{2})")
_SPAN: Final = re.compile(r"([0-9]{1,9}):([0-9]{1,9})")
_ARTICLE: Final = re.compile(r"/articles/([^/]{1,64})")
_TOPIC_ID: Final = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class BurstKey:
    """Which burst is explained: its topic, first and last day."""

    topic: int
    start: date
    end: date

    def __str__(self) -> str:
        return f"{self.topic}:{self.start}:{self.end}"


@dataclass(frozen=True, slots=True)
class View:
    """What one address shows: the page, the selection, the language of the interface, the colour scheme.

    ``measure`` is what bars over time show, ``level`` which kind of place is ranked, ``focus`` the topic whose page is
    open, ``article`` the article being read, ``hide`` the highlights switched off there, ``counted`` the kind of
    reported figures shown, ``counted_at`` the place they are told of, ``pair`` the two actors whose shared sentences
    are read; ``part``, ``depth``, ``trends`` and ``topic_part`` are what of the topics is shown and how, ``burst`` the
    burst that is explained; ``tone_by`` is what tone is broken down by, ``toward`` the actor it is directed at, ``why``
    the characters of the article whose tone is explained, ``step`` the step whose accuracy is read. ``notices`` are the
    parts of the address that could not be used.
    """

    page: str = "overview"
    filters: Filters = EVERYTHING
    ui: str = "en"
    scheme: str = "light"
    measure: str = "count"
    level: str = "place"
    focus: int | None = None
    article: str | None = None
    hide: tuple[str, ...] = ()
    counted: str = ""
    counted_at: str = ""
    pair: tuple[str, ...] = ()
    part: str = PARTS[0]
    depth: str = DEPTHS[0]
    trends: str = TRENDS[0]
    topic_part: str = TOPIC_PARTS[0]
    burst: BurstKey | None = None
    tone_by: str = TONE_BY[0]
    toward: str = ""
    why: tuple[int, int] | None = None
    step: str = ALL_STEPS
    notices: tuple[Notice, ...] = ()

    @classmethod
    def parse(cls, path: str, search: str, default_ui: str = "en") -> Self:
        """The view of an address; a bad part falls back and leaves a notice, never an error.

        Parameters
        ----------
        path, search : str
            Of the address; ``search`` with or without ``?``.
        default_ui : str
            Language of the interface if the address names none.
        """
        page, article = _page(path)
        filters, notices = Filters.from_query(search)
        values = _values(search)
        ui = _choice(values, "ui", LANGUAGES, default_ui, notices)
        scheme = _choice(values, "scheme", SCHEMES, "light", notices)
        measure = _choice(values, "measure", MEASURES, "count", notices)
        level = _choice(values, "level", LEVELS, "place", notices)
        focus = _focus(values, notices)
        hide = tuple(mark for mark in MARKS if mark in values.get("hide", []))
        texts = {name: _short(values, name, notices) for name in ("counted", "counted_at", "toward")}
        choices = {name: _choice(values, name, allowed, allowed[0], notices) for name, allowed in _CHOICES.items()}
        pair, burst, why = _pair(values, notices), _burst(values, notices), _why(values, notices)
        return cls(page, filters, ui, scheme, measure, level, focus, article, hide, pair=pair, burst=burst, why=why,
                   **texts, **choices, notices=tuple(notices))  # fmt: skip

    def to(self, page: str | None = None, **changes: Any) -> Self:
        """The view with changes; another page keeps the selection, language and colours and drops what is its own.

        Parameters
        ----------
        page : str, optional
            Another page.
        **changes
            Field names and their new values.
        """
        own: dict[str, Any] = {} if page is None else {
            "page": page, "level": LEVELS[0], "focus": None, "article": None, "hide": (), "counted": "",
            "counted_at": "", "pair": (), "burst": None, "toward": "", "why": None,
            **{name: allowed[0] for name, allowed in _CHOICES.items()},
        }  # fmt: skip
        return replace(self, **{**own, "notices": (), **changes})

    @property
    def query(self) -> str:
        """The query of the address, without ``?``; the language is always in it, so that a shared link looks alike."""
        pairs = [("ui", self.ui)]
        pairs += [("scheme", self.scheme)] if self.scheme != "light" else []
        pairs += [("measure", self.measure)] if self.measure != "count" else []
        pairs += [("level", self.level)] if self.level != LEVELS[0] else []
        pairs += [("focus", str(self.focus))] if self.focus is not None else []
        pairs += [("hide", mark) for mark in self.hide]
        pairs += [("counted", self.counted)] if self.counted else []
        pairs += [("counted_at", self.counted_at)] if self.counted_at else []
        pairs += [("pair", actor) for actor in self.pair]
        chosen = [(name, getattr(self, name), allowed[0]) for name, allowed in _CHOICES.items()]
        pairs += [(name, value) for name, value, default in chosen if value != default]
        pairs += [("burst", str(self.burst))] if self.burst is not None else []
        pairs += [("toward", self.toward)] if self.toward else []
        pairs += [("why", f"{self.why[0]}:{self.why[1]}")] if self.why is not None else []
        return "&".join(part for part in (self.filters.to_query(), urlencode(pairs)) if part)

    @property
    def href(self) -> str:
        """The address, from the root."""
        path = PATHS.get(self.page, "/")
        if self.article is not None:
            path = f"{PATHS['articles']}/{quote(self.article, safe='')}"
        return f"{path}?{self.query}"


_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "part": PARTS,
    "depth": DEPTHS,
    "trends": TRENDS,
    "topic_part": TOPIC_PARTS,
    "tone_by": TONE_BY,
    "step": (ALL_STEPS, *STEPS),
}
"""Fields that have one of a few values, the first by default."""


def _page(path: str) -> tuple[str, str | None]:
    found = _ARTICLE.fullmatch(path)
    if found:
        return "articles", found[1]
    trimmed = path.rstrip("/") or "/"
    return next((page for page, known in PATHS.items() if known == trimmed), MISSING), None


def _values(search: str) -> dict[str, list[str]]:
    try:
        return parse_qs(search.removeprefix("?"), max_num_fields=1000)
    except ValueError:  # more fields than any page writes
        return {}


def _focus(values: Mapping[str, list[str]], notices: list[Notice]) -> int | None:
    focus = values.get("focus", [""])[0]
    if focus and not _TOPIC_ID.fullmatch(focus):
        notices.append(Notice("focus", focus[:60], "a topic number, from 0"))
        return None
    return int(focus) if focus else None


def _short(values: Mapping[str, list[str]], name: str, notices: list[Notice]) -> str:
    value = values.get(name, [""])[0]
    if len(value) > MAX_LENGTH:
        notices.append(Notice(name, value[:60], f"1 to {MAX_LENGTH} characters"))
        return ""
    return value


def _pair(values: Mapping[str, list[str]], notices: list[Notice]) -> tuple[str, ...]:
    """Two different actors; anything else is no pair."""
    pair = tuple(dict.fromkeys(values.get("pair", [])))
    if not pair or (len(pair) == 2 and not any(len(key) > MAX_LENGTH or "\x00" in key for key in pair)):
        return pair
    notices.append(Notice("pair", " ".join(pair)[:60], "two different actors"))
    return ()


def _burst(values: Mapping[str, list[str]], notices: list[Notice]) -> BurstKey | None:
    given = values.get("burst", [""])[0]
    if not given:
        return None
    found = _BURST.fullmatch(given)
    try:
        if found and (key := BurstKey(int(found[1]), date.fromisoformat(found[2]), date.fromisoformat(found[3]))):
            if key.start <= key.end:
                return key
    except ValueError:  # no day of the calendar
        pass
    notices.append(Notice("burst", given[:60], "topic:first day:last day"))
    return None


def _why(values: Mapping[str, list[str]], notices: list[Notice]) -> tuple[int, int] | None:
    """Characters of an article, the end exclusive."""
    given = values.get("why", [""])[0]
    found = _SPAN.fullmatch(given)
    if found and int(found[1]) < int(found[2]):
        return int(found[1]), int(found[2])
    if given:
        notices.append(Notice("why", given[:60], "first character:end"))
    return None


def _choice(
    values: Mapping[str, list[str]], key: str, allowed: tuple[str, ...], default: str, notices: list[Notice]
) -> str:
    given = values.get(key, [default])[0]
    if given in allowed:
        return given
    notices.append(Notice(key, given[:60], ", ".join(allowed)))
    return default
