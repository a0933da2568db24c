"""Delays of copies in words."""

from __future__ import annotations

from math import floor

from analytics.figures import numbers
from dashboard.context import Context


def delay_words(context: Context, delay: float, unit: str | None) -> str:
    """A delay in the unit it is known in, rounded to whole ones; a dash where it is not known.

    Parameters
    ----------
    delay : float
        Not negative.
    unit : {"hours", "days"} or None
    """
    texts = context.texts
    if delay != delay or unit not in ("hours", "days"):
        return numbers.DASH
    if unit == "hours" and delay < 1:
        minutes = round(delay * 60)
        return texts.count("minutes", minutes) if minutes else texts("reader.same_minute")
    if unit == "days" and delay < 0.5:
        return texts("reader.same_day")
    return texts.count(unit, floor(delay + 0.5))


def later_words(context: Context, delay: float, unit: str | None) -> str:
    """How long after the original a copy came, in words."""
    texts = context.texts
    if delay != delay:
        return texts("reader.delay_unknown")
    words = delay_words(context, delay, unit)
    is_at_once = words in (texts("reader.same_day"), texts("reader.same_minute"))
    return words if is_at_once else texts("reader.later", delay=words)
