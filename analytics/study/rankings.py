"""Numbers by topic, publisher, actor and source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from analytics.study.filters import FIT, Filters
from analytics.study.query import TONE_COLUMNS, Query
from analytics.study.statistics import difference_interval, wilson
from analytics.study.tone_sums import mean_tones
from analytics.study.units import CITING, joined
from corpus.publishers import known_publishers

_SHARES = ["n", "N", "share", "low", "high"]
_TONE = ["mean", "mean_low", "mean_high"]


def tone(query: Query, filters: Filters) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.tone`."""
    table, values = query.units(filters)
    out = query.frame(f"SELECT {TONE_COLUMNS} FROM {table} a", values)
    means = mean_tones(query, "all", filters)
    for name in ("mean", "low", "high"):
        out[name] = means[name].reindex([0])
    return out[["n", "mean", "low", "high", "negative", "neutral", "positive"]]


def sourcing(query: Query, filters: Filters) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.sourcing`."""
    table, values = query.units(filters, *CITING)
    out = query.frame(
        f"""SELECT count(DISTINCT a.article_id) AS n, count(*) FILTER (c.article_id IS NOT NULL) AS n_citations
            FROM {table} a LEFT JOIN citation c USING (article_id)""",
        values,
    )
    out["N"] = query.count(filters)
    out["share"], out["low"], out["high"] = wilson(out["n"], out["N"])
    return out[["n", "N", "share", "low", "high", "n_citations"]]


def topics(query: Query, filters: Filters) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.topics`."""
    out = _ranking(query, "topic", filters).rename(columns={"key": "topic_id"})
    details = query.frame(
        """SELECT topic_id, parent_id, label_ar, label_en, terms_ar, terms_en, coherence, stability,
                  language_expected, mix, mix_reason, origin FROM topic ORDER BY topic_id"""
    )
    return details.merge(out, on="topic_id").sort_values(["n", "topic_id"], ascending=[False, True], ignore_index=True)


def unfit(query: Query, filters: Filters) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.unfit`."""
    rows = []
    for language in ("all", "ar", "en"):
        chosen = filters.languages if language == "all" else (language,)
        missing = language != "all" and bool(filters.languages) and language not in filters.languages
        of_it = filters.narrow(languages=chosen)
        counted = [0 if missing else query.count(of_it.narrow(fit=fit)) for fit in (("unfit",), FIT)]
        rows.append((language, *counted))
    out = pd.DataFrame(rows, columns=["language", "n", "N"])
    out["share"], out["low"], out["high"] = wilson(out["n"], out["N"])
    return out


