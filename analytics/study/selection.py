"""A selection itself: what it holds in numbers, and the articles behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from analytics.study.filters import Filters
from analytics.study.query import Query

_COLUMNS: Final = (
    "article_id, published_at, published_precision, published_basis, title, publisher_id, publisher, language, "
    "topic_id, nearest_topic_id, strength, tone, tone_label, n_words, url, is_sample, story_id, is_original"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a selection holds: counts, dates and languages, as a title page prints them.

    ``n``, ``N``, ``n_undated``, ``n_sample`` and ``languages`` count what the filters count, articles or stories;
    ``n_articles`` and ``n_stories`` are both given whichever it is. ``n_mentions`` and ``n_citations`` are those of
    the articles counted: of stories, those in the article that stands for each.
    """

    n: int
    N: int
    n_undated: int
    n_sample: int
    first: date | None
    last: date | None
    languages: tuple[tuple[str, int], ...]
    n_publishers: int
    n_topics: int
    n_mentions: int
    n_citations: int
    n_articles: int
    n_stories: int
    unit: str


def scope(query: Query, filters: Filters) -> Scope:
    """See :meth:`analytics.study.Study.scope`."""
    table, values = query.units(filters)
    undated, sample, first, last, mentions, citations = query.row(
        f"""WITH s AS (SELECT * FROM {table})
            SELECT count(*) FILTER (day IS NULL), count(*) FILTER (is_sample), min(day), max(day),
                (SELECT count(*) FROM mention WHERE kind = 'name' AND article_id IN (SELECT article_id FROM s)),
                (SELECT count(*) FROM citation WHERE article_id IN (SELECT article_id FROM s))
            FROM s""",
        values,
    )
    table, values = query.members(filters)
    articles, stories, publishers, topics = query.row(
        f"""SELECT count(*), count(DISTINCT story_id), count(DISTINCT publisher_id),
                   count(DISTINCT topic_id) FILTER (topic_id IN (SELECT topic_id FROM topic))
            FROM {table}""",
        values,
    )
    languages = query.counts("language", filters)
    return Scope(
        n=stories if filters.unit == "stories" else articles,
        N=query.count(filters.cleared()),
        n_undated=undated,
        n_sample=sample,
        first=first,
        last=last,
        languages=tuple((str(key), int(n)) for key, n in zip(languages["key"], languages["n"], strict=True)),
        n_publishers=publishers,
        n_topics=topics,
        n_mentions=mentions,
        n_citations=citations,
        n_articles=articles,
        n_stories=stories,
        unit=filters.unit,
    )


def articles(query: Query, filters: Filters, limit: int | None, offset: int, counted_only: bool) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.articles`."""
    table, values = query.evidence(filters)
    cut = "" if limit is None else f"LIMIT {int(limit)}"
    return query.frame(
        f"""SELECT {_COLUMNS}, n_copies, is_counted FROM {table} WHERE is_counted OR {not counted_only}
            ORDER BY unit_place, rank {cut} OFFSET {int(offset)}""",
        values,
    )
