"""What is counted: the one place where articles become stories.

A *story* is a text and its copies (``story_id`` of :data:`corpus.schema.ARTICLES`). With ``Filters.unit`` "stories"

- a story with any article in the selection counts once, and in a breakdown once in each group it has an article in:
  a story carried by three publishers counts for each of the three and once in their total, so groups can add up to
  more than the total;
- the article that stands for a story, in a selection or in a group of it, is the earliest there: its tone is the
  story's. Intervals are therefore over stories, not over copies that say the same thing;
- the date of a story is that of its earliest article inside ``Filters.frame()``, what was collected. It is the same
  for a count and for what the count is a share of, so that no share over time can exceed 1, and the periods of a
  chart share no story.

Which articles are outside the run or the selection does not matter: where a story's original is hidden, the earliest
of the rest stands for it. With "articles" every article is its own unit.
"""

from __future__ import annotations

from typing import Any, Final

from analytics.study.filters import Filters
from analytics.study.scope import predicate

# A topic that a person hid is in no breakdown: `topic` has those to be listed.
_JOINS: Final = {  # dimension: (table to join, key, the filter field of its own)
    "language": ("", "a.language", "languages"),
    "publisher": ("", "a.publisher_id", "publishers"),
    "topic": ("JOIN (SELECT topic_id AS listed_id FROM topic) l ON l.listed_id = a.topic_id", "a.topic_id", "topics"),
    "tone": ("", "a.tone_label", "tones"),
    "actor": ("JOIN (SELECT DISTINCT article_id, actor_id FROM mention) m USING (article_id)", "m.actor_id", "actors"),
    "source": (
        "JOIN (SELECT DISTINCT article_id, source_key FROM citation) c USING (article_id)",
        "c.source_key",
        "sources",
    ),
    "source_class": (
        "JOIN (SELECT DISTINCT article_id, source_class FROM citation) c USING (article_id)",
        "c.source_class",
        "source_classes",
    ),
    "source_detail": (
        "JOIN (SELECT DISTINCT article_id, source_detail FROM citation) c USING (article_id)",
        "c.source_detail",
        "source_details",
    ),
    "place": ("JOIN (SELECT DISTINCT article_id, place_id FROM located) p USING (article_id)", "p.place_id", "places"),
    "candidate": (
        "JOIN (SELECT DISTINCT article_id, candidate_key FROM candidate) k USING (article_id)",
        "k.candidate_key",
        "candidates",
    ),
}
DIMENSIONS: Final = tuple(_JOINS)
CITING: Final = ("JOIN (SELECT DISTINCT article_id FROM citation) c USING (article_id)", "TRUE")
"""The breakdown into articles that cite a source, beside those of :data:`DIMENSIONS`."""

Sql = tuple[str, list[Any]]
"""A part of a statement, mostly a table in brackets to stand after FROM, and its parameters."""


def joined(dimension: str) -> tuple[str, str, str]:
    """How a dimension is joined: SQL of the join, its key, and the name of its own filter field.

    Raises
    ------
    ValueError
        If there is no such dimension.
    """
    if dimension not in _JOINS:
        raise ValueError(f"dimension is {dimension!r}; allowed: {', '.join(DIMENSIONS)}.")
    return _JOINS[dimension]


def units(filters: Filters, join: str = "", key: str = "") -> Sql:
    """A table with a row for each unit of a selection, or for each unit and group of it.

    Columns are those of ``article``, where ``day`` is the date of the unit; with a ``key`` also ``key``, ``in_ar`` and
    ``in_en``: the group, and whether the unit has an article there in Arabic, in English.

    Parameters
    ----------
    filters : Filters
    join, key : str
        SQL of what the groups are read from and of their name; see :func:`joined`.
    """
    where, values = predicate(filters)
    named = f"{key} IS NOT NULL" if key else "TRUE"
    if filters.unit == "articles":
        group = f", {key} AS key, a.language = 'ar' AS in_ar, a.language = 'en' AS in_en" if key else ""
        return f"(SELECT a.*{group} FROM article a {join} WHERE {where} AND {named})", values
    parts = f"a.story_id, {key}" if key else "a.story_id"
    group = f", {key} AS key, {_has('ar', parts)} AS in_ar, {_has('en', parts)} AS in_en" if key else ""
    dated, day, dated_values = _dated(filters)
    period, bounds = _period(filters, day)
    return (
        f"""(SELECT a.* EXCLUDE (day), {day} AS day{group} FROM article a {join} {dated}
            WHERE {where} AND {period} AND {named}
            QUALIFY row_number() OVER (PARTITION BY {parts} ORDER BY a.rank) = 1)""",
        [*dated_values, *values, *bounds],
    )


