"""The time of day that stands beside a date, and its zone.

Zones are taken by offset ("+0300", "GMT+3"), by the abbreviations that mean one offset, and by the place whose time a
newsroom names ("بتوقيت دمشق"), whose summer time of the day is that of the IANA time zone database. AST, IST, CST and
"local time" mean several offsets: the time is given up then, and the day kept.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final

from corpus.text.dated import Dated, dated_day, moment_of
from corpus.text.normalise import fold

ZONE_UNKNOWN: Final = "time-zone-unknown"

_HOURS: Final[Mapping[str, float]] = {
    "z": 0, "gmt": 0, "utc": 0, "ut": 0, "wet": 0, "bst": 1, "west": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3,
    "trt": 3, "msk": 3, "irst": 3.5, "irdt": 4.5, "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7,
}  # fmt: skip
_SEVERAL: Final = frozenset({"ast", "ist", "cst"})
_PLACES: Final = {
    "Asia/Riyadh": "مكة|مكه المكرمه|السعودية|الرياض|mecca|makkah|saudi",
    "Asia/Damascus": "دمشق|سوريا|damascus|syrian",
    "Asia/Baghdad": "بغداد|العراق|baghdad|iraqi",
    "Asia/Beirut": "بيروت|لبنان|beirut|lebanese",
    "Asia/Amman": "عمان|الأردن|amman",
    "Asia/Jerusalem": "القدس|القدس المحتلة|jerusalem",
    "Africa/Cairo": "القاهرة|مصر|cairo|egyptian",
    "Asia/Dubai": "أبوظبي|أبو ظبي|دبي|الإمارات|abu dhabi|dubai|uae",
    "Asia/Qatar": "الدوحة|قطر|doha",
    "Asia/Kuwait": "الكويت|kuwait",
    "Europe/Istanbul": "تركيا|أنقرة|إسطنبول|اسطنبول|turkish|turkey|ankara|istanbul",
    "Asia/Tehran": "طهران|إيران|tehran|iranian",
    "Africa/Tunis": "تونس|tunis",
    "Africa/Algiers": "الجزائر|algiers",
    "Africa/Casablanca": "المغرب|الرباط|rabat",
    "Africa/Tripoli": "طرابلس|ليبيا|tripoli",
    "Europe/London": "لندن|london",
    "Europe/Paris": "باريس|paris",
    "Europe/Moscow": "موسكو|moscow",
    "America/New_York": "واشنطن|نيويورك|washington|new york|eastern",
    "UTC": "غرينتش|غرينيتش|جرينتش|جرينيتش|غرينتش العالمي|العالمي|greenwich",
}
_CITIES: Final = {fold(place): zone for zone, places in _PLACES.items() for place in places.split("|")}
_CITY: Final = "|".join(re.escape(city) for city in sorted(_CITIES, key=lambda city: (-len(city), city)))
_HALF: Final = (
    r"(?P<half>am|pm|a\.m\.?|p\.m\.?|ص|م|صباحا|فجرا|الصباح|مساء|المساء|ظهرا|عصرا|ليلا|بعد الظهر|بعد منتصف الليل)?(?!\w)"
)
_CLOCK: Final = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2})(?::|h(?=\d\d(?!\d)))(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*" + _HALF
)
_ZONE: Final = re.compile(
    r"[\s(\[,]*(?:(?:gmt|utc)?\s*(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d)"
    r"|(?P<name>[a-z]{1,4})(?![a-z0-9])|(?P<mean>ت\.?\s?غ))"
)
_BY_PLACE: Final = re.compile(
    rf"(?:(?:بتوقيت|توقيت)\s+(?P<ar>{_CITY})(?!\w)|\b(?P<en>{_CITY})(?:\s+standard)?\s+time\b)"
)
_LOCAL: Final = re.compile(r"بالتوقيت\s+المحلي|توقيت\s+محلي|\blocal time\b|heure locale|yerel saat")
FARTHEST_ZONE: Final = dt.timedelta(hours=14)
"""Of a zone from UTC: Kiribati's; an offset above it is no offset."""
_BEFORE_NOON: Final = frozenset({"am", "ص", "صباحا", "الصباح", "فجرا", "بعد منتصف الليل"})
_NIGHT: Final = "ليلا"


def with_clock(day: Dated, rest: str) -> Dated:
    """The day with the time that the folded words around it give, in UTC.

    A time without a zone is taken as UTC, which metadata means by it. Where the zone means several offsets, or is an
    offset no place has, the day is kept, with a note.
    """
    clock = _CLOCK.search(rest)
    if day.at is None or not clock:
        return day
    hour = _hour(int(clock["hour"]), (clock["half"] or "").replace(".", ""))
    minute, second = int(clock["minute"]), int(clock["second"] or 0)
    is_end_of_day = (hour, minute, second) == (24, 0, 0)  # ISO 8601-1, 4.2.3 of 2004: the next day's midnight
    try:
        moment = day.at.replace(hour=0 if is_end_of_day else hour, minute=minute, second=second)
        moment += dt.timedelta(days=is_end_of_day)
    except (ValueError, OverflowError):
        return day
    offset = _offset(rest, clock.end(), moment)
    return dated_day(day.at.date(), day.basis, note=ZONE_UNKNOWN) if offset is None else moment_of(moment, offset)


def in_known_zone(plain: str) -> bool:
    """Whether folded words with a clock's time name one zone, so that the moment is known and not only the day."""
    clock = _CLOCK.search(plain)
    if clock is None or _LOCAL.search(plain):
        return False
    if _BY_PLACE.search(plain):
        return True
    zone = _ZONE.match(plain, clock.end())
    if zone is not None and zone["sign"]:
        return int(zone["hours"]) <= FARTHEST_ZONE // dt.timedelta(hours=1)
    return zone is not None and bool(zone["mean"] or named_offset(zone["name"]) is not None)


def named_offset(name: str) -> dt.timedelta | None:
    """The offset of a zone's abbreviation, folded; None if it means several or is not known."""
    return None if name in _SEVERAL or name not in _HOURS else dt.timedelta(hours=_HOURS[name])


def _hour(hour: int, half: str) -> int:
    if not half or hour > 12:
        return hour
    if half in _BEFORE_NOON or (half == _NIGHT and (hour < 6 or hour == 12)):  # 2:00 at night is after midnight
        return 0 if hour == 12 else hour
    return hour if hour == 12 else hour + 12


def _offset(rest: str, at: int, moment: dt.datetime) -> dt.timedelta | None:
    """The offset named after a clock; zero where none is, None where it is not one offset."""
    place = _BY_PLACE.search(rest)
    if place:
        return _offset_of_place(_CITIES[place["ar"] or place["en"]], moment)
    if _LOCAL.search(rest):
        return None
    zone = _ZONE.match(rest, at)
    if zone is None:
        return dt.timedelta()
    if zone["sign"]:
        size = dt.timedelta(hours=int(zone["hours"]), minutes=int(zone["minutes"] or 0))
        if size > FARTHEST_ZONE or int(zone["minutes"] or 0) > 59:
            return None
        return size if zone["sign"] == "+" else -size
    name = zone["name"] or "gmt"
    return None if name in _SEVERAL else named_offset(name) or dt.timedelta()


def _offset_of_place(zone: str, moment: dt.datetime) -> dt.timedelta | None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return moment.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    except ZoneInfoNotFoundError:  # a system without the time zone database
        return None
