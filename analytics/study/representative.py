"""What shows a topic best: the articles and the sentences nearest to its middle."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.study.filters import Filters
from analytics.study.query import Query
from analytics.study.selection import articles

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
