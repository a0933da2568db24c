"""What shows a topic best: the articles and the sentences nearest to its middle."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.schema import TONES
from analytics.study.filters import Filters
from analytics.study.query import Query
from analytics.study.selection import articles
from analytics.study.sentences import COLUMNS, sentences
from analytics.topics.representative import Candidate, representative_sentences
from analytics.topics.words import LANGUAGES

READ: Final = 20
"""Articles of a group whose sentences are read, the strongest; what a weak article says is not the topic's."""
_GROUPS: Final = {None: [], "language": ["language"], "publisher": ["publisher_id"]}


def representative(query: Query, topic_id: int, filters: Filters, limit: int, by: str | None) -> pd.DataFrame:
    """See :meth:`analytics.study.topic_answers.TopicAnswers.representative`."""
    group = groups(by)
    found = articles(query, filters.narrow(topics=(topic_id,)), None, 0, counted_only=False)
    found = found.sort_values(["strength", "article_id"], ascending=[False, True])
    found = found.drop_duplicates([*group, "story_id"])
    if not group:
        return found.head(limit).reset_index(drop=True)
    return found.sort_values(group, kind="stable").groupby(group, sort=False).head(limit).reset_index(drop=True)


def groups(by: str | None) -> list[str]:
    """The column that a grouping is by, none for no grouping.

    Raises
    ------
    ValueError
        If there is no such grouping.
    """
    if by not in _GROUPS:
        allowed = ", ".join(str(name) for name in _GROUPS if name)
        raise ValueError(f"by is {by!r}; allowed: {allowed}, or nothing for all articles together.")
    return _GROUPS[by]


def representative_lines(query: Query, topic_id: int, filters: Filters, limit: int, by: str | None) -> pd.DataFrame:
    """See :meth:`analytics.study.topic_answers.TopicAnswers.representative_sentences`."""
    group = groups(by)
    strongest = representative(query, topic_id, filters, READ, by or "language")
    if strongest.empty:
        return pd.DataFrame(columns=[*COLUMNS, "score"])
    spans = query.picked(TONES, sorted(strongest["article_id"]), ["article_id", "sentence_no"])
    lines = sentences(query, spans[spans["sentence_no"] >= 0])
    told = lines.merge(strongest[["article_id", "story_id", "strength"]], on="article_id")
    terms = query.frame("SELECT terms_ar, terms_en FROM topic WHERE topic_id = ?", [topic_id])
    found = []
    for _, part in told.groupby(group[0]) if group else [("", told)]:
        for language in LANGUAGES:
            # Stored in order of their weights, which fall about as one over the place.
            weights = {term: 1 / place for place, term in enumerate(terms[f"terms_{language}"].iloc[0], start=1)}
            found += _chosen(part[part["language"] == language], weights, limit)
    chosen = pd.DataFrame(found, columns=["article_id", "sentence_no", "score"])
    out = lines.merge(chosen, on=["article_id", "sentence_no"])
    order = [*group, "score", "article_id", "sentence_no"]
    out = out.sort_values(order, ascending=[*[True] * len(group), False, True, True], ignore_index=True)
    return out.groupby(group, sort=False).head(limit).reset_index(drop=True) if group else out.head(limit)


def _chosen(lines: pd.DataFrame, weights: dict[str, float], limit: int) -> list[tuple[str, int, float]]:
    """Article, sentence and score of the best lines of one language."""
    rows: Any = lines.itertuples(index=False)
    candidates = [
        Candidate(
            article_id=row.article_id,
            sentence_no=int(row.sentence_no),
            text=row.sentence,
            language=row.language,
            publisher=row.publisher_id,
            story_id=row.story_id,
            strength=float(row.strength),
        )
        for row in rows
    ]
    best = representative_sentences(candidates, weights, limit)
    return [(found.sentence.article_id, found.sentence.sentence_no, found.score) for found in best]
