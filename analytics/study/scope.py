"""The one translation of :class:`Filters` into SQL: a number and the articles behind it share it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final

from analytics.study.filters import Filters
from corpus.text.normalise import fold

FREQUENCIES: Final = ("day", "week", "month", "year")
Clause = tuple[str, list[Any]]
"""A condition and its parameters."""


def predicate(filters: Filters) -> tuple[str, list[Any]]:
    """A condition on table ``article a`` and its parameters; ``TRUE`` for empty filters."""
    clauses = [*_columns(filters), *_contents(filters), *_words(filters)]
    return " AND ".join(part for part, _ in clauses) or "TRUE", [value for _, values in clauses for value in values]


def _columns(filters: Filters) -> Iterator[Clause]:
    """What an article's own columns must be."""
    for operator, bound in ((">=", filters.date_from), ("<=", filters.date_to)):
        if bound:
            yield f"a.day {operator} ?", [bound]
    for column, chosen in (
        ("language", filters.languages),
        ("publisher_id", filters.publishers),
        ("topic_id", filters.topics),
        ("tone_label", filters.tones),
        ("original_publisher_id", filters.copied_from),
    ):
        if chosen:
            yield f"a.{column} IN ({_marks(chosen)})", list(chosen)
    if filters.fit:  # an article of a run without topics neither fits one nor fits none
        yield f"CASE WHEN a.basis = 'unfit' THEN 'unfit' ELSE 'fits' END IN ({_marks(filters.fit)})", list(filters.fit)
        yield "a.basis IS NOT NULL", []


def _contents(filters: Filters) -> Iterator[Clause]:
    """What must have been found in an article."""
    for table, column, keys in (
        ("mention", "actor_id", filters.actors),
        ("citation", "source_key", filters.sources),
        ("located", "place_id", filters.places),
        ("candidate", "candidate_key", filters.candidates),
    ):
        if keys:
            yield _among(table, f"{column} IN ({_marks(keys)})"), list(keys)
    for table, column, keys in (
        ("mention", "actor_id", filters.also_actors),
        ("appearance", "actor_id", filters.also_named),
        ("citation", "source_key", filters.also_sources),
        ("located", "place_id", filters.also_places),
    ):
        yield from ((_among(table, f"{column} = ?"), [key]) for key in keys)
    kind, kinds = of_kind(filters)
    if kinds:
        yield _among("citation", kind), kinds
    yield from ((_NAMING[how], []) for how in filters.naming)


def _words(filters: Filters) -> Iterator[Clause]:
    """The words that must be in an article."""
    words = fold(filters.q).split()
    yield from ((_among("search", "contains(folded, ?)"), [word]) for word in words)
    if filters.q and not words:  # nothing but marks: no article has such a word
        yield "FALSE", []


def of_kind(filters: Filters) -> tuple[str, list[Any]]:
    """The condition on a citation that its source is of the classes and details of the filters, and its parameters."""
    columns = (("source_class", filters.source_classes), ("source_detail", filters.source_details))
    chosen = [(column, kinds) for column, kinds in columns if kinds]
    parts = [f"{column} IN ({_marks(kinds)})" for column, kinds in chosen]
    return " AND ".join(parts) or "TRUE", [kind for _, kinds in chosen for kind in kinds]


def _among(table: str, condition: str) -> str:
    return f"a.article_id IN (SELECT article_id FROM {table} WHERE {condition})"


def _cites(condition: str) -> str:
    return _among("citation", f"mode <> 'credit' AND {condition}")


_NAMING: Final = {
    "named": _cites("source_detail = 'named'"),
    "unnamed": _cites("source_detail <> 'named'"),
    "none_named": " AND NOT ".join((_cites("TRUE"), _cites("source_detail = 'named'"))),
}


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


def period_sql(frequency: str) -> str:
    """SQL of the first moment of the period that ``a.day`` lies in; null for an undated article."""
    return f"CAST(date_trunc('{frequency}', a.day) AS TIMESTAMP)"


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