def publishers(query: Query, filters: Filters) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.publishers`."""
    out = _ranking(query, "publisher", filters).rename(columns={"key": "publisher_id"})
    names = publisher_names(query, out["publisher_id"].tolist())
    for place, name in enumerate(("name_ar", "name_en", "is_sample"), 1):
        out.insert(place, name, names[name].tolist())
    return out


def publisher_names(query: Query, publisher_ids: Sequence[str]) -> pd.DataFrame:
    """name_ar, name_en and is_sample of publishers, by their ids."""
    given = _given_names(query)
    known = [known_publishers().get(key) for key in publisher_ids]
    pairs = list(zip(known, publisher_ids, strict=True))
    names = {
        "name_ar": [p.name_ar if p else given[key] for p, key in pairs],
        "name_en": [p.name_en if p else given[key] for p, key in pairs],
        "is_sample": [bool(p and p.is_sample) for p in known],
    }
    return pd.DataFrame(names, index=list(publisher_ids))


def _given_names(query: Query) -> dict[str, str]:
    """The name under which the input most often gave each publisher, the first of equals."""
    found = query.frame(
        "SELECT publisher_id, publisher, count(*) AS n FROM article GROUP BY 1, 2 ORDER BY n DESC, publisher"
    )
    return dict(found.drop_duplicates("publisher_id")[["publisher_id", "publisher"]].itertuples(index=False))


def actors(query: Query, filters: Filters) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.actors`."""
    out = _ranking(query, "actor", filters).rename(columns={"key": "actor_id"})
    join, key, _ = joined("actor")
    table, values = query.units(filters, join, key)
    mentions = query.frame(
        f"""WITH per_article AS (
                SELECT m.actor_id, m.article_id, count(*) FILTER (m.kind = 'name') AS names,
                       count(*) FILTER (m.kind = 'coreference') AS coreferences
                FROM mention m JOIN {table} a ON a.article_id = m.article_id AND a.key = m.actor_id GROUP BY 1, 2)
            SELECT actor_id, CAST(sum(names) AS BIGINT) AS n_names, CAST(sum(coreferences) AS BIGINT) AS n_coreferences
            FROM per_article GROUP BY 1""",
        values,
    )
    tones = mean_tones(query, "aimed", filters)
    tones.columns = pd.Index(["actor_id", "n_tone", "tone", "tone_low", "tone_high"])
    mentions = mentions.merge(tones, on="actor_id")
    details = query.frame("SELECT actor_id, name_ar, name_en, type FROM actor")
    merged = details.merge(out[["actor_id", *_SHARES]], on="actor_id").merge(mentions, on="actor_id")
    return merged.sort_values(["n", "actor_id"], ascending=[False, True], ignore_index=True)


def sources(query: Query, filters: Filters) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.sources`."""
    out = _ranking(query, "source", filters).rename(columns={"key": "source_key"})
    join, key, _ = joined("source")
    counted, values = query.units(filters, join, key)
    table, more = query.members(filters)
    details = query.frame(
        f"""SELECT c.source_key, any_value(c.source_actor_id) AS actor_id, min(c.source_label) AS label,
                   any_value(d.name_ar) AS name_ar, any_value(d.name_en) AS name_en, any_value(d.type) AS type,
                   count(u.article_id) AS n_citations, count(DISTINCT a.publisher_id) AS n_publishers
            FROM citation c JOIN {table} a USING (article_id) LEFT JOIN actor d ON d.actor_id = c.source_actor_id
            LEFT JOIN {counted} u ON u.article_id = c.article_id AND u.key = c.source_key GROUP BY 1""",
        [*more, *values],
    )
    for name in ("name_ar", "name_en"):
        details[name] = details[name].fillna(details["label"])
    details["type"] = details["type"].fillna("unknown")
    merged = details.drop(columns="label").merge(out[["source_key", *_SHARES]], on="source_key")
    return merged.sort_values(["n", "source_key"], ascending=[False, True], ignore_index=True)


def changes(
    query: Query, dimension: str, before: tuple[date, date], after: tuple[date, date], filters: Filters
) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.changes`."""
    selections = in_periods(filters, before, after)
    counts = [query.counts(dimension, selection).set_index("key")["n"] for selection in selections]
    table = pd.concat(counts, axis=1, keys=["n_before", "n_after"]).fillna(0).astype(int)
    table = table.rename_axis("key").reset_index()
    total_before, total_after = (query.count(selection) for selection in selections)
    table["N_before"], table["N_after"] = total_before, total_after
    found = [
        difference_interval(after_n, total_after, before_n, total_before)
        for before_n, after_n in zip(table["n_before"], table["n_after"], strict=True)
    ]
    table[["difference", "low", "high"]] = np.array(found, dtype=float).reshape(-1, 3)
    table["significant"] = (table["low"] > 0) | (table["high"] < 0)
    order = table.assign(size=table["difference"].abs().round(9)).sort_values(["size", "key"], ascending=[False, True])
    return order.drop(columns="size").reset_index(drop=True)


def in_periods(filters: Filters, before: tuple[date, date], after: tuple[date, date]) -> list[Filters]:
    """The selection in each of two periods, which take the place of its own dates; a story is in one of them."""
    if filters.unit == "articles":
        return [filters.narrow(date_from=start, date_to=end) for start, end in (before, after)]
    first, last = min(before[0], after[0]), max(before[1], after[1])
    dates = {"date_from": filters.date_from and first, "date_to": filters.date_to and last}
    return [filters.narrow(**dates, story_from=start, story_to=end) for start, end in (before, after)]


def _ranking(query: Query, dimension: str, filters: Filters) -> pd.DataFrame:
    """Key, n, N, share with interval, mean tone with interval, n_ar, n_en; largest first."""
    out = query.counts(dimension, filters)
    out["N"] = query.count(filters)
    out["share"], out["low"], out["high"] = wilson(out["n"], out["N"])
    means = mean_tones(query, dimension, filters).rename(columns={"low": "mean_low", "high": "mean_high"})
    out = out.merge(means.astype({"key": out["key"].dtype}), on="key", how="left")
    return out[["key", *_SHARES, *_TONE, "n_ar", "n_en"]]
