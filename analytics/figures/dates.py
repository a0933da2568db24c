"""Dates in words: the month names of the Levant and Iraq, or English ones; digits are Western in both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

MONTHS: Final = {
    "ar": (
        "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
        "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
SHORT_MONTHS: Final = {"ar": MONTHS["ar"], "en": tuple(name[:3] for name in MONTHS["en"])}  # Arabic has no short forms
MAX_TICKS: Final = {"ar": 5, "en": 7}
"""Names of days that fit side by side in half a page; Arabic month names are long and have no short forms."""


def day_name(day: date, language: str) -> str:
    """A day in words, such as "12 May 2024" or "12 أيار 2024"."""
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


def period_name(start: date, end: date, language: str) -> str:
    """A period in words: a day, a week as two days, a month or a year."""
    if start == end:
        return day_name(start, language)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return str(start.year)
    if start.day == 1 and (start.year, start.month) == (end.year, end.month) and end.day >= 28:
        return f"{MONTHS[language][start.month - 1]} {start.year}"
    return f"{day_name(start, language)} – {day_name(end, language)}"


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
