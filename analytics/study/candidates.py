"""Names that the registry does not know: how often, by whom, with which titles, and in which sentences."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

import pandas as pd

from analytics.annotate.actors.name_keys import is_given_alone, name_key
from analytics.annotate.actors.romanise import Romaniser
from analytics.study.filters import Filters
from analytics.study.query import Query
from analytics.study.sentences import sentences
from analytics.study.statistics import wilson
from analytics.study.units import joined

TITLES: Final = 5
"""Titles of a name that are listed, the most frequent first."""
PROPOSALS: Final = 2**16
"""Names whose spelling in the other script is remembered, some 20 MB: every selection of a run lists the same names."""
_ARABIC: Final = re.compile("[\u0621-\u064a]")
COLUMNS: Final = (
    "candidate_key",
    "name",
    "type",
    "titles",
    "n",
    "N",
    "share",
    "low",
    "high",
    "n_mentions",
    "n_citations",
    "n_publishers",
    "languages",
    "bases",
    "name_ar",
    "name_en",
)


def candidates(query: Query, filters: Filters) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.candidates`."""
    counted = query.counts("candidate", filters)[["key", "n"]]
    found = counted.rename(columns={"key": "candidate_key"}).merge(_details(query, filters), on="candidate_key")
    found = found[~found["candidate_key"].map(is_given_alone).astype(bool)]
    found = found.merge(_cited(query, filters), on="candidate_key", how="left")
    found["n_citations"] = found["n_citations"].fillna(0).astype("int64")
    found["N"] = query.count(filters)
    found["share"], found["low"], found["high"] = wilson(found["n"], found["N"])
    surfaces, titles = _words(query, filters, "surface"), _words(query, filters, "title")
    found["name"] = [_full_name(key, surfaces.get(key, [])) for key in found["candidate_key"]]
    found["titles"] = [titles.get(key, [])[:TITLES] for key in found["candidate_key"]]
    pairs = list(zip(found["name"], found["type"], strict=True))
    others = [proposed(name, type) for name, type in pairs]
    for column, is_own in (("name_ar", is_arabic), ("name_en", lambda name: not is_arabic(name))):
        named = [name if is_own(name) else other for (name, _), other in zip(pairs, others, strict=True)]
        found[column] = pd.Series(named, index=found.index, dtype=object)
    ordered = found.sort_values(["n", "candidate_key"], ascending=[False, True], ignore_index=True)
    return ordered[list(COLUMNS)]


def _details(query: Query, filters: Filters) -> pd.DataFrame:
    """Mentions in what is counted; publishers, languages and bases in all articles of the selection."""
    join, key, _ = joined("candidate")
    counted, values = query.units(filters, join, key)
    table, more = query.members(filters)
    return query.frame(
        f"""SELECT c.candidate_key, mode(c.type ORDER BY c.type) AS type, count(u.article_id) AS n_mentions,
                   count(DISTINCT a.publisher_id) AS n_publishers,
                   list_sort(list(DISTINCT a.language)) AS languages, list_sort(list(DISTINCT c.basis)) AS bases
            FROM candidate c JOIN {table} a USING (article_id)
            LEFT JOIN {counted} u ON u.article_id = c.article_id AND u.key = c.candidate_key GROUP BY 1""",
        [*more, *values],
    )


def _cited(query: Query, filters: Filters) -> pd.DataFrame:
    """How often each is cited as a source in what is counted."""
    join, key, _ = joined("source")
    counted, values = query.units(filters, join, key)
    return query.frame(
        f"""SELECT c.source_key AS candidate_key, count(*) AS n_citations
            FROM citation c JOIN {counted} u ON u.article_id = c.article_id AND u.key = c.source_key
            WHERE c.source_key IN (SELECT candidate_key FROM candidate) GROUP BY 1""",
        values,
    )


def _words(query: Query, filters: Filters, column: str) -> dict[str, list[str]]:
    """The surfaces, or titles, of each name, the most frequent first."""
    table, values = query.members(filters)
    found = query.frame(
        f"""SELECT c.candidate_key, c.{column} AS words FROM candidate c JOIN {table} a USING (article_id)
            WHERE c.{column} IS NOT NULL GROUP BY ALL ORDER BY count(*) DESC, words""",
        values,
    )
    return {str(key): group.tolist() for key, group in found.groupby("candidate_key", sort=False)["words"]}


def _full_name(key: str, surfaces: list[str]) -> str:
    """The name as it is most often written in full; its key where it is not."""
    whole = key.removeprefix("~")
    return next((words for words in surfaces if name_key(words) == key), whole)


@lru_cache(PROPOSALS)
def proposed(name: str, type: str) -> str | None:
    """The name of a person in the other script, where each of its parts is known; none for a body.

    Bodies have names that are translated, not spelt.
    """
    return (_romaniser().proposed_name(name) or None) if type == "person" else None


@cache
def _romaniser() -> Romaniser:
    """Made where there is a name to be proposed: it reads the registry."""
    from analytics.annotate.actors.registry import Registry

    return Romaniser(actor for actor in Registry.load().values() if actor.type == "person")


def is_arabic(name: str) -> bool:
    """Whether a name is written in Arabic letters."""
    return bool(_ARABIC.search(name))


def candidate_sentences(query: Query, candidate_key: str, filters: Filters, limit: int) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.candidate_sentences`."""
    table, values = query.members(filters)
    found = query.frame(
        f"""SELECT a.article_id, c.sentence_no FROM candidate c JOIN {table} a USING (article_id)
            WHERE c.candidate_key = ?
            QUALIFY row_number() OVER (PARTITION BY a.story_id ORDER BY a.rank, c.basis = 'repeated', c.start) = 1
            ORDER BY a.rank LIMIT {int(limit)}""",
        [*values, candidate_key],
    )
    return sentences(query, found)[["article_id", "sentence"]]
