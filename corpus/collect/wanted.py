"""What lists, feeds and searches hand to a collection."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from corpus.collect.answers import Answer, Failure
from corpus.collect.normal import LONGEST_ADDRESS
from corpus.readers.records import Markup, Problem, Record
from corpus.text.clean import storable

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

    def __post_init__(self) -> None:
        _fit(self)


@dataclass(frozen=True, slots=True)
class AtHand:
    """An article that a feed holds whole and gives no address for; ``url`` is a name made for it."""

    source_uri: str
    url: str
    item: Record | Markup

    def __post_init__(self) -> None:
        _fit(self)


@dataclass(frozen=True, slots=True)
class Unusable:
    """A line of a list that holds no address."""

    source_uri: str
    problem: Problem

    def __post_init__(self) -> None:
        object.__setattr__(self, "source_uri", storable(self.source_uri))


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed or archive that was asked for, and what came; what it gave follows it."""

    url: str
    kind: str
    found: Answer | Failure

    def __post_init__(self) -> None:
        object.__setattr__(self, "url", _stored_address(self.url))


@dataclass(frozen=True, slots=True)
class Missed:
    """A part of a search that could not be read, or whose answer is known to be incomplete."""

    source_uri: str
    detail: str
    is_failure: bool = True


Item = Wanted | AtHand | Unusable | Listed | Missed


def _fit(item: Wanted | AtHand) -> None:
    object.__setattr__(item, "url", _stored_address(item.url))
    object.__setattr__(item, "source_uri", storable(item.source_uri))


def _stored_address(url: str) -> str:
    """The address as the table of fetches can hold it: halves of characters written out, and not of any length.

    One that is cut is longer than any that is asked for, so that it is rejected and never another page's.
    """
    fit = storable(url)
    if len(fit) <= LONGEST_ADDRESS:
        return fit
    return f"{fit[:LONGEST_ADDRESS]}…{hashlib.sha256(fit.encode()).hexdigest()[:16]}"