def members(filters: Filters) -> Sql:
    """A table of all articles of a selection: with "stories" every article of each story that fits the filters."""
    where, values = predicate(filters)
    if filters.story_from is None and filters.story_to is None:
        return f"(SELECT a.* FROM article a WHERE {where})", values
    dated, day, dated_values = _dated(filters)
    period, bounds = _period(filters, day)
    return f"(SELECT a.* FROM article a {dated} WHERE {where} AND {period})", [*dated_values, *values, *bounds]


def placed(filters: Filters, join: str = "", key: str = "") -> Sql:
    """All articles of a selection, where ``day`` is the date of their unit: for stories that of the story.

    With a ``key``, see :func:`units`, a row for each article and group, and a column ``key``. To count the articles, or
    the distinct ``story_no``, of a group is to count its units, faster than :func:`units` finds what stands for each.
    """
    where, values = predicate(filters)
    group, named = (f", {key} AS key", f"{key} IS NOT NULL") if key else ("", "TRUE")
    if filters.unit == "articles":
        return f"(SELECT a.*{group} FROM article a {join} WHERE {where} AND {named})", values
    dated, day, dated_values = _dated(filters)
    period, bounds = _period(filters, day)
    return (
        f"""(SELECT a.* EXCLUDE (day), {day} AS day{group} FROM article a {join} {dated}
            WHERE {where} AND {period} AND {named})""",
        [*dated_values, *values, *bounds],
    )


def evidence(filters: Filters) -> Sql:
    """:func:`members` with what an article is to the count.

    Further columns: ``n_copies``, other articles here that carry its story; ``is_counted``, whether it stands for its
    unit; ``unit_place``, by which units are put in order, newest first.
    """
    table, values = members(filters)
    copies = "count(*) OVER (PARTITION BY a.story_id) - 1 AS n_copies"
    own = "TRUE AS is_counted, a.place AS unit_place"
    if filters.unit == "stories":
        first = "OVER (PARTITION BY a.story_id ORDER BY a.rank)"
        own = f"row_number() {first} = 1 AS is_counted, first_value(a.place) {first} AS unit_place"
    return f"(SELECT a.*, {copies}, {own} FROM {table} a)", values


def _dated(filters: Filters) -> tuple[str, str, list[Any]]:
    """How the date of a story inside ``filters.frame()`` is read: SQL of a join, the date, and its parameters."""
    frame = filters.frame().narrow(story_from=None, story_to=None)
    if frame.is_empty:
        return "", "a.story_day", []
    where, values = predicate(frame)
    first = f"SELECT a.story_no, arg_min(a.day, a.rank) AS day FROM article a WHERE {where} GROUP BY 1"
    return f"JOIN ({first}) s ON s.story_no = a.story_no", "s.day", values  # arg_min passes over the undated


def _period(filters: Filters, day: str) -> Sql:
    """The condition that a story's date lies in the period asked for, and its parameters."""
    bounds = [(">=", filters.story_from), ("<=", filters.story_to)]
    given = [(operator, bound) for operator, bound in bounds if bound]
    return " AND ".join(f"{day} {operator} ?" for operator, _ in given) or "TRUE", [bound for _, bound in given]


def _has(language: str, parts: str) -> str:
    return f"bool_or(a.language = '{language}') OVER (PARTITION BY {parts})"
