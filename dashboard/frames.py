"""Frames: the numbers behind each chart and table, for the screen and for its CSV alike."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Final

import pandas as pd

from analytics.review import review
from analytics.study import Study
from dashboard.accuracy_frames import ACCURACY_FRAMES
from dashboard.tone_frames import TONE_FRAMES
from dashboard.topic_frames import TOPIC_FRAMES
from dashboard.view import View

TREND_KEYS: Final = 6
"""Series shown together if none is chosen: more lines than this cannot be told apart."""

Frame = Callable[[Study, View], pd.DataFrame]


def volume(study: Study, view: View) -> pd.DataFrame:
    """Articles over time."""
    return study.volume(view.filters)


def tone(study: Study, view: View) -> pd.DataFrame:
    """Tone of articles over time."""
    return study.tone_over_time(view.filters)


def actors(study: Study, view: View) -> pd.DataFrame:
    """Actors of the selection."""
    return study.actors(view.filters)


def candidates(study: Study, view: View) -> pd.DataFrame:
    """Unregistered names of the selection that nobody has decided about."""
    return review(study, view.filters)


def sources(study: Study, view: View) -> pd.DataFrame:
    """Cited sources of the selection."""
    return study.sources(view.filters)


def publishers(study: Study, view: View) -> pd.DataFrame:
    """Publishers of the selection."""
    return study.publishers(view.filters)


def originality(study: Study, view: View) -> pd.DataFrame:
    """How much each publisher of the selection had first."""
    return study.originality(view.filters)


def copies(study: Study, view: View) -> pd.DataFrame:
    """Who copied whom in the selection."""
    return study.copies(view.filters)


def together(study: Study, view: View) -> pd.DataFrame:
    """Pairs of actors named together; of those filtered, who is named with them in the articles of everyone."""
    chosen = view.filters.actors
    return study.co_mentions(view.filters.narrow(actors=()), actors=chosen or None)


def source_kinds(study: Study, view: View) -> pd.DataFrame:
    """What the cited sources of the selection are."""
    return study.source_classes(view.filters)


def unnamed_sources(study: Study, view: View) -> pd.DataFrame:
    """Articles of each publisher that name no source."""
    return study.unnamed_sources(view.filters, by="publisher")


def source_diversity(study: Study, view: View) -> pd.DataFrame:
    """How varied the named sources of each publisher are."""
    return study.source_diversity(view.filters)


def citing(study: Study, view: View) -> pd.DataFrame:
    """Who cites whom through whom."""
    return study.citing(view.filters)


def places(study: Study, view: View) -> pd.DataFrame:
    """Places of the selection, of the kind chosen."""
    return study.places(view.filters, view.level)


def articles(study: Study, view: View) -> pd.DataFrame:
    """Articles of the selection."""
    return study.articles(view.filters)


def actor_trends(study: Study, view: View) -> pd.DataFrame:
    """Shares of actors over time: of those filtered, or of the most mentioned."""
    keys = view.filters.actors[:TREND_KEYS] or _first(study.actors(view.filters), "actor_id")
    return study.over_time("actor", keys, view.filters)


def reported_kinds(study: Study, view: View) -> pd.DataFrame:
    """What the reported figures of the selection count."""
    return study.reported_kinds(view.filters)


def reported_numbers(study: Study, view: View) -> pd.DataFrame:
    """The reports of one kind of figure."""
    return study.reported_numbers(view.filters, chosen_kind(study, view), chosen_place(study, view) or None)


def reported_places(study: Study, view: View) -> pd.DataFrame:
    """The places that the chosen kind of figure is told of."""
    return study.reported_places(view.filters, chosen_kind(study, view))


def chosen_place(study: Study, view: View) -> str:
    """The place asked for, where figures of the chosen kind are told of it or what lies in it; else empty."""
    at = view.counted_at
    if not at or "\x00" in at:
        return ""
    return "" if study.reported_numbers(view.filters, chosen_kind(study, view), at).empty else at


def chosen_kind(study: Study, view: View) -> str:
    """The kind of figures asked for; the most frequent where the selection has none of it, empty without any."""
    kinds = study.reported_kinds(view.filters)["thing_key"].tolist()
    return view.counted if view.counted in kinds else kinds[0] if kinds else ""


def _first(frame: pd.DataFrame, column: str) -> tuple[Hashable, ...]:
    return tuple(frame[column].head(TREND_KEYS).tolist())


FRAMES: Final[Mapping[str, Frame]] = {
    "volume": volume,
    "tone": tone,
    **TOPIC_FRAMES,
    **TONE_FRAMES,
    **ACCURACY_FRAMES,
    "actors": actors,
    "candidates": candidates,
    "actor-trends": actor_trends,
    "sources": sources,
    "publishers": publishers,
    "originality": originality,
    "copies": copies,
    "together": together,
    "source-kinds": source_kinds,
    "unnamed-sources": unnamed_sources,
    "source-diversity": source_diversity,
    "citing": citing,
    "places": places,
    "articles": articles,
    "reported-numbers": reported_numbers,
    "reported-kinds": reported_kinds,
    "reported-places": reported_places,
}
"""By the name that stands in the address of the CSV."""
