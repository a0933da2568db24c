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
"""Fewest articles of an actor and of a pair: below it a pair of two rare names looks like a law."""
COLUMNS: Final = [
    "actor_a", "actor_b", "name_a_ar", "name_a_en", "name_b_ar", "name_b_en",
    "n", "n_a", "n_b", "N", "expected", "npmi", "p", "q", "is_significant", "n_same_sentence", "is_kin",
]  # fmt: skip

# Pairs are met in articles, the units are counted: a story counts for a pair if one of its articles names both. The
# join meets each pair of each article, about 30 for 8 actors. Measured on 2 busy cores with 2,000 actors: 10,000
# articles 0.5 s; 200,000 articles 10 s and 0.4 GB above the tables, growing with the number of articles.
_PAIRS_SQL: Final = """
WITH chosen AS (SELECT article_id, place AS spot, {unit} AS unit FROM {table} a),
     named AS (
         SELECT DISTINCT c.spot, c.unit, m.sentence_no, d.rowid AS who
         FROM mention m JOIN chosen c USING (article_id) JOIN actor d USING (actor_id) WHERE m.kind = 'name'),
     common AS (SELECT who, count(DISTINCT unit) AS n FROM named GROUP BY 1 HAVING n >= {least}),
     found AS (SELECT DISTINCT spot, unit, who FROM named SEMI JOIN common USING (who)),
     pairs AS (
         SELECT x.who AS a, y.who AS b, {count} AS n FROM found x JOIN found y ON x.spot = y.spot AND x.who < y.who
         GROUP BY 1, 2),
     close AS (
         SELECT x.who AS a, y.who AS b, count(DISTINCT x.unit) AS n_same_sentence
         FROM named x JOIN named y ON x.spot = y.spot AND x.sentence_no = y.sentence_no AND x.who < y.who GROUP BY 1, 2)
SELECT da.actor_id AS actor_a, db.actor_id AS actor_b, p.n, ca.n AS n_a, cb.n AS n_b,
       coalesce(c.n_same_sentence, 0) AS n_same_sentence, (SELECT count(*) FROM common) AS n_actors
FROM pairs p JOIN common ca ON ca.who = p.a JOIN common cb ON cb.who = p.b LEFT JOIN close c USING (a, b)
JOIN actor da ON da.rowid = p.a JOIN actor db ON db.rowid = p.b
"""


def co_mentions(query: Query, filters: Filters, min_n: int, actors: tuple[str, ...] | None) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.co_mentions`."""
    if min_n < 1:
        raise ValueError(f"min_n is {min_n}; allowed: 1 or more, since a pair never found together has no articles.")
    table, values = query.members(filters)
    is_story = filters.unit == "stories"
    unit, count = ("story_no", "count(DISTINCT x.unit)") if is_story else ("place", "count(*)")
    out = query.frame(_PAIRS_SQL.format(table=table, unit=unit, count=count, least=int(min_n)), values)
    out["N"] = query.count(filters)
    counts = [out[name].to_numpy(np.float64) for name in ("n", "n_a", "n_b", "N")]
    out["expected"] = counts[1] * counts[2] / np.maximum(counts[3], 1)
    out["npmi"] = npmi(*counts)
    out["p"] = hypergeometric_tail(*counts)
    n_actors = int(out["n_actors"].iloc[0]) if len(out) else 0
    out["q"] = false_discovery(out["p"], n_actors * (n_actors - 1) // 2)
    out["is_significant"] = out["q"] < LEVEL
    out = out[out["n"] >= min_n]
    if actors is not None:
        out = out[out["actor_a"].isin(actors) | out["actor_b"].isin(actors)]
    out = _named(query, out)
    order = out.assign(less=-out["n"]).sort_values(["p", "less", "actor_a", "actor_b"], ignore_index=True)
    return order[COLUMNS]


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
            FROM mention m JOIN {table} a USING (article_id) WHERE m.kind = 'name' AND m.actor_id IN (?, ?)
            GROUP BY 1, 2 HAVING count(DISTINCT m.actor_id) = ? ORDER BY place, sentence_no LIMIT {int(limit)}""",
        [*values, a, b, len({a, b})],
    )
    return sentences(query, places[["article_id", "sentence_no"]])
