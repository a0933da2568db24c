"""The publication date of a text without metadata, only where the text itself proves it.

Two proofs are taken. A *dateline*: a date that stands alone on a line, or opens the text in agency style. An
*agreement*: "Tuesday 3 September" in the story and a year it speaks of as the latest, in which 3 September was a
Tuesday. A weekday fits one year in seven, so a year that does not fit is a disproof, and nothing is dated then.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from corpus.text.dates import DAY_MONTH, MONTH_DAY, UNDATED, Dated, believed, named_day, named_days, undated, weekday_of
from corpus.text.normalise import fold

OPENING: Final = 90
"""Characters in which an agency dateline stands."""
SPREAD: Final = dt.timedelta(days=10)
"""Days of one news story; dates further apart are history or plans, and prove nothing together."""

_LABEL: Final = re.compile(
    r"^\W*(?:(?:نشر|نشرت|تاريخ النشر|تم النشر|اخر تحديث|تحديث|حدث|published|posted|updated|last updated|date|publie le"
    r"|mis a jour|yayin tarihi|guncelleme)(?:\s+(?:في|بتاريخ|يوم|on|le|at))?\s*[:|-]?\s*)?"
)
_CLOCK_WORDS: Final = re.compile(
    r"\d{1,2}[:.]\d{2}(?::\d{2})?|\b(?:am|pm|gmt|utc|bst|est|edt|cet|trt|at|a|h)\b|الساعه|بتوقيت|غرينتش|غرينيتش|مكه|دمشق|بغداد|القدس"
    r"|مساء|صباحا|ظهرا|\b[صم]\b|[+-]\d{1,4}|[\W_]"
)
_AGENCY: Final = re.compile(r"^[^\n.!؟?]{0,50}?$")
_AFTER_AGENCY: Final = re.compile(r"^\s*\)?\s*[-:]|^\s*\([^)]{2,30}\)\s*[-:]?")
_ELSEWHEN: Final = re.compile(
    r"^[\s,،)]*(?:ال)?(?:ماضي|فائت|منصرم|مقبل|قادم|last\b|next\b|coming\b|dernier|prochain|gecen|gelecek)"
)
_PLANNED: Final = re.compile(
    r"\b(?:will|would|to be held|scheduled|planned|due)\b"
    r"|(?:سوف|المقرر|المزمع|المرتقب|ستعقد|سيعقد|ستجري|سيجري|ستبدا|سيبدا|ستنطلق)"
)
_BARE_YEAR: Final = re.compile(r"(?<![\d.,/-])(?P<year>(?:19|20)\d\d)(?![\d%]|[.,/-]\d)")
_HISTORY: Final = re.compile(r"(?:منذ\s+(?:ال)?(?:عام|سنه)?\s*|\bsince\s+|\bdepuis\s+)$")


def is_date_line(line: str, today: dt.date) -> Dated | None:
    """The date a line holds if it holds nothing else but a label and a time, else None."""
    plain = _LABEL.sub("", fold(line)).strip()
    match = DAY_MONTH.search(plain) or MONTH_DAY.search(plain)
    if match is None or match["year"] is None or len(plain) > OPENING:
        return None
    rest = plain[: match.start()] + " " + plain[match.end() :]
    return _proved(match, "text", today) if not _CLOCK_WORDS.sub("", rest) else None


def date_from_text(title: str, text: str, today: dt.date) -> Dated:
    """The day a text proves it was published on, or undated with a note.

    Parameters
    ----------
    title, text : str
        The article.
    today : datetime.date
        Later dates are not believed.
    """
    return _dateline(text, today) or _agreement(fold(f"{title}\n\n{text}"), today)


def date_from_name(name: str, today: dt.date) -> Dated:
    """The day a file name gives, as in ``2024-09-03_raqqa.txt``; basis ``"file"``."""
    match = re.search(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)", name)
    if match is None:
        return UNDATED
    try:
        at = dt.datetime(int(match[1]), int(match[3]), int(match[4]), tzinfo=dt.UTC)
    except ValueError:
        return UNDATED
    return believed(Dated(at, "day", "file"), today)


def _dateline(text: str, today: dt.date) -> Dated | None:
    """The date of an opening like ``Wed 05 Apr 2017 ...`` or ``BEIRUT (Agency) 3 Sept 2024 - ...``."""
    first = text.lstrip().partition("\n")[0]
    alone = is_date_line(first, today)
    if alone is not None:
        return alone
    plain = fold(first)
    match = DAY_MONTH.search(plain[:OPENING]) or MONTH_DAY.search(plain[:OPENING])
    if match is None or match["year"] is None:
        return None
    opens = match.start() == 0 and match["weekday"] is not None
    agency = _AGENCY.match(plain[: match.start()]) and _AFTER_AGENCY.match(plain[match.end() :])
    return _proved(match, "text", today) if opens or agency else None


def _proved(match: re.Match[str], basis: str, today: dt.date) -> Dated | None:
    day = named_day(match, int(match["year"]))
    if day is None or weekday_of(match) not in (None, day.weekday()):
        return None
    found = believed(Dated(dt.datetime.combine(day, dt.time(), dt.UTC), "day", basis), today)
    return found if found.at is not None else None


def _agreement(plain: str, today: dt.date) -> Dated:
    days = [match for match in named_days(plain) if weekday_of(match) is not None and not _is_elsewhen(plain, match)]
    years = _years(plain, today)
    if not days or not years:
        return undated("no-date-in-text")
    latest = max(years)
    fitting = [
        day
        for match in days
        if (day := named_day(match, latest)) is not None
        and weekday_of(match) == day.weekday()
        and match["year"] in (None, str(latest))
        and day <= today
    ]
    unfit = [match for match in days if match["year"] is None and not _fits(match, latest)]
    if not fitting or unfit or max(fitting) - min(fitting) > SPREAD:
        return undated("text-does-not-prove-a-date")
    return Dated(dt.datetime.combine(max(fitting), dt.time(), dt.UTC), "day", "inferred")


def _fits(match: re.Match[str], year: int) -> bool:
    day = named_day(match, year)
    return day is not None and day.weekday() == weekday_of(match)


def _is_elsewhen(plain: str, match: re.Match[str]) -> bool:
    """Whether the words around a date say that it lies well before or after publication."""
    sentence = plain[max(0, match.start() - 100) : match.start()]
    sentence = re.split(r"[.!؟?\n]", sentence)[-1]
    return bool(_ELSEWHEN.match(plain[match.end() :]) or _PLANNED.search(sentence))


def _years(plain: str, today: dt.date) -> set[int]:
    """Years the text speaks of, up to this one; "since 2014" tells only that it is history."""
    found = set()
    for match in _BARE_YEAR.finditer(plain):
        year = int(match["year"])
        if 1990 <= year <= today.year and not _HISTORY.search(plain[: match.start()][-20:]):
            found.add(year)
    return found
