"""Dates as inputs write them: what day or minute, how exactly, and why a value was not believed."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from numbers import Real
from typing import Final

from corpus.text.calendars import Foreign, foreign_date
from corpus.text.clocks import with_clock
from corpus.text.dated import UNDATED, Dated, believed, dated_day, day_of, moment_of, undated
from corpus.text.figures import figured, serial_day, since_1970
from corpus.text.folding import quick_fold
from corpus.text.months import WEEKDAYS, alternatives, number_of
from corpus.text.relative import relative_date
from corpus.text.written import Named, first_named, month_and_year

__all__ = [
    "DAY_FIRST",
    "MONTH_FIRST",
    "UNDATED",
    "Dated",
    "believed",
    "best_date",
    "column_order",
    "has_ambiguous_form",
    "parse_date",
    "undated",
]

DAY_FIRST: Final = "dmy"
MONTH_FIRST: Final = "mdy"
LONGEST: Final = 200
"""Characters of a value that are read; a longer one is a text, in which any date may stand."""
_EXACTNESS: Final = {"minute": 3, "day": 2, "month": 1, "none": 0}
_TOLERANCE: Final = dt.timedelta(days=1)
"""Between a Hijri day by the tables and by sight of the moon."""

_NUMERIC: Final = re.compile(
    r"(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)(?P<rest>.*)", re.S
)
_SHORT_YEAR: Final = re.compile(
    r"(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{2})(?![\d:])(?P<rest>.*)", re.S
)
_CLEAR_MAJORITY: Final = 0.95
"""Share of the telling values of a column above which the others are slips of the pen, not another writing."""
_WITHIN: Final = re.compile(r"(?<![\d.,:/-])(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4})(?!\d)")
_WEEKDAY: Final = re.compile(rf"(?<!\w)(?P<weekday>{alternatives(WEEKDAYS)})(?!\w)")


def parse_date(
    value: object,
    today: dt.date,
    order: str | None = None,
    reference: dt.datetime | None = None,
    kind: str | None = None,
) -> Dated:
    """The date a metadata value gives.

    Parameters
    ----------
    value : object
        A date, a datetime, a number of seconds or its thousandths since 1970, or text: ISO 8601, RFC 2822 and 850,
        numbers with marks, month names in Arabic, English, French, Turkish or Kurdish, the Hijri and the Iranian
        calendar, or a time from now ("3 hours ago").
    today : datetime.date
        A date after the next day, or before 1990, is not believed.
    order : {"dmy", "mdy"}, optional
        How the column writes numbers with marks, as :func:`column_order` found.
    reference : datetime.datetime, optional
        When the page that gives the value was fetched. Times from now are counted from it, with basis "inferred".
    kind : {"excel", "excel-1904"}, optional
        Numbers are a spreadsheet's serial days.

    Returns
    -------
    Dated
        Undated, with a note, where the value is empty, not a date, ambiguous or not believed; an ambiguous one holds
        its two ``candidates``. A time of exactly midnight counts as a day, because exports write days so. A time
        without a zone is taken as UTC. Where a Hijri and a Gregorian date stand together the Gregorian is taken, and
        a note made if they are more than a day apart.

    Raises
    ------
    ValueError
        If ``kind`` is not one of those named.
    """
    if isinstance(value, dt.datetime):
        found = moment_of(dt.datetime.combine(value.date(), value.timetz()))  # pandas' own overflow elsewhere
    elif isinstance(value, dt.date):
        found = day_of(value.year, value.month, value.day)
    elif isinstance(value, Real) and not isinstance(value, bool):
        found = _of_number(value, kind)
    else:
        text = "" if value is None else str(value).strip()
        if not text:
            return UNDATED
        found = _of_text(quick_fold(text[:LONGEST]).strip(), today, order, reference, kind)
    return believed(found, today)


def best_date(candidates: Iterable[Dated]) -> Dated:
    """The most exact of several dates, the first among equals; the first note where none is a date."""
    ranked = list(candidates)
    return max(ranked, key=_worth, default=UNDATED)


def _worth(found: Dated) -> tuple[int, bool]:
    return _EXACTNESS[found.precision], found.at is None and bool(found.note)


def column_order(values: Iterable[object]) -> str | None:
    """``"dmy"`` or ``"mdy"`` where the values of a column show which it writes, else None.

    A first number above 12 speaks for the day first, a second above 12 for the month first. Where both occur the
    column has two writers: it shows an order only if more than 95 in 100 of the telling values speak for it. A value
    with two digits of the year shows the month first; a day first only if its last number can be no day of a month,
    because 13/7/17 may be the 17th of July 2013 as well.
    """
    telling: Counter[str] = Counter()
    for value in values:
        text = str(value).strip()
        match = _NUMERIC.match(text) or _SHORT_YEAR.match(text)
        if match is None:
            continue
        telling[MONTH_FIRST] += int(match["two"]) > 12 >= int(match["one"])
        is_year = len(match["year"]) == 4 or not 1 <= int(match["year"]) <= 31
        telling[DAY_FIRST] += int(match["one"]) > 12 >= int(match["two"]) and is_year
    order, most = max(telling.items(), key=lambda item: item[1], default=("", 0))
    return order if most and most > _CLEAR_MAJORITY * telling.total() else None


def has_ambiguous_form(value: object) -> bool:
    """Whether a value is written like 4/5/2017 or 4/5/17, so that its column's order matters."""
    text = str(value).strip()
    return _NUMERIC.match(text) is not None or _SHORT_YEAR.match(text) is not None


