"""Dates in words, for pages and printed reports alike; digits are Western in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

MONTHS: Final = {
    "ar": (
        "كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان/أبريل", "أيار/مايو", "حزيران/يونيو", "تموز/يوليو",
        "آب/أغسطس", "أيلول/سبتمبر", "تشرين الأول/أكتوبر", "تشرين الثاني/نوفمبر", "كانون الأول/ديسمبر",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
"""In Arabic the name of the Levant and Iraq, then that of Egypt and the Gulf, as the United Nations write them."""
SHORT_MONTHS: Final = {
    "ar": tuple(name.split("/")[0] for name in MONTHS["ar"]),
    "en": tuple(name[:3] for name in MONTHS["en"]),
}
"""Names for an axis, where the long ones have no room."""
RANGES: Final = {"ar": "من {low} إلى {high}", "en": "{low} to {high}"}
MAX_TICKS: Final = {"ar": 5, "en": 7}
"""Names of days that fit side by side in half a page; Arabic month names are long."""


def between(low: str, high: str, language: str) -> str:
    """The words for a range: ``2% to 7%``, ``من 2% إلى 7%``."""
    return RANGES[language].format(low=low, high=high)


def day_name(day: date, language: str) -> str:
    """A day in words: ``12 May 2024``, ``12 أيار/مايو 2024``."""
    return f"{day.day} {month_name(day, language)}"


def partial_date(text: str, language: str) -> str:
    """A date known to the year, month or day in words: ``2014``, ``June 2014``, ``29 June 2014``; else as it stands."""
    try:
        match len(text):
            case 7:
                return month_name(date.fromisoformat(f"{text}-01"), language)
            case 10:
                return day_name(date.fromisoformat(text), language)
    except ValueError:  # a workspace's own actors may hold anything
        return text
    return text


def month_name(day: date, language: str) -> str:
    """A day's month in words: ``May 2024``, ``أيار/مايو 2024``."""
    return f"{MONTHS[language][day.month - 1]} {day.year}"


def period_name(start: date, end: date, language: str) -> str:
    """A stretch of time named by what it is: a day, a month, a year, whole months or years, or its two ends."""
    after = end + timedelta(days=1)
    if start == end:
        return day_name(start, language)
    if start.day == 1 and after.day == 1:
        if (start.year, start.month) == (end.year, end.month):
            return month_name(start, language)
        if start.month == after.month == 1:
            years = str(start.year), str(end.year)
            return years[0] if years[0] == years[1] else between(*years, language)
        return between(month_name(start, language), month_name(end, language), language)
    return between(day_name(start, language), day_name(end, language), language)


def tick_names(starts: Sequence[date], language: str) -> tuple[list[date], list[str]]:
    """At most :data:`MAX_TICKS` evenly spaced periods for an axis (more years fit), and what to write under each.

    The year is written at the first tick and wherever it changes, on a second line.
    """
    if not starts:
        return [], []
    yearly = all(start.month == 1 and start.day == 1 for start in starts) and len(starts) > 1
    step = -(-len(starts) // MAX_TICKS["en" if yearly else language])
    kept = list(starts[::step])
    if yearly:
        return kept, [str(start.year) for start in kept]
    daily = any(start.day != 1 for start in starts)
    names = []
    for place, start in enumerate(kept):
        name = SHORT_MONTHS[language][start.month - 1]
        name = f"{start.day} {name}" if daily else name
        new_year = place == 0 or start.year != kept[place - 1].year
        names.append(f"{name}<br>{start.year}" if new_year else name)
    return kept, names
