"""Links to the articles behind a number: the same selection that was counted, narrowed to what was clicked."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date

from analytics.study import Filters
from dashboard.view import View

FIELDS = {
    "language": "languages",
    "publisher": "publishers",
    "topic": "topics",
    "tone": "tones",
    "actor": "actors",
    "source": "sources",
    "source_class": "source_classes",
    "source_detail": "source_details",
    "place": "places",
}
_MANY = {"actor": "also_actors", "source": "also_sources", "place": "also_places"}


def articles_link(view: View, filters: Filters) -> str:
    """The address of the articles of a selection."""
    return view.to("articles", filters=filters).href


def ranked(filters: Filters, dimension: str, key: Hashable) -> Filters:
    """The articles behind one row of a ranking.

    An article has many actors, sources and places, so beside a filter on actors the row's actor must *also* be there.
    """
    field, many = FIELDS[dimension], _MANY.get(dimension)
    chosen = getattr(filters, field)
    if many is None or not chosen:
        return filters.narrow(**{field: (key,)})
    also = getattr(filters, many)
    return filters if chosen == (key,) else filters.narrow(**{many: (*also, key)})


def together(filters: Filters, *actors: str) -> Filters:
    """The articles that name each of some actors, as pairs of actors are counted."""
    return filters.narrow(also_named=(*filters.also_named, *actors))


def over_time(filters: Filters, dimension: str, key: Hashable, start: date, end: date) -> Filters:
    """The articles behind one point of a key's series, which sets the dimension's own filter aside."""
    return filters.narrow(**{FIELDS[dimension]: (key,)}).within(start, end)
