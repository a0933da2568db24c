"""What the input and the article itself say about its date, weighed together."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from corpus.text.dated import Dated, believed, dated_day
from corpus.text.datelines import date_from_address, date_from_text
from corpus.text.dates import best_date
from corpus.text.evidence import LEAD, Story
from corpus.text.months import PLAIN_WEEKDAYS, alternatives, number_of
from corpus.text.normalise import fold

_MARKED: Final = re.compile(
    rf"(?:(?<!\w)(?:اليوم|نهار)|(?P<yesterday>(?<!\w)امس|\byesterday)|\btoday)[\s,،(]{{1,3}}(?:يوم\s+)?"
    rf"(?P<weekday>{alternatives(PLAIN_WEEKDAYS)})(?!\w)"
)
_DAY: Final = dt.timedelta(days=1)


def decide(given: Sequence[Dated], title: str, text: str, today: dt.date, address: str = "") -> Dated:
    """The date of an article from the dates of its metadata, and from its text where they leave a question.

    A day or minute of the metadata stands. A month of the metadata becomes the day that the text proves, if that lies
    in it. Of the two days of an ambiguous 4/5/2017 the text may choose one, by naming it or the day before, or by a
    marked weekday ("today, Friday"); the basis is "text" then. With no date in the metadata the day in the article's
    address counts, or else the text's proof.

    Parameters
    ----------
    given : sequence of Dated
        What :func:`corpus.text.dates.parse_date` made of each value.
    title, text : str
        The article.
    today : datetime.date
        Later dates are not believed.
    address : str, optional
        Of the article's page.
    """
    best = best_date(given)
    if best.at is not None and best.precision != "month":
        return best
    candidates = next((found for each in given if (found := _believable(each, today))), ())
    proved = date_from_address(address, today)
    if proved.at is None:
        proved = date_from_text(title, text, today)
    if best.at is None and candidates:
        chosen = _agreeing(candidates, proved) or _chosen(candidates, Story(fold(title), fold(text), today))
        return dated_day(chosen, "text") if chosen is not None else best
    if best.at is None:
        return proved if proved.at is not None or not best.note else best
    is_refined = proved.at is not None and proved.precision != "month" and _same_month(proved.at, best.at)
    return proved if is_refined else best


def _believable(found: Dated, today: dt.date) -> tuple[dt.date, ...]:
    """The days an ambiguous value may be, if any of them is believed; a text never makes a date of 4/5/1985."""
    return tuple(day for day in found.candidates if believed(dated_day(day, "text"), today).at is not None)


def _agreeing(candidates: Sequence[dt.date], proved: Dated) -> dt.date | None:
    """The one candidate that is the day the text proves, or the day after it, or lies in the month it proves."""
    if proved.at is None:
        return None
    day = proved.at.date()
    if proved.precision == "month":
        found = [each for each in candidates if _same_month(each, day)]
    else:
        found = [each for each in candidates if each in (day, day + _DAY)]
    return found[0] if len(found) == 1 else None


def _same_month(one: dt.date, other: dt.date) -> bool:
    return (one.year, one.month) == (other.year, other.month)


def _chosen(candidates: Sequence[dt.date], story: Story) -> dt.date | None:
    """The one candidate for which the text speaks, if it does for one alone."""
    for speaks_for in (_names, _marks):
        supported = [day for day in candidates if speaks_for(story, day)]
        if len(supported) == 1:
            return supported[0]
    return None


def _names(story: Story, candidate: dt.date) -> bool:
    """Whether the text names the day, or the day before, in the year of the candidate or in none."""
    near = (candidate, candidate - _DAY)
    return any(
        named.in_year(day.year) == day and named.year in (None, day.year) and named.fits(day.year)
        for named in story.named
        for day in near
        if not story.is_elsewhen(named)
    )


def _marks(story: Story, candidate: dt.date) -> bool:
    """Whether the lead calls the candidate's weekday "today", or that of the day before "yesterday"."""
    for match in _MARKED.finditer(story.text[:LEAD]):
        day = candidate - _DAY if match["yesterday"] else candidate
        if day.weekday() == number_of(match["weekday"], PLAIN_WEEKDAYS):
            return True
    return False
