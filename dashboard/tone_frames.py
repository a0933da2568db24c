"""The numbers behind what is shown of tone, for the screen and for its CSV alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

import pandas as pd

from analytics.study import Filters, Study, halves
from analytics.study.tone_changes import CHANGE_COLUMNS as CHANGED
from dashboard.view import NO_ACTOR, TONE_BY, View

SENTENCES: Final = 6
"""Sentences of each kind on the page."""
Days = tuple[date, date]


def toward(view: View) -> str | None:
    """The actor whose portrayal is shown: the one asked for, else the only one filtered; None for that of articles."""
    actors = view.filters.actors
    asked = view.toward or (actors[0] if len(actors) == 1 else "")
    return asked if asked and asked != NO_ACTOR and "\x00" not in asked else None


def breakdown(study: Study, view: View) -> str:
    """By what tone is broken down: as asked, unless there is no such breakdown here."""
    allowed = breakdowns(study, view)
    return view.tone_by if view.tone_by in allowed else allowed[0]


def breakdowns(study: Study, view: View) -> list[str]:
    """What tone can be broken down by: not by topic without topics, not by actor towards one."""
    left_out = {"topic"} if not study.run.manifest.get("topics", {}).get("n") else set()
    left_out |= {"actor"} if toward(view) else set()
    return [by for by in TONE_BY if by not in left_out]


def aimed(view: View) -> Filters:
    """The selection, and in it the articles that mention the actor whose portrayal is shown."""
    actor = toward(view)
    if actor is None or actor in view.filters.also_actors:
        return view.filters
    return view.filters.narrow(also_actors=(*view.filters.also_actors, actor))


def periods(study: Study, view: View) -> tuple[Days, Days] | None:
    """The two periods compared: the dates chosen and as many days before, else the halves of the selection's dates.

    None where the selection has less than two days.
    """
    first, last = view.filters.date_from, view.filters.date_to
    if first and last:
        days = (last - first).days + 1
        if first.toordinal() <= days:
            return None
        return (first - timedelta(days=days), first - timedelta(days=1)), (first, last)
    scope = study.scope(view.filters)
    if scope.first is None or scope.last is None or scope.first >= scope.last:
        return None
    return halves(scope.first, scope.last)


def overall(study: Study, view: View) -> pd.DataFrame:
    """Tone of the whole selection, one row."""
    return study.tone_by("all", view.filters, toward(view))


def over_time(study: Study, view: View) -> pd.DataFrame:
    """Tone of the selection over time."""
    return study.toward_over_time(toward(view), view.filters)


def groups(study: Study, view: View) -> pd.DataFrame:
    """Tone by topic, publisher, actor or language."""
    return study.tone_by(breakdown(study, view), view.filters, toward(view))


def publishers(study: Study, view: View) -> pd.DataFrame:
    """Tone of publishers beside one another, as it is and on the same topics."""
    return study.publisher_tone(view.filters, toward(view))


def changes(study: Study, view: View) -> pd.DataFrame:
    """Change of tone between two periods, by topic, publisher, actor or language; with their first and last days."""
    compared = periods(study, view)
    names = ("before_from", "before_to", "after_from", "after_to")
    if compared is None:
        none = pd.DataFrame(columns=[*CHANGED, *names])
        none.attrs["unit"] = view.filters.unit
        return none
    found = study.tone_changes(*compared, breakdown(study, view), view.filters, toward(view))
    return found.assign(**dict(zip(names, [str(day) for period in compared for day in period], strict=True)))


def sentences(study: Study, view: View) -> pd.DataFrame:
    """The sentences that make the tone most negative and most positive, in this order."""
    return pd.concat([driving(study, view, label) for label in ("negative", "positive")], ignore_index=True)


def driving(study: Study, view: View, label: str) -> pd.DataFrame:
    """The strongest sentences of one class."""
    return study.tone_sentences(view.filters, toward(view), label, SENTENCES)


Frame = Callable[[Study, View], pd.DataFrame]
TONE_FRAMES: Final[Mapping[str, Frame]] = {
    "tone-overall": overall,
    "tone-over-time": over_time,
    "tone-by": groups,
    "tone-publishers": publishers,
    "tone-changes": changes,
    "tone-sentences": sentences,
}
"""By the name that stands in the address of the CSV."""
