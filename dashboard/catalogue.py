"""Catalogue: names and colours of everything in a run, the same on every page."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

import pandas as pd

from analytics.figures.theme import colours_of
from analytics.study import Study
from analytics.study.places import LEVELS
from dashboard.i18n import LANGUAGES

Names = Mapping[Hashable, str]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Names by dimension and language, colours by dimension, and the first and last day of the run.

    ``names["topic"]["ar"][3]`` is the Arabic label of topic 3; keys are in the run's own order, largest first. Topics
    that were hidden stand under ``"hidden"``, off every list. A theme has the colour of its largest topic.
    """

    names: Mapping[str, Mapping[str, Names]]
    colours: Mapping[str, Mapping[Hashable, str]]
    first: date | None
    last: date | None

    @classmethod
    def of(cls, study: Study) -> Self:
        """The catalogue of a run, read once when the dashboard starts."""
        tables = {
            "topic": _names(study.topics(), "topic_id", "label"),
            "publisher": _names(study.publishers(), "publisher_id", "name"),
            "actor": _names(study.actors(), "actor_id", "name"),
            "source": _names(study.sources(), "source_key", "name"),
            "place": _names(pd.concat([study.places(level=level) for level in LEVELS]), "place_id", "name"),
        }
        colours = {name: colours_of(list(table["en"])) for name, table in tables.items()}
        themes = study.themes()
        tables["theme"] = _names(themes, "theme_id", "label")
        tables["hidden"] = _names(study.hidden_topics(), "topic_id", "label")
        colours["theme"] = _theme_colours(themes, colours["topic"])
        scope = study.scope()
        return cls(tables, colours, scope.first, scope.last)

    def name(self, dimension: str, key: Hashable, language: str) -> str | None:
        """What a key is called; None if the run does not have it."""
        return self.names[dimension][language].get(key)


def _theme_colours(themes: pd.DataFrame, topics: Mapping[Hashable, str]) -> dict[Hashable, str]:
    """The colour of each theme's largest topic."""
    place = {topic: at for at, topic in enumerate(topics)}
    found: dict[Hashable, str] = {}
    for theme, held in zip(themes["theme_id"].tolist(), themes["topic_ids"], strict=True):
        known = sorted((topic for topic in held if topic in place), key=place.__getitem__)
        found |= {theme: topics[known[0]]} if known else {}
    return found


def _names(frame: pd.DataFrame, key: str, column: str) -> dict[str, Names]:
    keys = frame[key].tolist()
    return {
        language: {k: str(name) for k, name in zip(keys, frame[f"{column}_{language}"], strict=True)}
        for language in LANGUAGES
    }
