"""What became of topics since the run before, which new ones are proposed, and which have drifted."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.run import Run
from analytics.study.filters import Filters
from analytics.study.query import Query
from analytics.topic_schema import DRIFT, PROPOSALS, TOPIC_HISTORY, TOPICS

HISTORY_COLUMNS: Final = [field.name for field in TOPIC_HISTORY.fields] + ["label_ar", "label_en"]
PROPOSAL_COLUMNS: Final = [
    "proposal_id", "label_ar", "label_en", "terms_ar", "terms_en", "article_ids", "n_articles", "n", "n_ar", "n_en",
    "first_day", "last_day", "cohesion", "nearest_topic_id", "similarity",
]  # fmt: skip
DRIFT_COLUMNS: Final = [field.name for field in DRIFT.fields]
_LABELS: Final = ("label_ar", "label_en")
_NUMBERS: Final = ("topic_id", "before_id", "n_before", "n", "nearest_topic_id")


def topic_history(query: Query, run: Run) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.topic_history`."""
    labels = {row["topic_id"]: row for row in query.whole_table(TOPICS).to_pylist()}
    rows = [
        {**row, **{name: labels[row["topic_id"]][name] if row["topic_id"] in labels else None for name in _LABELS}}
        for row in query.whole_table(TOPIC_HISTORY).to_pylist()
    ]
    out = _frame(rows, HISTORY_COLUMNS)
    out.attrs["base_run"] = run.manifest.get("base_run")
    return out


def proposals(query: Query, filters: Filters) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.proposals`."""
    table, values = query.members(filters)
    chosen = query.frame(f"SELECT article_id, story_id, language, day FROM {table}", values).set_index("article_id")
    rows = []
    for row in query.whole_table(PROPOSALS).to_pylist():
        ids = row.pop("articles")
        found = chosen.loc[chosen.index.intersection(ids)]
        if len(found):
            rows.append({**row, "article_ids": ids, "n_articles": len(ids), **_counted(found, filters)})
    rows.sort(key=lambda row: (-row["n"], row["proposal_id"]))
    return _frame(rows, PROPOSAL_COLUMNS)


def drift(query: Query, run: Run) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.drift`."""
    rows = sorted(query.whole_table(DRIFT).to_pylist(), key=lambda row: int(row["topic_id"]))
    out = _frame(rows, DRIFT_COLUMNS)
    out.attrs["since"] = run.manifest.get("topics", {}).get("drift_since")
    return out


def _counted(found: pd.DataFrame, filters: Filters) -> dict[str, Any]:
    """How many of the articles there are, or of their stories, and when."""
    unit = found["story_id"] if filters.unit == "stories" else found.index.to_series()
    days = found["day"].dropna()
    return {
        "n": unit.nunique(),
        "n_ar": unit[found["language"] == "ar"].nunique(),
        "n_en": unit[found["language"] == "en"].nunique(),
        "first_day": days.min() if len(days) else pd.NaT,
        "last_day": days.max() if len(days) else pd.NaT,
    }


def _frame(rows: list[dict[str, Any]], columns: list[str]) -> pd.DataFrame:
    out = pd.DataFrame(rows, columns=columns)
    for name in set(_NUMBERS) & set(columns):
        out[name] = out[name].astype("Int64")
    return out
