"""The conditions of a selection in words: alternatives with "or", what must each be so with "and"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from analytics.study import Filters, Study
from analytics.study.places import LEVELS
from reports.grammar import day, either, listed, name
from reports.sentences import language_name
from reports.wording import Wording

EACH: Final = ("also_actors", "also_named", "also_sources", "also_places", "naming")
"""Fields whose values must each be so; those of the others are alternatives."""
_DAYS: Final = ("date_from", "date_to", "story_from", "story_to")


def selection(study: Study, filters: Filters, words: Wording) -> str:
    """What a selection asks for, in words."""
    if filters.is_empty:
        return words("scope.selection_all")
    days = {key: getattr(filters, key) for key in _DAYS}
    parts = [words(f"selection.{key}", date=day(value, words.language)) for key, value in days.items() if value]
    for key, values in _conditions(study, filters, words).items():
        if values:
            join = listed if key in EACH else either
            parts.append(words(f"selection.{key}", values=join([name(value) for value in values], words.language)))
    return ("؛ " if words.direction == "rtl" else "; ").join(parts)


def _conditions(study: Study, filters: Filters, words: Wording) -> Mapping[str, list[str]]:
    """The values of each field by what they are called."""
    actors = study.actors() if filters.actors or filters.also_actors or filters.also_named else None
    sources = study.sources() if filters.sources or filters.also_sources else None
    publishers = study.publishers() if filters.publishers or filters.copied_from else None
    places = None
    if filters.places or filters.also_places:
        places = pd.concat([study.places(level=level) for level in LEVELS])
    found = {
        "languages": [language_name(code, words) for code in filters.languages],
        "publishers": _names(publishers, "publisher_id", filters.publishers, words),
        "topics": _names(study.topics() if filters.topics else None, "topic_id", filters.topics, words, "label"),
        **{key: _names(actors, "actor_id", getattr(filters, key), words) for key in ("actors", *EACH[:2])},
        **{key: _names(sources, "source_key", getattr(filters, key), words) for key in ("sources", "also_sources")},
        **{key: _names(places, "place_id", getattr(filters, key), words) for key in ("places", "also_places")},
        "source_classes": [words(f"source_class.{key}") for key in filters.source_classes],
        "source_details": [words(f"source_detail.{key}") for key in filters.source_details],
        "naming": [words(f"naming.{key}") for key in filters.naming],
        "fit": [words(f"fit.{key}") for key in filters.fit],
        "candidates": [key.removeprefix("~") for key in filters.candidates],
        "copied_from": _names(publishers, "publisher_id", filters.copied_from, words),
        "tones": [words(f"tones.{tone}") for tone in filters.tones],
        "q": [filters.q] if filters.q else [],
    }
    return found


def _names(
    frame: pd.DataFrame | None, key: str, chosen: tuple[Any, ...], words: Wording, column: str = "name"
) -> list[str]:
    """The names of chosen keys; the key itself where the run does not know it."""
    if frame is None:
        return []
    known: Mapping[Any, str] = frame.set_index(key)[f"{column}_{words.language}"].to_dict()
    return [str(known.get(one, one)) for one in chosen]
