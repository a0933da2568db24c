"""Sentences as evidence: where in which article something is said."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.schema import TONES, whole
from analytics.study.query import Query
from corpus.schema import ARTICLES

SENTENCES: Final = 50
"""Sentences shown as evidence if no other number is asked for."""
COLUMNS: Final = [
    "article_id", "sentence_no", "start", "end", "sentence",
    "title", "publisher_id", "publisher", "language", "published_at", "published_precision", "is_sample",
]  # fmt: skip


def sentences(query: Query, places: pd.DataFrame) -> pd.DataFrame:
    """The words of sentences, in the order given, with what to say of their article: :data:`COLUMNS`.

    Parameters
    ----------
    query : Query
    places : DataFrame
        article_id and sentence_no; further columns are kept, after the others.
    """
    ids = sorted(set(places["article_id"]))
    spans = query.picked(TONES, ids, ["article_id", "sentence_no", "start", "end"])
    texts = query.picked(ARTICLES, ids, ["article_id", "title", "text"])
    about = query.frame("SELECT * FROM article WHERE list_contains(?, article_id)", [ids])
    about = about[[name for name in COLUMNS if name in about]]
    wholes = {row.article_id: whole(str(row.title), str(row.text)) for row in texts.itertuples(index=False)}
    out = places.merge(spans, on=["article_id", "sentence_no"]).merge(about, on="article_id")
    cuts = zip(out["article_id"], out["start"], out["end"], strict=True)
    out["sentence"] = pd.Series([wholes[key][start:end] for key, start, end in cuts], index=out.index, dtype="object")
    return out[[*COLUMNS, *(name for name in places if name not in COLUMNS)]]
