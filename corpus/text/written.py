"""Days written with the name of a month: "الثلاثاء 3 أيلول 2024", "the third of September", "September 3".

Everything here reads folded text (:func:`corpus.text.normalise.fold`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from corpus.text.months import MONTHS, WEEKDAYS, WORDY_MONTHS, alternatives, number_of
from corpus.text.normalise import fold

_UNITS: Final = "الأول|الثاني|الثالث|الرابع|الخامس|السادس|السابع|الثامن|التاسع|العاشر".split("|")
_COMPOUND: Final = ["الحادي", *_UNITS[1:9]]
_ENGLISH: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()


def _ordinals() -> dict[str, int]:
    """The ordinals one to thirty-one in words, folded."""
    found = {name: day for day, name in enumerate(_UNITS, 1)}
    found |= {f"{name} عشر": day for day, name in enumerate(_COMPOUND, 11)}
    for ending in ("ين", "ون"):
        found |= {f"العشر{ending}": 20, f"الثلاث{ending}": 30, f"الحادي والثلاث{ending}": 31}
        found |= {f"{name} والعشر{ending}": day for day, name in enumerate(_COMPOUND, 21)}
    found |= {"الفاتح": 1, "غرة": 1}  # "the opening of" a month in the Maghreb, its new moon elsewhere
    found |= {name: day for day, name in enumerate(_ENGLISH, 1)} | {"thirtieth": 30}
    for mark in "- ":
        found |= {f"twenty{mark}{name}": day for day, name in enumerate(_ENGLISH[:9], 21)}
        found |= {f"thirty{mark}first": 31}
    return {fold(name): day for name, day in found.items()}


ORDINALS: Final = _ordinals()
_MONTH: Final = alternatives(MONTHS)
_WEEKDAY: Final = alternatives(WEEKDAYS)
_YEAR: Final = r"(?P<year>\d{4})(?!\d)"
_TO_YEAR: Final = r"(?:[\s,،/.)-]{1,3}(?:(?:من\s+|of\s+)?(?:ل?ل?(?:ال)?(?:عام|سنه)\s+)?" + _YEAR + "))?"
_LEAD: Final = rf"(?<!\w)(?:[وبلف]?(?P<weekday>{_WEEKDAY})\.?(?P<gap>[\s,،(-]{{1,3}})(?:الموافق\s+ل?|في\s+|the\s+)?)?"
_TWIN: Final = rf"(?:\s?[/(]\s?(?:{_MONTH})(?!\w)(?:\s?\))?)?"  # آب/أغسطس, مارس (آذار)
_DAY: Final = rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|'?e|'?ي)?|[وبلف]?(?P<ordinal>{alternatives(ORDINALS)})(?=\s))"
_OF: Final = r"[\s./-]{0,2}(?P<of>(?:من|of|de|di)\s+)?(?:شهر\s+)?"
_DAY_MONTH: Final = re.compile(_LEAD + _DAY + _OF + rf"(?P<month>{_MONTH})(?!\w)\.?" + _TWIN + _TO_YEAR)
_MONTH_DAY: Final = re.compile(
    _LEAD + rf"(?P<month>{_MONTH})(?!\w)\.?" + _TWIN + r"\s+(?:the\s+)?"
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d|:|[.,]\d)|(?P<ordinal>" + alternatives(ORDINALS) + r")(?!\w))" + _TO_YEAR
)
_WORDY: Final = re.compile(
    _LEAD + rf"(?P<day>\d{{1,2}})[\s./-]{{1,2}}(?:من\s+)?(?P<month>{alternatives(WORDY_MONTHS)})(?!\w)\.?"
    rf"(?:\s?[/(]\s?(?:{_MONTH})(?!\w)\)?)?[\s,،/.-]{{1,3}}{_YEAR}"
)
_MONTH_YEAR: Final = re.compile(
    rf"(?<!\w)(?P<month>{_MONTH})(?!\w)\.?"
    + _TWIN
    + r"[\s,،/-]{1,3}(?:(?:من\s+)?(?:ل?ل?(?:ال)?(?:عام|سنه)\s+)?)"
    + _YEAR
)
_WORDS: Final = re.compile(r"[^\W\d_]+")
_FIRST_WORDS: Final = frozenset(name.split()[0] for name in MONTHS)
_REACH: Final = 60
"""Characters around a month name in which its day, weekday, twin and year stand: the longest form has 55."""
MOST_NAMED: Final = 500
"""Month names of a text that are looked at: a text with more is a chronology, which proves no day."""
_LAST_COUNTED: Final = 5
"""Above it an ordinal cannot count weekdays: "the second Tuesday of May" is no second of May."""


@dataclass(frozen=True, slots=True)
class Named:
    """A day and month as a text writes them, with the year and weekday if it gives them, and where."""

    day: int
    month: int
    year: int | None
    weekday: int | None
    start: int
    end: int

    def in_year(self, year: int) -> dt.date | None:
        """The day in a year; None if that year has no such day."""
        try:
            return dt.date(year, self.month, self.day)
        except ValueError:
            return None

    def date(self) -> dt.date | None:
        """The day, if the text gives its year and there is such a day."""
        return None if self.year is None else self.in_year(self.year)

    def fits(self, year: int) -> bool:
        """Whether the year has the day, and on the weekday named if one is."""
        day = self.in_year(year)
        return day is not None and self.weekday in (None, day.weekday())


def named_days(plain: str, first: int = 0) -> list[Named]:
    """The day-and-month expressions of a folded text, in order.

    Parameters
    ----------
    plain : str
        Folded text of any length; the time is in proportion to it.
    first : int
        If given, no more than this many characters are read.
    """
    if first:
        plain = plain[:first]
    found: list[Named] = []
    for at in _places(plain):
        if not found or at >= found[-1].end:
            _add(found, plain, at)
    return found


def _places(plain: str) -> list[int]:
    """Where the months of a text begin; few articles name one, and their words are told faster all at once."""
    names = _FIRST_WORDS.intersection(_WORDS.findall(plain))
    return sorted(at for name in names for at in islice(_places_of(name, plain), MOST_NAMED))[:MOST_NAMED]


def _places_of(name: str, plain: str) -> Iterator[int]:
    at = plain.find(name)
    while at >= 0:
        end = at + len(name)
        if not plain[at - 1 : at].isalpha() and not plain[end : end + 1].isalpha():
            yield at
        at = plain.find(name, end)


def first_named(plain: str) -> Named | None:
    """The first day and month a short text names, with the names that are also plain words counted."""
    found = named_days(plain)
    wordy = _WORDY.search(plain)
    if wordy and (not found or wordy.start() <= found[0].start):
        return _named(wordy, int(wordy["day"]), number_of(wordy["month"], WORDY_MONTHS), wordy["year"])
    return found[0] if found else None


def month_and_year(plain: str) -> tuple[int, int] | None:
    """Month and year of the first "March 2018" of a short text."""
    match = _MONTH_YEAR.search(plain)
    return (number_of(match["month"], MONTHS), int(match["year"])) if match else None


def _add(found: list[Named], plain: str, at: int) -> None:
    """Add what the month name at a place belongs to: a window around it is read, so that no text is read twice."""
    floor = found[-1].end if found else 0
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        match = pattern.search(plain, max(floor, at - _REACH), at + _REACH)
        if match and match.start("month") <= at < match.end("month"):
            day = int(match["day"]) if match["day"] else ORDINALS[" ".join(match["ordinal"].split())]
            if match["ordinal"] and pattern is _DAY_MONTH and not _is_day(match, day):
                continue
            found.append(_named(match, day, number_of(match["month"], MONTHS), match["year"]))
            return


def _is_day(match: re.Match[str], day: int) -> bool:
    """Whether an ordinal before a month is a day of it: not "the second Tuesday of May", not a headless "first May"."""
    counts_weekdays = match["weekday"] is not None and day <= _LAST_COUNTED and not match["gap"].strip()
    return match["of"] is not None and not counts_weekdays


def _named(match: re.Match[str], day: int, month: int, year: str | None) -> Named:
    weekday = None if match["weekday"] is None else number_of(match["weekday"], WEEKDAYS)
    return Named(day, month, int(year) if year else None, weekday, match.start(), match.end())
