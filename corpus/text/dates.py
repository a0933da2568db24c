"""Dates as inputs write them: what day or minute, how exactly, and why a value was not believed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from typing import Final

from corpus.text.months import MONTHS, WEEKDAYS, alternatives, number_of
from corpus.text.normalise import fold

EARLIEST: Final = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)
DAY_FIRST: Final = "dmy"
MONTH_FIRST: Final = "mdy"
_EXACTNESS: Final = {"minute": 3, "day": 2, "month": 1, "none": 0}

_MONTH: Final = alternatives(MONTHS)
_WEEKDAY: Final = alternatives(WEEKDAYS)
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_TO_YEAR: Final = r"(?:[\s,،/.-]{1,3}(?:(?:من\s+)?(?:ال)?(?:عام|سنه)\s+)?" + _YEAR + ")?"
_LEAD: Final = rf"(?<!\w)(?:[وبل]?(?P<weekday>{_WEEKDAY})\.?[\s,،(-]{{1,3}}(?:الموافق\s+|the\s+)?)?"
_TWIN: Final = rf"(?:\s?[/(]\s?(?:{_MONTH})(?:\s?\))?)?"  # آب/أغسطس, مارس (آذار)
DAY_MONTH: Final = re.compile(
    _LEAD + r"(?P<day>\d{1,2})(?:st|nd|rd|th|er)?[\s./-]{0,2}(?:(?:من|of|de)\s+)?(?:شهر\s+)?"
    rf"(?P<month>{_MONTH})(?!\w)\.?" + _TWIN + _TO_YEAR
)
MONTH_DAY: Final = re.compile(
    _LEAD + rf"(?P<month>{_MONTH})(?!\w)\.?" + _TWIN + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d|:)" + _TO_YEAR
)
_MONTH_YEAR: Final = re.compile(rf"(?<!\w)(?P<month>{_MONTH})(?!\w)\.?" + _TWIN + r"[\s,،-]+(?:عام\s+)?" + _YEAR)
_ISO: Final = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2}))?(?!\d)(?P<rest>.*)", re.S
)
_NUMERIC: Final = re.compile(
    r"(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)(?P<rest>.*)", re.S
)
_RFC: Final = re.compile(
    r"(?:[a-z]{3},\s*)?\d{1,2}\s+[a-z]{3}\s+\d{4}\s+\d{1,2}:\d{2}(?::\d{2})?\s*(?:[a-z]{1,4}|[+-]\d{4})?$"
)
_CLOCK: Final = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>am|pm|a\.m\.|p\.m\.|ص|م)?(?!\w)"
    r"\s*(?P<zone>z|gmt|utc|[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d))?"
)
_COMPACT: Final = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:t?(?P<clock>\d{4,6})z?)?")
_EPOCH: Final = re.compile(r"\d{9,19}(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Dated:
    """When something was published: ``at`` in UTC or None, its precision and basis, and why it is not better."""

    at: dt.datetime | None
    precision: str
    basis: str
    note: str = ""


UNDATED: Final = Dated(None, "none", "none")


def undated(note: str) -> Dated:
    """No date, with the reason."""
    return replace(UNDATED, note=note)


def parse_date(value: object, today: dt.date, order: str | None = None) -> Dated:
    """The date a metadata value gives.

    Parameters
    ----------
    value : object
        A date, a datetime, seconds or milliseconds since 1970, or text: ISO 8601, RFC 2822, numbers with marks, or
        month names in Arabic, English, French or Turkish.
    today : datetime.date
        A date after the next day, or before 1990, is not believed.
    order : {"dmy", "mdy"}, optional
        How the column writes numbers with marks, as :func:`column_order` found.

    Returns
    -------
    Dated
        Undated, with a note, where the value is empty, not a date, ambiguous or not believed. A time of exactly
        midnight counts as a day, because exports write days so. A time without a zone is taken as UTC.
    """
    if isinstance(value, dt.datetime):
        found = _at(dt.datetime.combine(value.date(), value.timetz()))  # pandas' own datetimes overflow elsewhere
    elif isinstance(value, dt.date):
        found = _day(value.year, value.month, value.day)
    else:
        text = "" if value is None else str(value).strip()
        if not text:
            return UNDATED
        found = _parse_text(text, order)
    return believed(found, today)


def believed(found: Dated, today: dt.date) -> Dated:
    """The date, or undated with a note if it is before 1990 or after the next day."""
    if found.at is None:
        return found
    if found.at < EARLIEST:
        return undated("before-1990")
    if found.at.date() - today > dt.timedelta(days=1):
        return undated("in-the-future")
    return found


def best_date(candidates: Iterable[Dated]) -> Dated:
    """The most exact of several dates, the first among equals; the first note where none is a date."""
    ranked = list(candidates)
    return max(ranked, key=lambda found: (_EXACTNESS[found.precision], bool(found.note)), default=UNDATED)


def column_order(values: Iterable[object]) -> str | None:
    """``"dmy"`` or ``"mdy"`` where the values of a column show which it writes, else None.

    A first number above 12 speaks for the day first, a second above 12 for the month first; the majority decides.
    """
    balance = 0
    for value in values:
        match = _NUMERIC.match(str(value).strip())
        if match:
            balance += (int(match["one"]) > 12) - (int(match["two"]) > 12)
    return None if balance == 0 else DAY_FIRST if balance > 0 else MONTH_FIRST


def has_ambiguous_form(value: object) -> bool:
    """Whether a value is written like 4/5/2017, so that its column's order matters."""
    return _NUMERIC.match(str(value).strip()) is not None


