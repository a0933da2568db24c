"""One article with everything found in it, ready to be shown with its words marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.annotate.spans import Span
from analytics.errors import RunError
from analytics.schema import TONES, whole
from analytics.study.query import Query
from analytics.topics.term_spans import term_spans


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article, its annotations (offsets into ``whole``) and its topic's words in it.

    ``mentions`` and ``citations`` have the columns of their tables in :mod:`analytics.schema`, with the actor's
    name_ar, name_en and type; both are in order of the text. ``citations`` has what sources only thought too (``act``).
    ``actors`` has a row an actor, most mentioned first: actor_id, name_ar, name_en, type, n_mentions, tone (mean
    over its sentences of that towards it, -1 to 1). ``candidates`` are the mentions of names that the registry does
    not know. ``numbers`` are the figures it reports, with source_ar, source_en, via_ar and via_en: who says so and
    through which outlet. ``sentences`` has the tone of each sentence in order: sentence_no, start, end, tone, label and
    reason, why it is not scored.
    """

    row: dict[str, Any]
    whole: str
    mentions: pd.DataFrame
    actors: pd.DataFrame
    citations: pd.DataFrame
    places: pd.DataFrame
    candidates: pd.DataFrame
    numbers: pd.DataFrame
    sentences: pd.DataFrame
    topic: dict[str, Any] | None
    topic_words: tuple[Span, ...]
    same_story: tuple[str, ...]


def read_article(query: Query, article_id: str) -> ArticleView:
    """One article of the run.

    Raises
    ------
    RunError
        If the run has no such article.
    """
    found = query.frame("SELECT * FROM article WHERE article_id = ?", [article_id])
    if found.empty:
        raise RunError(
            f"This run has no article {article_id[:40]!r}. It may belong to another run or have been added later: "
            "analyse the corpus again or search for its title."
        )
    stored = query.stored(article_id)
    row = {**stored, **_plain(found)}
    text = whole(stored["title"], stored["text"])
    topics = query.frame("SELECT t.* FROM topic t JOIN article a USING (topic_id) WHERE a.article_id = ?", [article_id])
    topic = _plain(topics) if len(topics) else None
    terms = [*(topic["terms_ar"] if topic else ()), *(topic["terms_en"] if topic else ())]
    return ArticleView(
        row=row,
        whole=text,
        mentions=_named(query, "mention", "actor_id", "start", article_id),
        actors=_actors(query, article_id),
        citations=_named(query, "attribution", "source_actor_id", "cue_start", article_id),
        places=query.frame("SELECT * FROM place WHERE article_id = ? ORDER BY start", [article_id]),
        candidates=query.frame("SELECT * FROM candidate WHERE article_id = ? ORDER BY start", [article_id]),
        numbers=_numbers(query, article_id),
        sentences=_sentences(query, article_id),
        topic=topic,
        topic_words=tuple(term_spans(text, terms)),
        same_story=_same_story(query, row),
    )


def _plain(frame: pd.DataFrame) -> dict[str, Any]:
    """The first row; pandas' NaN and NaT are None again."""
    first = frame.iloc[0].to_dict()
    return {str(key): None if _is_missing(value) else value for key, value in first.items()}


def _is_missing(value: object) -> bool:
    return value is pd.NaT or (isinstance(value, float) and value != value)


def _named(query: Query, table: str, key: str, order: str, article_id: str) -> pd.DataFrame:
    return query.frame(
        f"SELECT x.*, d.name_ar, d.name_en, d.type FROM {table} x LEFT JOIN actor d ON d.actor_id = x.{key} "
        f"WHERE x.article_id = ? ORDER BY x.{order}",
        [article_id],
    )


def _actors(query: Query, article_id: str) -> pd.DataFrame:
    return query.frame(
        """SELECT actor_id, d.name_ar, d.name_en, d.type, CAST(sum(m.n) AS BIGINT) AS n_mentions, avg(m.tone) AS tone
           FROM (SELECT actor_id, sentence_no, count(*) AS n, avg(tone) AS tone FROM mention WHERE article_id = ?
                 GROUP BY 1, 2) m
           JOIN actor d USING (actor_id) GROUP BY ALL ORDER BY n_mentions DESC, actor_id""",
        [article_id],
    )


def _numbers(query: Query, article_id: str) -> pd.DataFrame:
    named = ", ".join(
        f"coalesce({table}.name_{language}, x.{column}_label) AS {column}_{language}"
        for table, column in (("s", "source"), ("v", "via"))
        for language in ("ar", "en")
    )
    return query.frame(
        f"""SELECT x.*, {named} FROM number x LEFT JOIN actor s ON s.actor_id = x.source_actor_id
            LEFT JOIN actor v ON v.actor_id = x.via_actor_id WHERE x.article_id = ? ORDER BY x.start, x."end" """,
        [article_id],
    )


def _sentences(query: Query, article_id: str) -> pd.DataFrame:
    rows = query.picked(TONES, [article_id], ["sentence_no", "start", "end", "tone", "label", "reason"])
    return rows[rows["sentence_no"] >= 0].sort_values("sentence_no", ignore_index=True)


def _same_story(query: Query, row: dict[str, Any]) -> tuple[str, ...]:
    found = query.frame(
        "SELECT article_id FROM article WHERE story_id = ? AND article_id <> ? ORDER BY rank",
        [row["story_id"], row["article_id"]],
    )
    return tuple(found["article_id"])
