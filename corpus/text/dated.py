"""What a date is here: a moment with its precision and basis, or the reason why there is none."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final

EARLIEST: Final = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)
PLACEHOLDERS: Final = frozenset(
    dt.date(*parts)
    for parts in (
        (1, 1, 1),  # .NET, Go
        (1899, 12, 30),  # spreadsheets' zero
        (1899, 12, 31),
        (1900, 1, 1),
        (1904, 1, 1),
        (1970, 1, 1),  # the epoch
        (9999, 12, 31),
    )
)
"""Days by which programs say "no date"."""


@dataclass(frozen=True, slots=True)
class Dated:
    """When something was published: ``at`` in UTC or None, its precision and basis, and why it is not better.

    ``candidates`` are the two days between which an ambiguous value leaves the choice.
    """

    at: dt.datetime | None
    precision: str
    basis: str
    note: str = ""
    candidates: tuple[dt.date, ...] = ()


UNDATED: Final = Dated(None, "none", "none")


def undated(note: str) -> Dated:
    """No date, with the reason."""
    return replace(UNDATED, note=note)


def dated_day(day: dt.date, basis: str, precision: str = "day", note: str = "") -> Dated:
    """A day as a date: midnight in UTC."""
    return Dated(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC), precision, basis, note)


def day_of(year: int, month: int, day: int, precision: str = "day") -> Dated:
    """The day of a metadata value, or undated with a note if the calendar has none such."""
    try:
        return dated_day(dt.date(year, month, day), "metadata", precision)
    except ValueError:
        empty = year == 0 or (year == 1900 and 0 in (month, day))
        return undated("placeholder-date" if empty else "no-such-day")


def moment_of(moment: dt.datetime, offset: dt.timedelta | None = None) -> Dated:
    """The moment in UTC; whether it is a day is told by the clock it is written with, not by that of UTC."""
    as_written = moment.replace(tzinfo=dt.UTC)
    if as_written.date() in PLACEHOLDERS:
        return undated("placeholder-date")
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):  # in any zone it means the day it is written with
        return Dated(as_written, "day", "metadata")
    try:
        shift = (moment.utcoffset() if offset is None else offset) or dt.timedelta()
        return Dated(as_written - shift, "minute", "metadata")
    except OverflowError:  # in year 1 or 9999: not believed afterwards
        return Dated(as_written, "minute", "metadata")


def believed(found: Dated, today: dt.date) -> Dated:
    """The date, or undated with a note if it is a placeholder, before 1990 or after the next day."""
    if found.at is None:
        return found
    if found.at.date() in PLACEHOLDERS:
        return undated("placeholder-date")
    if found.at < EARLIEST:
        return undated("before-1990")
    if found.at.date() - today > dt.timedelta(days=1):
        return undated("in-the-future")
    return found
