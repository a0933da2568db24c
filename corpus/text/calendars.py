"""Days of the Hijri and of the Iranian solar calendar as days of ours.

Hijri days are those of the Umm al-Qura tables (package ``hijridate``, 1924 to 2077); a newsroom that goes by sight of
the moon may be a day off. Iranian days follow the 33-year cycle of leap years, which agrees with the astronomical
calendar from 1343 to 1472 (1964 to 2094): the years whose remainder by 33 is 1, 5, 9, 13, 17, 22, 26 or 30 are leap.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from corpus.text.months import alternatives, number_of
from corpus.text.normalise import fold
from corpus.text.written import ORDINALS

_HIJRI_NAMES: Final = (
    "محرم|المحرم|محرم الحرام|muharram|muharrem|mouharram",
    "صفر|صفر الخير|safar|safer",
    "ربيع الأول|ربيع أول|ربيع الاول|rabi al-awwal|rabi i|rabi' al-awwal|rebiülevvel",
    "ربيع الآخر|ربيع الثاني|ربيع ثاني|rabi al-thani|rabi al-akhir|rabi ii|rebiülahir",
    "جمادى الأولى|جمادى الأول|جمادي الاولى|jumada al-ula|jumada al-awwal|jumada i|cemaziyelevvel",
    "جمادى الآخرة|جمادى الثانية|جمادى الآخر|جمادى الثاني|jumada al-akhirah|jumada al-thani|jumada ii|cemaziyelahir",
    "رجب|rajab|recep",
    "شعبان|shaban|sha'ban|shaaban|şaban|chaabane",
    "رمضان|رمضان المبارك|ramadan|ramazan|ramadhan",
    "شوال|shawwal|shawal|şevval|chaoual",
    "ذو القعدة|ذي القعدة|ذوالقعدة|ذيقعدة|dhu al-qadah|dhul qadah|dhu al-qi'dah|zilkade",
    "ذو الحجة|ذي الحجة|ذوالحجة|dhu al-hijjah|dhul hijjah|dhu al-hijja|zilhicce",
)
_IRANIAN_NAMES: Final = (
    "فروردین|farvardin",
    "اردیبهشت|ordibehesht",
    "خرداد|khordad",
    "تیر|tir",
    "مرداد|امرداد|mordad",
    "شهریور|shahrivar",
    "مهر|mehr",
    "آبان|aban",
    "آذر|azar",
    "دی|dey",
    "بهمن|bahman",
    "اسفند|esfand",
)
_HIJRI_MONTHS: Final = {fold(name): number for number, line in enumerate(_HIJRI_NAMES, 1) for name in line.split("|")}
_IRANIAN_MONTHS: Final = {
    fold(name): number for number, line in enumerate(_IRANIAN_NAMES, 1) for name in line.split("|")
}
_MONTHS: Final = _HIJRI_MONTHS | _IRANIAN_MONTHS
_WRITTEN: Final = re.compile(
    rf"(?<!\w)(?:(?P<day>\d{{1,2}})|[وبلف]?(?P<ordinal>{alternatives(ORDINALS)})(?=\s))[\s./-]{{1,2}}"
    rf"(?:(?:من|of|شهر)\s+){{0,2}}(?P<month>{alternatives(_MONTHS)})(?!\w)"
    r"(?:[\s,،/.-]{1,3}(?:(?:من\s+)?(?:ل?ل?(?:ال)?(?:عام|سنه)\s+)?)?(?P<year>1[34]\d\d)(?!\d)(?:\s?(?:ه|هجري|هجريه|ah|h)(?!\w))?)?"
)
_NUMBERS: Final = re.compile(
    r"(?<!\d)(?:(?P<year>1[34]\d\d)(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)"
    r"|(?P<day2>\d{1,2})(?P<mark2>[-/.])(?P<month2>\d{1,2})(?P=mark2)(?P<year2>1[34]\d\d)(?!\d))"
)
_YEAR: Final = re.compile(r"(?<!\d)1[34]\d\d(?!\d)")
_FIRST_IRANIAN: Final = 1343
_LAST_IRANIAN: Final = 1472
_CYCLE: Final = 33
_LEAP: Final = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_NOWRUZ_1343: Final = dt.date(1964, 3, 21)


@dataclass(frozen=True, slots=True)
class Foreign:
    """A date of another calendar: where it stands, and the days it may be, none if there is no such day."""

    start: int
    end: int
    days: tuple[dt.date, ...]


def foreign_date(plain: str) -> Foreign | None:
    """The first whole date of the Hijri or Iranian calendar in a short folded text, else None.

    A date in numbers, such as 1436/10/15, does not say its calendar: it has a day in each. The two lie 42 years apart,
    so that one of them at the most is a day on which news can have appeared.
    """
    if not _YEAR.search(plain):
        return None
    written = _WRITTEN.search(plain)
    if written and written["year"]:
        day = int(written["day"]) if written["day"] else ORDINALS[" ".join(written["ordinal"].split())]
        month = " ".join(written["month"].split())
        read = hijri_day if month in _HIJRI_MONTHS else iranian_day
        found = read(int(written["year"]), number_of(month, _MONTHS), day)
        return Foreign(written.start(), written.end(), (found,) if found else ())
    numbers = _NUMBERS.search(plain)
    if numbers is None:
        return None
    year, month_no, day = (int(numbers[part] or numbers[part + "2"]) for part in ("year", "month", "day"))
    days = (hijri_day(year, month_no, day), iranian_day(year, month_no, day))
    return Foreign(numbers.start(), numbers.end(), tuple(found for found in days if found))


def hijri_day(year: int, month: int, day: int) -> dt.date | None:
    """The day of the Umm al-Qura calendar; None outside its tables or where the month has no such day."""
    from hijridate import Hijri  # 13 ms, and few inputs have such dates

    try:
        return dt.date(*Hijri(year, month, day).to_gregorian().datetuple())
    except (ValueError, OverflowError):
        return None


def iranian_day(year: int, month: int, day: int) -> dt.date | None:
    """The day of the Iranian solar calendar, 1343 to 1472; None where there is no such day."""
    if not _FIRST_IRANIAN <= year <= _LAST_IRANIAN or not 1 <= month <= 12 or day < 1:
        return None
    longest = 31 if month <= 6 else 30 if month <= 11 or year % _CYCLE in _LEAP else 29
    if day > longest:
        return None
    leaps = sum(1 for earlier in range(_FIRST_IRANIAN, year) if earlier % _CYCLE in _LEAP)
    before = (month - 1) * 31 - max(0, month - 7)
    return _NOWRUZ_1343 + dt.timedelta(days=365 * (year - _FIRST_IRANIAN) + leaps + before + day - 1)
