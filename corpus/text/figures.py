"""Dates that programs write: ISO 8601, RFC 2822, RFC 850, asctime, seconds since 1970, serial days of spreadsheets."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from typing import Final

from corpus.text.clocks import FARTHEST_ZONE, with_clock
from corpus.text.dated import Dated, dated_day, day_of, moment_of, undated

_ISO: Final = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2}))?(?!\d)(?P<rest>.*)", re.S
)
_ISO_WEEK: Final = re.compile(r"(?P<year>\d{4})-?w(?P<week>\d\d)(?:-?(?P<day>[1-7]))?(?!\d)(?P<rest>.*)", re.S)
_ORDINAL: Final = re.compile(r"(?P<year>\d{4})-(?P<day>\d{3})(?!\d)(?P<rest>.*)", re.S)
_RFC: Final = re.compile(
    r"(?:[a-z]{3},\s*)?\d{1,2}\s+[a-z]{3}\s+\d{4}\s+\d{1,2}:\d{2}(?::\d{2})?\s*(?:gmt|utc?|z|e[sd]t|c[sd]t|m[sd]t|p[sd]t|[+-]\d{4})?$"
)
_RFC_850: Final = re.compile(r"[a-z]{6,9},\s*(\d{1,2})-([a-z]{3})-(\d{2})\s+(?P<rest>\d{2}:\d{2}.*)", re.S)
_ASCTIME: Final = re.compile(
    r"[a-z]{3}\s+([a-z]{3})\s+(\d{1,2})\s+(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)\s*(?P<zone>[a-z]{3,4}|[+-]\d{4})?\s+(\d{4})$"
)
_COMPACT: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:t?(?P<clock>\d{4}(?:\d\d)?)(?:[.,]\d+)?\s?(?P<zone>z|gmt|utc|[+-]\d\d:?(?:\d\d)?)?)?"
)
_EPOCH: Final = re.compile(r"\d{9,19}(?:\.\d+)?")
_ZERO: Final = re.compile(r"[-+]?0+(?:\.0+)?|0{4}([-/.]?)0{2}\1?0{2}.*", re.S)
_YEAR_ONLY: Final = re.compile(r"(?:عام\s+|سنه\s+)?(?:19|20)\d\d(?:\.0)?")
_ENGLISH: Final = {
    name: month for month, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_SERIAL_ZERO: Final = {"excel": dt.datetime(1899, 12, 30), "excel-1904": dt.datetime(1904, 1, 1)}
SERIAL_KINDS: Final = tuple(_SERIAL_ZERO)
_LAST_SERIAL: Final = 2_958_465.999_99
"""31 December 9999."""


def figured(plain: str) -> Dated | None:
    """The date of a value that a program wrote, folded; None if it is of another form."""
    if plain[:4].isdigit():
        return _iso(plain) or _compact(plain) or _epoch(plain) or _other_number(plain)
    if _ZERO.fullmatch(plain):
        return undated("placeholder-date")
    return _rfc(plain) or (undated("year-only") if _YEAR_ONLY.fullmatch(plain) else None)


def since_1970(number: float) -> Dated:
    """The moment of seconds, milliseconds, microseconds or nanoseconds since 1970.

    The unit is told by the size: seconds of a year from 1990 to 2100 are no milliseconds of one.
    """
    if number == 0:
        return undated("placeholder-date")
    seconds = next((number / unit for unit in (1, 1e3, 1e6, 1e9) if abs(number / unit) <= 1e11), 0.0)
    if abs(seconds) < 1e8:
        return undated("not-a-date")
    try:
        return moment_of(dt.datetime.fromtimestamp(seconds, dt.UTC))
    except (ValueError, OverflowError, OSError):
        return undated("not-a-date")


def serial_day(number: float, kind: str) -> Dated:
    """The moment of a spreadsheet's serial number; ``kind`` is ``"excel"`` or ``"excel-1904"``.

    Raises
    ------
    ValueError
        If the kind is another.
    """
    if kind not in _SERIAL_ZERO:
        raise ValueError(f"Kind of number is {kind!r}; allowed: {', '.join(SERIAL_KINDS)}.")
    if not 2 <= number <= _LAST_SERIAL:
        return undated("placeholder-date" if 0 <= number < 2 else "not-a-date")
    seconds = round(number * 86_400)  # a serial number is a float: its seconds are not whole
    return moment_of(_SERIAL_ZERO[kind] + dt.timedelta(seconds=seconds))


def _iso(plain: str) -> Dated | None:
    match = _ISO.match(plain)
    if match and match["day"]:
        day = day_of(int(match["year"]), int(match["month"]), int(match["day"]))
        return with_clock(day, match["rest"].lstrip("t"))
    if match and int(match["year"]) >= 1000:
        return day_of(int(match["year"]), int(match["month"]), 1, "month")
    return _iso_week(plain) or _iso_ordinal(plain) or (undated("placeholder-date") if _ZERO.fullmatch(plain) else None)


def _iso_week(plain: str) -> Dated | None:
    match = _ISO_WEEK.match(plain)
    if match is None:
        return None
    if match["day"] is None:
        return undated("week-only")
    try:
        day = dt.date.fromisocalendar(int(match["year"]), int(match["week"]), int(match["day"]))
    except ValueError:
        return undated("no-such-day")
    return with_clock(dated_day(day, "metadata"), match["rest"].lstrip("t"))


def _iso_ordinal(plain: str) -> Dated | None:
    match = _ORDINAL.match(plain)
    if match is None:
        return None
    year, number = int(match["year"]), int(match["day"])
    try:
        day = dt.date(year, 1, 1) + dt.timedelta(days=number - 1)
    except (ValueError, OverflowError):
        return undated("no-such-day")
    if day.year != year:
        return undated("no-such-day")
    return with_clock(dated_day(day, "metadata"), match["rest"].lstrip("t"))


def _rfc(plain: str) -> Dated | None:
    old = _RFC_850.match(plain)
    if old:
        year = int(old[3]) + (1900 if int(old[3]) >= 70 else 2000)
        return with_clock(day_of(year, _ENGLISH.get(old[2], 0), int(old[1])), old["rest"])
    printed = _ASCTIME.match(plain)
    if printed and printed[1] in _ENGLISH:
        day = day_of(int(printed[5]), _ENGLISH[printed[1]], int(printed[2]))
        return with_clock(day, f"{printed['clock']} {printed['zone'] or ''}")
    return _mail(plain)


def _mail(plain: str) -> Dated | None:
    if not _RFC.match(plain):
        return None  # the standard library's parser also takes other forms, and misreads some
    try:
        moment = parsedate_to_datetime(plain)
        return moment_of(moment) if abs(moment.utcoffset() or dt.timedelta()) <= FARTHEST_ZONE else None
    except (ValueError, IndexError, OverflowError):
        return None


def _compact(plain: str) -> Dated | None:
    match = _COMPACT.fullmatch(plain)
    if not match:
        return None
    day = day_of(int(match["year"]), int(match["month"]), int(match["day"]))
    clock = match["clock"]
    if not clock or day.at is None:
        return day
    return with_clock(day, f"{clock[:2]}:{clock[2:4]}:{clock[4:] or '00'} {match['zone'] or ''}")


def _epoch(plain: str) -> Dated | None:
    return since_1970(float(plain)) if _EPOCH.fullmatch(plain) else None


def _other_number(plain: str) -> Dated | None:
    if _ZERO.fullmatch(plain):
        return undated("placeholder-date")
    return undated("year-only") if _YEAR_ONLY.fullmatch(plain) else None
