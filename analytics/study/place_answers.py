"""The part of a Study about places: where it happens."""

from __future__ import annotations

import pandas as pd

from analytics.study import places
from analytics.study.answers import Asked, cached
from analytics.study.filters import EVERYTHING, Filters


class PlaceAnswers(Asked):
    """Numbers about places; :class:`analytics.study.Study` says what n, N and intervals are."""

    @cached
    def places(self, filters: Filters = EVERYTHING, level: str = "place") -> pd.DataFrame:
        """Places of the selection, by articles that name them or what lies in them.

        Columns: place_id, name_ar, name_en, level, country, governorate (its id, or its name where the gazetteer does
        not have it), lat, lon, precision_km (how far from the point it may reach), n, N, share, low, high, n_named
        (articles that name the place itself), n_mentions. A town's mentions count for its governorate and country.

        Parameters
        ----------
        filters : Filters
        level : {"place", "governorate", "country"}
            What is ranked: towns, camps, bases, rivers and the like; governorates; countries.

        Raises
        ------
        ValueError
            If the level is unknown.
        """
        return places.places(self._query, filters, level)
