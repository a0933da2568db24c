"""The day of publication from what a story says about its own days.

A story proves its day by an *anchor*, a day it names with the month, in a year that is proved too, and by a *tie* of
the anchor to the day of writing. Each rule below is one pair of them; benchmarks/dates.py measures each by itself.
A weekday fits one year in seven, so a weekday that does not fit is a disproof, and one that fits is half a proof.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property
from typing import Final

from corpus.text.dated import Dated, believed, dated_day, undated
from corpus.text.written import Named, named_days

LEAD: Final = 400
"""Characters of a story that say what is new; dates further down are mostly of the background."""
SPREAD: Final = dt.timedelta(days=10)
"""Days of one news story; dates further apart are history or plans, and prove nothing together."""
_EARLIEST_YEAR: Final = 1990

_ELSEWHEN: Final = re.compile(
    r"^[\s,،)]*(?:ال)?(?:ماضي|فائت|فايت|منصرم|مقبل|قادم|last\b|next\b|coming\b|dernier|prochain|gecen|gelecek)"
)
_PLANNED: Final = re.compile(
    r"\b(?:will|would|to be held|scheduled|planned|due|starting|ahead of)\b"
    r"|(?:سوف|المقرر|مقرره?|المزمع|المرتقب|المنتظر|المفترض|ستعقد|سيعقد|ستجري|سيجري|ستبدا|سيبدا|ستنطلق|تنطلق|اعتبارا|حتي|بحلول|موعد)"
)
_BARE_YEAR: Final = re.compile(r"(?<![\d.,/-])(?P<year>(?:19|20)\d\d)(?![\d%]|[.,/-]\d)")
_HISTORY: Final = re.compile(r"(?:منذ\s+(?:ال)?(?:عام|سنه)?\s*|\bsince\s+|\bdepuis\s+)$")
_SENTENCE_END: Final = re.compile(r"[.!؟?\n]")
_TODAY: Final = re.compile(
    r"(?:(?<!\w)(?:هذا\s+|نهار\s+)?اليوم|(?P<yesterday>(?<!\w)امس|\byesterday|\bhier)|\btoday|\baujourd'hui)[\s,،(]*(?:يوم\s+)?$"
)
_SET_OFF: Final = re.compile(r"[,،(]\s*(?:(?:مساء|صباح|فجر|ظهر|ليل|يوم)\s+)?$")
_SET_OFF_AFTER: Final = re.compile(r"\s*[,،.)]")
_ENGLISH_REPORT: Final = re.compile(
    r"\b(?:said|told [\w ]{2,30}|announced|reported|stated|confirmed|declared)(?: on)? $"
)


class Story:
    """A folded title and text, and the days they speak of."""

    def __init__(self, title: str, text: str, today: dt.date) -> None:
        self.title = title
        self.text = text
        self.today = today

    @cached_property
    def whole(self) -> str:
        """Title and text with a blank line between."""
        return f"{self.title}\n\n{self.text}"

    @cached_property
    def named(self) -> list[Named]:
        """The days and months of title and text, in order."""
        return named_days(self.whole)

    @cached_property
    def years(self) -> set[int]:
        """Years the text speaks of, up to this one; "since 2014" tells only that it is history."""
        found = set()
        for match in _BARE_YEAR.finditer(self.whole):
            year = int(match["year"])
            before = self.whole[max(0, match.start() - 20) : match.start()]
            if _EARLIEST_YEAR <= year <= self.today.year and not _HISTORY.search(before):
                found.add(year)
        return found

    @cached_property
    def planned(self) -> set[dt.date]:
        """Whole dates of which the text says that they lie ahead."""
        return {day for named in self.named if (day := named.date()) and self.is_planned(named)}

    def before(self, named: Named) -> str:
        """The words of the sentence before a date, as far as they bear on it."""
        return _SENTENCE_END.split(self.whole[max(0, named.start - 100) : named.start])[-1]

    def leads(self, named: Named) -> bool:
        """Whether a date stands where a story says what is new."""
        return named.start - len(self.title) <= LEAD

    def is_planned(self, named: Named) -> bool:
        """Whether the sentence says of a date that it lies ahead."""
        return _PLANNED.search(self.before(named)) is not None

    def is_elsewhen(self, named: Named) -> bool:
        """Whether the words around a date say that it lies well before or after publication."""
        return _ELSEWHEN.match(self.whole[named.end : named.end + 30]) is not None or self.is_planned(named)

    @cached_property
    def year(self) -> int | None:
        """The only year, from the latest the text speaks of to this one, in which its weekdays and days fit.

        Weekdays do not come back to a day for five years, and a story seldom speaks of the years ahead.
        """
        pairs = [each for each in self.named if each.weekday is not None and not self.is_elsewhen(each)]
        yearless = [each for each in pairs if each.year is None]
        if not self.years or not yearless:
            return None
        years = range(max(self.years), self.today.year + 1)
        fitting = [year for year in years if all(self._is_past(each, year) for each in yearless)]
        return fitting[0] if len(fitting) == 1 else None

    def _is_past(self, named: Named, year: int) -> bool:
        day = named.in_year(year)
        return day is not None and day <= self.today and day.weekday() == named.weekday

    def speaks_later_in_years(self, year: int) -> bool:
        """Whether the text speaks of a year after the one given."""
        return max(self.years, default=0) > year

    def speaks_later_than(self, named: Named) -> bool:
        """Whether the text speaks of a year, or names a day not planned, after the one named."""
        day = named.date()
        if day is None or self.speaks_later_in_years(day.year):
            return True
        return any((other := each.date()) and other > day and not self.is_planned(each) for each in self.named)


def infer(story: Story) -> tuple[Dated, str]:
    """The day or month a story's own days prove, with the name of the rule; undated with a note where they do not.

    Rule ``today``: "today, Thursday 3 May" or "yesterday, 2 May 2018". Rule ``report``: the lead says when something
    was said, "X said, Tuesday 3 September, that", which is how newsrooms write the day of writing or that before it.
    Rule ``month``: the lead names a weekday and day without the year, as one does for days close by; which of the days
    around it the story is of is not known, so it proves the month only.
    """
    if not story.named or not story.years:
        return undated("no-date-in-text"), ""
    anchors = anchors_of(story)
    if not anchors:
        return undated("text-does-not-prove-a-date"), ""
    latest = max(day for _, day in anchors)
    recent = [(named, day) for named, day in anchors if latest - day <= SPREAD]
    for named, day in recent:
        tied = _TODAY.search(story.whole[max(0, named.start - 25) : named.start])
        if tied:
            written = day + dt.timedelta(days=tied["yesterday"] is not None)
            return believed(dated_day(written, "inferred"), story.today), "today"
    leading = [(named, day) for named, day in recent if named.weekday is not None and story.leads(named)]
    if any(day == latest and _is_reported(story, named) for named, day in leading):
        return dated_day(latest, "inferred"), "report"
    if any(named.year is None for named, _ in leading):
        return dated_day(latest.replace(day=1), "inferred", "month"), "month"
    return undated("text-does-not-prove-a-date"), ""


def anchors_of(story: Story) -> list[tuple[Named, dt.date]]:
    """The days a story names whose year is proved and whose weekday fits."""
    return [(named, day) for named in story.named if (day := _anchor(story, named))]


def _anchor(story: Story, named: Named) -> dt.date | None:
    """The day an expression names, if its year is proved and its weekday fits."""
    if story.is_elsewhen(named) or (named.year is None and named.weekday is None):
        return None
    year = named.year if named.year is not None and named.year == max(story.years, default=0) else story.year
    if year is None or named.year not in (None, year) or not named.fits(year):
        return None
    day = named.in_year(year)
    return day if day is not None and day <= story.today else None


def _is_reported(story: Story, named: Named) -> bool:
    """Whether the lead gives the weekday and day as the time of what it reports."""
    before = story.before(named)
    after = story.whole[named.end : named.end + 3]
    set_off = _SET_OFF.search(before) and _SET_OFF_AFTER.match(after)
    return bool(set_off or _ENGLISH_REPORT.search(before))
