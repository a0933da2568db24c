"""What lists, feeds and searches hand to a collection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from corpus.collect.answers import Answer, Failure
from corpus.readers.records import Markup, Problem, Record

FEED: Final = "feed"
ARCHIVE: Final = "archive"
LISTS: Final = (FEED, ARCHIVE)
"""What stands in the place of a source for an address that itself is one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page to be fetched: who gave it, its place there, and what is known of it from there."""

    source_uri: str
    position: int
    url: str
    values: Mapping[str, str] = field(default_factory=dict)
    dates: tuple[tuple[object, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class AtHand:
    """An article that a feed holds whole and gives no address for; ``url`` is a name made for it."""

    source_uri: str
    url: str
    item: Record | Markup


@dataclass(frozen=True, slots=True)
class Unusable:
    """A line of a list that holds no address."""

    source_uri: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed or archive that was asked for, and what came; what it gave follows it."""

    url: str
    kind: str
    found: Answer | Failure


@dataclass(frozen=True, slots=True)
class Missed:
    """A part of a search that could not be read, or whose answer is known to be incomplete."""

    source_uri: str
    detail: str
    is_failure: bool = True


Item = Wanted | AtHand | Unusable | Listed | Missed
