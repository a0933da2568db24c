"""The one translation of :class:`Filters` into SQL: a number and the articles behind it share it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from analytics.study.filters import Filters
from corpus.text.normalise import fold

FREQUENCIES: Final = ("day", "week", "month", "year")


def predicate(filters: Filters) -> tuple[str, list[Any]]:
    """A condition on table ``article a`` and its parameters; ``TRUE`` for empty filters."""
    parts: list[str] = []
    values: list[Any] = []
    for column, operator, bound in (("a.day", ">=", filters.date_from), ("a.day", "<=", filters.date_to)):
        if bound:
            parts.append(f"{column} {operator} ?")
            values.append(bound)
    for column, chosen in (
        ("a.language", filters.languages),
        ("a.publisher_id", filters.publishers),
        ("a.topic_id", filters.topics),
        ("a.tone_label", filters.tones),
        ("a.original_publisher_id", filters.copied_from),
    ):
        if chosen:
            parts.append(f"{column} IN ({_marks(chosen)})")
            values += chosen
    for table, column, keys in (("mention", "actor_id", filters.actors), ("citation", "source_key", filters.sources)):
        if keys:
            parts.append(f"a.article_id IN (SELECT article_id FROM {table} WHERE {column} IN ({_marks(keys)}))")
            values += keys
    for table, column, keys in (
        ("mention", "actor_id", filters.also_actors),
        ("citation", "source_key", filters.also_sources),
    ):
        for key in keys:
            parts.append(f"a.article_id IN (SELECT article_id FROM {table} WHERE {column} = ?)")
            values.append(key)
    words = fold(filters.q).split()
    parts += ["a.article_id IN (SELECT article_id FROM search WHERE contains(folded, ?))"] * len(words)
    values += words
    if filters.q and not words:  # nothing but marks: no article has such a word
        parts.append("FALSE")
    return " AND ".join(parts) or "TRUE", values


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def frequency_for(first: date, last: date) -> str:
    """The bin width that gives at most about 100 bins: day, week, month or year."""
    days = (last - first).days
    if days <= 62:
        return "day"
    if days <= 400:
        return "week"
    return "month" if days <= 366 * 9 else "year"


def period_end(start: date, frequency: str) -> date:
    """The last day of the period that begins on ``start``.

    Raises
    ------
    ValueError
        If ``frequency`` is not one of :data:`FREQUENCIES`.
    """
    if frequency == "day":
        return start
    if frequency == "week":
        return start + timedelta(days=6)
    if frequency == "month":
        return date(start.year + start.month // 12, start.month % 12 + 1, 1) - timedelta(days=1)
    if frequency == "year":
        return date(start.year, 12, 31)
    raise ValueError(f"frequency is {frequency!r}; allowed: {', '.join(FREQUENCIES)}.")
