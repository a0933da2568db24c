"""Lines that are nothing but a time: when a page was published, updated or read."""

from __future__ import annotations

import functools
import re
from typing import Final

from corpus.text.months import MONTHS, WEEKDAYS
from corpus.text.normalise import fold

LONGEST_STAMP: Final = 140
MOST_WORDS: Final = 24
"""Words of the longest stamp: label, weekday, day, month, year and clock, in two calendars."""

_LABELS: Final = (
    "نشر نشرت نشرها النشر تاريخ تم اخر اخر تحديث حدث حدثت التحديث الاحدث اضيف اضيفت عدل published posted "
    "updated update "
    "last modified first created publie publiee mis mise jour modifie derniere yayinlanma yayin guncelleme guncellendi "
    "eklenme olusturulma giris tarihi tarih son"
)
_AGO: Final = "منذ قبل مضت ago once il"
_GLUE: Final = (
    "في العدد issue بتاريخ يوم الساعه ساعه بتوقيت غرينتش غرينيتش جرينتش مكه المكرمه دمشق بغداد القدس القاهره "
    "بيروت مساء "
    "صباحا ظهرا عصرا "
    "فجرا ليلا ص م ه هـ ـ ت الموافق من عام سنه ساعات ساعتين ساعتان دقيقه دقائق دقيقتين يومين ايام اسبوع "
    "اسابيع شهر اشهر اليوم امس "
    "محرم صفر ربيع الاول الاخر الثاني جمادي الاولي الاخره الثانيه رجب شعبان رمضان شوال ذو ذي القعده الحجه "
    "on at am pm a p m gmt utc bst est edt et cet cest ist eet local time hour hours hr hrs minute minutes "
    "min mins day days week "
    "weeks month months year years an h the le la du y heure heures jour jours semaine semaines saat dakika "
    "gun hafta ay "
    "trt tsi date old of today yesterday hier aujourd hui"
)
_NUMBER: Final = re.compile(r"\d{1,8}(?:st|nd|rd|th|er|h|h\d\d|am|pm|m|ص|م|ه|t\d\d)?z?")
_TOKEN: Final = re.compile(r"\w+")
_CLOCK: Final = re.compile(r"\d{1,2}\s?[:.h]\s?\d\d|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")


@functools.cache
def _vocabulary() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """The words of labels, of a time that has passed, of calendars, and all that a stamp may hold."""
    labels = frozenset(fold(_LABELS).split())
    ago = frozenset(fold(_AGO).split())
    calendar = frozenset(word for name in (*MONTHS, *WEEKDAYS) for word in _TOKEN.findall(fold(name)))
    return labels, ago, calendar, labels | ago | calendar | frozenset(fold(_GLUE).split())


@functools.lru_cache(1_024)
def is_stamp(plain: str) -> bool:
    """Whether a folded line holds nothing but a date or a time, with or without a label: ``نشر في: 09 نونبر 2018``."""
    if not 4 <= len(plain) <= LONGEST_STAMP:
        return False
    tokens = _TOKEN.findall(plain)
    _, ago, calendar, known = _vocabulary()
    if (
        not tokens
        or len(tokens) > MOST_WORDS
        or not all(_NUMBER.fullmatch(token) or token in known for token in tokens)
    ):
        return False
    has_number = any(token[0].isdigit() for token in tokens)
    says_ago = any(token in ago for token in tokens) and len(tokens) > 1
    return says_ago or (has_number and (any(token in calendar for token in tokens) or bool(_CLOCK.search(plain))))


def has_time(plain: str) -> bool:
    """Whether a folded line is a stamp, or holds a date in numbers or a clock's time, as no headline does."""
    return _CLOCK.search(plain) is not None or is_stamp(plain)


def is_labelled_stamp(plain: str) -> bool:
    """Whether a folded line is a stamp that says what it is the time of, and so can be no heading of an article."""
    first = _TOKEN.search(plain)
    return first is not None and first[0] in _vocabulary()[0] and is_stamp(plain)
