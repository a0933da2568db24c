"""Dates said from the moment of reading: "3 hours ago", "أمس", "الثلاثاء الماضي", "il y a 2 jours", "2 saat önce".

They mean nothing without that moment. With it, the precision is that of the unit: minutes give a minute, hours and days
a day; weeks and months a month if all the days they may mean lie in one, else nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final

from corpus.text.dated import Dated, dated_day, undated
from corpus.text.months import WEEKDAYS, alternatives, number_of
from corpus.text.normalise import fold

WITHOUT_REFERENCE: Final = "relative-without-reference"
TOO_COARSE: Final = "relative-too-coarse"

_SECONDS: Final = {"minute": 60, "hour": 3600, "day": 86_400, "week": 604_800, "month": 2_678_400, "year": 31_622_400}
# Unit: its words, and its duals, which hold their number.
_UNITS: Final = {
    "second": "ثانية|ثوان|ثواني|second|seconds|sec|secs|seconde|secondes|saniye",
    "minute": "دقيقة|دقائق|minute|minutes|min|mins|dakika|dk",
    "hour": "ساعة|ساعات|hour|hours|hr|hrs|heure|heures|saat",
    "day": "يوم|يوما|أيام|day|days|jour|jours|gün",
    "week": "أسبوع|أسابيع|أسبوعا|week|weeks|semaine|semaines|hafta",
    "month": "شهر|أشهر|شهور|شهرا|month|months|mois|ay",
    "year": "سنة|سنوات|عام|أعوام|عاما|year|years|an|ans|yıl|sene",
}
_DUALS: Final = {
    "minute": "دقيقتين",
    "hour": "ساعتين",
    "day": "يومين",
    "week": "أسبوعين",
    "month": "شهرين",
    "year": "عامين",
}
_UNIT_OF: Final = {fold(word): unit for unit, words in _UNITS.items() for word in words.split("|")}
_DUAL_OF: Final = {fold(word): unit for unit, word in _DUALS.items()}
_DAYS_BACK: Final = {
    fold(word): days
    for days, words in enumerate(
        (
            "اليوم|today|aujourd'hui|bugün|just now|الآن|now|à l'instant|az önce|şimdi",
            "أمس|البارحة|مساء أمس|yesterday|hier|dün",
            "أول أمس|أول من أمس|قبل أمس|the day before yesterday|avant-hier|evvelsi gün|önceki gün",
        )
    )
    for word in words.split("|")
}
_NOW: Final = frozenset(fold(word) for word in ("just now", "الآن", "now", "à l'instant", "az önce", "şimdi"))
_FEW: Final = {"a": 1, "an": 1, "one": 1, "un": 1, "une": 1, "bir": 1}
_NUMBER: Final = rf"(?P<number>\d{{1,4}}|{'|'.join(_FEW)})"
_UNIT: Final = rf"(?P<unit>{alternatives(_UNIT_OF)})"
_AGO: Final = (
    re.compile(rf"(?<!\w){_NUMBER}\s?{_UNIT}\s+(?:ago|once)(?!\w)"),
    re.compile(rf"(?<!\w)il y a\s+{_NUMBER}\s+{_UNIT}(?!\w)"),
    re.compile(rf"(?<!\w)(?:منذ|قبل|من)\s+(?:{_NUMBER}\s+)?{_UNIT}(?:\s+واحده?)?(?!\w)"),
)
_DUAL: Final = re.compile(rf"(?<!\w)(?:منذ|قبل|من)\s+(?P<dual>{alternatives(_DUAL_OF)})(?!\w)")
_NEAR: Final = re.compile(rf"(?<!\w)(?P<word>{alternatives(_DAYS_BACK)})(?!\w)")
_PAST: Final = r"(?:ال)?(?:ماضي|فائت|منصرم)"
_WEEKDAY: Final = re.compile(
    rf"^(?:on\s+|يوم\s+)?(?P<last>last\s+|gecen\s+)?(?P<weekday>{alternatives(WEEKDAYS)})(?P<after>\s+(?:{_PAST}|dernier))?(?:\s+gunu)?$"
)


def relative_date(plain: str, reference: dt.datetime | None) -> Dated | None:
    """The date a short folded text gives from the moment it was read, or None if it is no such date.

    Parameters
    ----------
    plain : str
        Folded text.
    reference : datetime.datetime, optional
        When the page that says so was fetched; without it the date is undated with a note.
    """
    span = _span(plain)
    near = None if span else _NEAR.search(plain)
    weekday = None if span or near else _WEEKDAY.match(plain.strip(" .,،"))
    if not (span or near or weekday):
        return None
    if reference is None:
        return undated(WITHOUT_REFERENCE)
    moment = reference.astimezone(dt.UTC) if reference.tzinfo else reference.replace(tzinfo=dt.UTC)
    try:
        if span:
            return _back(moment, *span)
        if near:
            return _near(moment, near["word"])
        return _last(moment.date(), weekday) if weekday else None
    except OverflowError:
        return undated("not-a-date")


def _span(plain: str) -> tuple[int, str] | None:
    """How many of which unit lie between, or None."""
    dual = _DUAL.search(plain)
    if dual:
        return 2, _DUAL_OF[dual["dual"]]
    for pattern in _AGO:
        match = pattern.search(plain)
        if match:
            number = match["number"] or "1"
            return _FEW[number] if number in _FEW else int(number), _UNIT_OF[match["unit"]]
    return None


def _back(moment: dt.datetime, number: int, unit: str) -> Dated:
    if unit in {"second", "minute"}:
        at = moment - dt.timedelta(seconds=number * (1 if unit == "second" else 60))
        return Dated(at.replace(second=0, microsecond=0), "minute", "inferred")
    if unit in {"hour", "day"}:
        return dated_day((moment - number * dt.timedelta(seconds=_SECONDS[unit])).date(), "inferred")
    latest = (moment - number * dt.timedelta(days=_SHORTEST[unit])).date()
    earliest = (moment - (number + 1) * dt.timedelta(seconds=_SECONDS[unit])).date()
    if (latest.year, latest.month) != (earliest.year, earliest.month):
        return undated(TOO_COARSE)
    return dated_day(latest.replace(day=1), "inferred", "month")


_SHORTEST: Final[Mapping[str, int]] = {"week": 7, "month": 28, "year": 365}


def _near(moment: dt.datetime, word: str) -> Dated:
    name = " ".join(word.split())
    if name in _NOW:
        return Dated(moment.replace(second=0, microsecond=0), "minute", "inferred")
    return dated_day(moment.date() - dt.timedelta(days=_DAYS_BACK[name]), "inferred")


def _last(day: dt.date, match: re.Match[str]) -> Dated:
    """The latest such weekday: today itself for a bare name, a week ago at the most for "last"."""
    back = (day.weekday() - number_of(match["weekday"], WEEKDAYS)) % 7
    if back == 0 and (match["last"] or match["after"]):
        back = 7
    return dated_day(day - dt.timedelta(days=back), "inferred")