def _of_number(value: Real, kind: str | None) -> Dated:
    try:
        number = float(value)
    except OverflowError:
        return undated("not-a-date")
    if math.isnan(number):  # how tables write nothing
        return UNDATED
    if math.isinf(number):
        return undated("not-a-date")
    if kind is not None:
        return serial_day(number, kind)
    return undated("year-only") if 1900 <= number <= 2100 and number.is_integer() else since_1970(number)


def _of_text(plain: str, today: dt.date, order: str | None, reference: dt.datetime | None, kind: str | None) -> Dated:
    if kind is not None and re.fullmatch(r"\d{1,7}(?:\.\d+)?", plain):
        return serial_day(float(plain), kind)
    found = _with_foreign(plain, today, order)
    if found is not None:
        return found
    short = _SHORT_YEAR.match(plain)
    found = _gregorian(plain, order) if short is None else _short_year(short, order, today)
    if found is not None:
        return found
    return relative_date(plain, reference) or undated("not-a-date")


def _with_foreign(plain: str, today: dt.date, order: str | None) -> Dated | None:
    """The date of a value that holds one of another calendar, alone or beside one of ours."""
    foreign = foreign_date(plain)
    if foreign is None:
        return None
    rest = plain[: foreign.start] + " " + plain[foreign.end :]
    days = [day for day in foreign.days if believed(dated_day(day, "metadata"), today).at is not None]
    beside = _gregorian(rest.strip(" -/,،()|"), order, of_days=True)
    if beside is not None and beside.at is not None:
        apart = all(abs(beside.at.date() - day) > _TOLERANCE for day in days)
        return replace(beside, note="calendars-disagree") if apart else beside
    chosen = [day for day in days if day in beside.candidates] if beside is not None and beside.candidates else days
    return _only(chosen, foreign, rest)


def _only(days: list[dt.date], foreign: Foreign, rest: str) -> Dated:
    if len(days) == 1:
        return with_clock(dated_day(days[0], "metadata"), rest)
    if days:
        return undated("calendar-unknown")
    return dated_day(foreign.days[0], "metadata") if foreign.days else undated("no-such-day")


def _gregorian(plain: str, order: str | None, *, of_days: bool = False) -> Dated | None:
    """The date of a folded value in our calendar; None if it holds none."""
    found = figured(plain)
    if found is not None:
        return found
    numeric = _NUMERIC.match(plain)
    if numeric is None and (within := _WITHIN.search(plain)):  # behind a label or a weekday
        if within[1]:
            found = figured(plain[within.start() :])
            return found and _checked(found, plain[: within.start()])
        numeric = _NUMERIC.match(plain, within.start())
    if numeric:
        return _numeric(numeric, order, plain[: numeric.start()])
    named = first_named(plain)
    if named is not None:
        return _of_named(named, plain)
    month = None if of_days else month_and_year(plain)
    if month:
        return day_of(month[1], month[0], 1, "month")
    return None


def _short_year(match: re.Match[str], order: str | None, today: dt.date) -> Dated:
    """The day of a value with two digits of the year in the column's order, in the latest century not ahead."""
    one, two, year = int(match["one"]), int(match["two"]), 2000 + int(match["year"])
    if order is None:
        return undated("two-digit-year")
    month, day = (one, two) if order == MONTH_FIRST else (two, one)
    if (year, month, day) > (today.year, today.month, today.day):
        year -= 100
    return with_clock(day_of(year, month, day), match["rest"])


def _of_named(named: Named, plain: str) -> Dated | None:
    if named.year is None:
        return undated("no-year")
    day = day_of(named.year, named.month, named.day)
    if named.weekday is not None and day.at is not None and day.at.weekday() != named.weekday:
        day = replace(day, note="weekday-disagrees")
    return with_clock(day, plain[: named.start] + " " + plain[named.end :])


def _numeric(match: re.Match[str], order: str | None, before: str) -> Dated:
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if order is None and one <= 12 and two <= 12 and one != two:
        return _by_weekday(year, one, two, before, match["rest"])
    month_first = two > 12 if max(one, two) > 12 else order == MONTH_FIRST
    month, day = (one, two) if month_first else (two, one)
    return with_clock(day_of(year, month, day), match["rest"])


def _by_weekday(year: int, one: int, two: int, before: str, rest: str) -> Dated:
    """The one of two days that falls on the weekday the value names; else undated, with both."""
    try:
        days = [dt.date(year, two, one), dt.date(year, one, two)]
    except ValueError:
        return undated("placeholder-date" if year == 0 or (year == 1900 and 0 in (one, two)) else "no-such-day")
    weekday = _WEEKDAY.search(f"{before} {rest}")
    fitting = [day for day in days if weekday and day.weekday() == number_of(weekday["weekday"], WEEKDAYS)]
    if len(fitting) == 1:
        return with_clock(dated_day(fitting[0], "metadata"), rest)
    return replace(undated("day-or-month-first-unknown"), candidates=tuple(days))


def _checked(found: Dated, beside: str) -> Dated:
    """The date, with a note if the weekday beside it is another."""
    weekday = _WEEKDAY.search(beside) if found.precision == "day" else None
    if found.at is None or not weekday or found.at.weekday() == number_of(weekday["weekday"], WEEKDAYS):
        return found
    return replace(found, note="weekday-disagrees")