def _parse_text(text: str, order: str | None) -> Dated:
    plain = fold(text)
    for read in (_iso, _rfc, _compact, _epoch):
        found = read(plain)
        if found is not None:
            return found
    numeric = _NUMERIC.match(plain)
    if numeric:
        return _numeric(numeric, order)
    named = DAY_MONTH.search(plain) or MONTH_DAY.search(plain)
    if named and named["year"]:
        day = _day(int(named["year"]), number_of(named["month"], MONTHS), int(named["day"]))
        return _with_clock(day, plain[: named.start()] + " " + plain[named.end() :])
    month = _MONTH_YEAR.search(plain)
    if month and not named:
        return _day(int(month["year"]), number_of(month["month"], MONTHS), 1, "month")
    return undated("not-a-date")


def _iso(plain: str) -> Dated | None:
    match = _ISO.match(plain)
    if not match:
        return None
    if not match["day"]:
        return _day(int(match["year"]), int(match["month"]), 1, "month")
    day = _day(int(match["year"]), int(match["month"]), int(match["day"]))
    return _with_clock(day, match["rest"].lstrip("t"))


def _rfc(plain: str) -> Dated | None:
    if not _RFC.match(plain):
        return None  # the standard library's parser also takes other forms, and misreads some
    try:
        return _at(parsedate_to_datetime(plain))
    except (ValueError, IndexError, OverflowError):
        return None


def _compact(plain: str) -> Dated | None:
    match = _COMPACT.fullmatch(plain)
    if not match:
        return None
    day = _day(int(match["year"]), int(match["month"]), int(match["day"]))
    clock = match["clock"]
    return day if not clock or day.at is None else _with_clock(day, f"{clock[:2]}:{clock[2:4]}")


def _epoch(plain: str) -> Dated | None:
    if not _EPOCH.fullmatch(plain):
        return None
    seconds = float(plain)
    while seconds > 1e11:  # milliseconds, microseconds, nanoseconds
        seconds /= 1000
    try:
        return _at(dt.datetime.fromtimestamp(seconds, dt.UTC))
    except (ValueError, OverflowError, OSError):
        return undated("not-a-date")


def _numeric(match: re.Match[str], order: str | None) -> Dated:
    one, two = int(match["one"]), int(match["two"])
    if order is None and one <= 12 and two <= 12 and one != two:
        return undated("day-or-month-first-unknown")
    month_first = two > 12 if max(one, two) > 12 else order == MONTH_FIRST
    month, day = (one, two) if month_first else (two, one)
    return _with_clock(_day(int(match["year"]), month, day), match["rest"])


def _day(year: int, month: int, day: int, precision: str = "day") -> Dated:
    try:
        return Dated(dt.datetime(year, month, day, tzinfo=dt.UTC), precision, "metadata")
    except ValueError:
        return undated("no-such-day")


def _at(moment: dt.datetime, offset: dt.timedelta | None = None) -> Dated:
    """The moment in UTC; whether it is a day is told by the clock it is written with, not by that of UTC."""
    as_written = moment.replace(tzinfo=dt.UTC)
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):  # in any zone it means the day it is written with
        return Dated(as_written, "day", "metadata")
    try:
        shift = (moment.utcoffset() if offset is None else offset) or dt.timedelta()
        return Dated(as_written - shift, "minute", "metadata")
    except OverflowError:  # in year 1 or 9999, by which some programs say "never": not believed afterwards
        return Dated(as_written, "minute", "metadata")


def _with_clock(day: Dated, rest: str) -> Dated:
    clock = _CLOCK.search(rest)
    if day.at is None or not clock:
        return day
    hour = int(clock["hour"])
    half = (clock["half"] or "")[:1]
    if half in {"p", "م"} and hour < 12:
        hour += 12
    elif half in {"a", "ص"} and hour == 12:
        hour = 0
    try:
        moment = day.at.replace(hour=hour, minute=int(clock["minute"]), second=int(clock["second"] or 0))
    except ValueError:
        return day
    return _at(moment, _offset(clock["zone"]))


def _offset(zone: str | None) -> dt.timedelta:
    if not zone or zone in {"z", "gmt", "utc"}:
        return dt.timedelta()
    digits = zone[1:].replace(":", "").ljust(4, "0")
    size = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return size if zone[0] == "+" else -size


def named_day(match: re.Match[str], year: int) -> dt.date | None:
    """The day a match of :data:`DAY_MONTH` or :data:`MONTH_DAY` names in a year; None if there is no such day."""
    try:
        return dt.date(year, number_of(match["month"], MONTHS), int(match["day"]))
    except ValueError:
        return None


def weekday_of(match: re.Match[str]) -> int | None:
    """The weekday a match names, Monday 0; None if it names none."""
    return None if match["weekday"] is None else number_of(match["weekday"], WEEKDAYS)


def named_days(plain: str) -> Sequence[re.Match[str]]:
    """The day-and-month expressions of a folded text, in order."""
    found = [*DAY_MONTH.finditer(plain), *MONTH_DAY.finditer(plain)]
    return sorted(found, key=lambda match: match.start())
