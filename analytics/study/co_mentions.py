"""Who appears with whom: pairs of actors found together more often than by chance, and the sentences that name both."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from analytics.study.association import LEVEL, false_discovery, hypergeometric_tail, npmi
from analytics.study.filters import Filters
from analytics.study.query import Query
from analytics.study.sentences import sentences

MIN_N: Final = 3
"""Fewest stories of an actor and of a pair: below it a pair of two rare names looks like a law."""
COLUMNS: Final = [
    "actor_a", "actor_b", "name_a_ar", "name_a_en", "name_b_ar", "name_b_en",
    "n", "n_a", "n_b", "N", "expected", "npmi", "n_stories", "p", "q", "is_significant", "n_same_sentence", "is_kin",
]  # fmt: skip

# Pairs are met in articles: a story counts for a pair if one of its articles names both. The join meets each pair of
# each article, about 30 for 8 actors. The time grows with the articles, by 3 to 6 for four times as many as the
# machine is idle or busy; the frame takes some 4 MB for 10,000 articles (benchmarks/company.py, 2,000 actors).
_PAIRS_SQL: Final = """
WITH chosen AS (SELECT article_id, place AS spot, story_no AS story FROM {table} a),
     named AS (
         SELECT DISTINCT c.spot, c.story, m.sentence_no, d.rowid AS who
         FROM appearance m JOIN chosen c USING (article_id) JOIN actor d USING (actor_id)),
     common AS (
         SELECT who, count(DISTINCT story) AS stories, count(DISTINCT {unit}) AS n FROM named
         GROUP BY 1 HAVING stories >= {least}),
     found AS (SELECT DISTINCT spot, story, who FROM named SEMI JOIN common USING (who)),
     pairs AS (
         SELECT x.who AS a, y.who AS b, count(DISTINCT x.story) AS stories, {count} AS n
         FROM found x JOIN found y ON x.spot = y.spot AND x.who < y.who GROUP BY 1, 2),
     close AS (
         SELECT x.who AS a, y.who AS b, count(DISTINCT x.{unit}) AS n_same_sentence
         FROM named x JOIN named y ON x.spot = y.spot AND x.sentence_no = y.sentence_no AND x.who < y.who GROUP BY 1, 2)
SELECT da.actor_id AS actor_a, db.actor_id AS actor_b, p.n, ca.n AS n_a, cb.n AS n_b, p.stories AS n_stories,
       ca.stories AS stories_a, cb.stories AS stories_b, coalesce(c.n_same_sentence, 0) AS n_same_sentence,
       (SELECT count(*) FROM common) AS n_actors
FROM pairs p JOIN common ca ON ca.who = p.a JOIN common cb ON cb.who = p.b LEFT JOIN close c USING (a, b)
JOIN actor da ON da.rowid = p.a JOIN actor db ON db.rowid = p.b
"""


def co_mentions(query: Query, filters: Filters, min_n: int) -> pd.DataFrame:
    """All pairs of :meth:`analytics.study.Study.co_mentions`.

    Copies of one report are no independent evidence that two actors belong together, so the test is over stories
    whatever is counted.
    """
    if min_n < 1:
        raise ValueError(f"min_n is {min_n}; allowed: 1 or more, since a pair never found together has no articles.")
    table, values = query.members(filters)
    unit, count = ("story", "count(DISTINCT x.story)") if filters.unit == "stories" else ("spot", "count(*)")
    out = query.frame(_PAIRS_SQL.format(table=table, unit=unit, count=count, least=int(min_n)), values)
    out["N"] = query.count(filters)
    out["stories"] = query.count(filters.counting("stories"))
    counts = [out[name].to_numpy(np.float64) for name in ("n", "n_a", "n_b", "N")]
    out["expected"] = counts[1] * counts[2] / np.maximum(counts[3], 1)
    out["npmi"] = npmi(*counts)
    out["p"] = hypergeometric_tail(*(out[name] for name in ("n_stories", "stories_a", "stories_b", "stories")))
    n_actors = int(out["n_actors"].iloc[0]) if len(out) else 0
    out["q"] = false_discovery(out["p"], n_actors * (n_actors - 1) // 2)
    out["is_significant"] = out["q"] < LEVEL
    out = _named(query, out[out["n_stories"] >= min_n])
    order = out.assign(less=-out["n"]).sort_values(["p", "less", "actor_a", "actor_b"], ignore_index=True)
    return order[COLUMNS]


def with_any(pairs: pd.DataFrame, actors: tuple[str, ...]) -> pd.DataFrame:
    """The pairs in which one of these actors is."""
    chosen = pairs[pairs["actor_a"].isin(actors) | pairs["actor_b"].isin(actors)]
    return chosen.reset_index(drop=True)


def _named(query: Query, pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs with both actors' names and whether one belongs to the other."""
    known = query.frame("SELECT actor_id, name_ar, name_en, parent_id FROM actor").set_index("actor_id")
    parents = {str(key): str(parent) for key, parent in known["parent_id"].dropna().items()}
    out = pairs.copy()
    for side in ("a", "b"):
        for language in ("ar", "en"):
            names = out[f"actor_{side}"].map(known[f"name_{language}"])
            out[f"name_{side}_{language}"] = names.fillna(out[f"actor_{side}"])
    both = zip(out["actor_a"], out["actor_b"], strict=True)
    out["is_kin"] = np.array([_is_kin(a, b, parents) for a, b in both], dtype=bool)
    return out


def _is_kin(a: str, b: str, parents: dict[str, str]) -> bool:
    """Whether one of two actors belongs to the other, at whatever remove."""
    return b in holders(a, parents) or a in holders(b, parents)


def holders(actor: str, parents: dict[str, str]) -> list[str]:
    """What an actor belongs to, nearest first; a circle, which a workspace's registry might hold, is left."""
    found: list[str] = []
    at = parents.get(actor)
    while at is not None and at not in found:
        found.append(at)
        at = parents.get(at)
    return found


def co_sentences(query: Query, a: str, b: str, filters: Filters, limit: int) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.co_sentences`."""
    table, values = query.members(filters)
    places = query.frame(
        f"""SELECT a.article_id, m.sentence_no, min(a.place) AS place
            FROM appearance m JOIN {table} a USING (article_id) WHERE m.actor_id IN (?, ?)
            GROUP BY 1, 2 HAVING count(DISTINCT m.actor_id) = ? ORDER BY place, sentence_no LIMIT {int(limit)}""",
        [*values, a, b, len({a, b})],
    )
    return sentences(query, places[["article_id", "sentence_no"]])
