"""One actor: its names in the articles, roles, family, company, what it says and who speaks of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from analytics.errors import RunError
from analytics.study.co_mentions import holders
from analytics.study.filters import Filters
from analytics.study.query import Query
from analytics.study.sentences import sentences

_NAMED: Final = "SELECT actor_id, name_ar, name_en, type FROM actor"


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor of a run as a selection shows it.

    Attributes
    ----------
    row : dict
        actor_id, name_ar, name_en, type, qid, parent_id, origin.
    surfaces : DataFrame
        surface, kind, n_mentions, n: the words for it, most used first, and the articles or stories they are in.
    roles : DataFrame
        title_ar, title_en, body_id, body_ar, body_en, start, end: in order of time, those without a date last.
    holders, held : DataFrame
        actor_id, name_ar, name_en, type: what it belongs to, nearest first, and what belongs to it, of this run.
    said : DataFrame
        Sentences in which it is cited, newest first: :data:`analytics.study.sentences.COLUMNS`, mode.
    said_about : DataFrame
        Sources whose words mention it: source_key, source_actor_id, name_ar, name_en, n, n_citations.
    said_about_sentences : DataFrame
        The sentences of those citations that name it, or refer to it where none does, newest first, with source_key,
        name_ar and name_en of who speaks.
    """

    row: dict[str, Any]
    surfaces: pd.DataFrame
    roles: pd.DataFrame
    holders: pd.DataFrame
    held: pd.DataFrame
    said: pd.DataFrame
    said_about: pd.DataFrame
    said_about_sentences: pd.DataFrame


def actor_view(query: Query, actor_id: str, filters: Filters, limit: int) -> ActorView:
    """See :meth:`analytics.study.Study.actor`."""
    found = query.frame("SELECT * FROM actor WHERE actor_id = ?", [actor_id])
    if found.empty:
        raise RunError(
            f"This run has no actor {actor_id[:60]!r}. Take the actor_id of one that Study.actors() lists, or analyse "
            "the corpus again if the registry has changed since."
        )
    row = {str(key): None if pd.isna(value) else value for key, value in found.iloc[0].to_dict().items()}
    return ActorView(
        row=row,
        surfaces=_surfaces(query, actor_id, filters),
        roles=_roles(query, actor_id),
        holders=_holders(query, actor_id),
        held=query.frame(f"{_NAMED} WHERE parent_id = ? ORDER BY actor_id", [actor_id]),
        said=_said(query, actor_id, filters, limit),
        said_about=_speakers(query, actor_id, filters),
        said_about_sentences=_spoken(query, actor_id, filters, limit),
    )


def _unit(filters: Filters) -> str:
    return "a.story_id" if filters.unit == "stories" else "a.article_id"


def _surfaces(query: Query, actor_id: str, filters: Filters) -> pd.DataFrame:
    table, values = query.members(filters)
    return query.frame(
        f"""SELECT m.surface, m.kind, count(*) AS n_mentions, count(DISTINCT {_unit(filters)}) AS n
            FROM mention m JOIN {table} a USING (article_id) WHERE m.actor_id = ?
            GROUP BY 1, 2 ORDER BY n_mentions DESC, 1, 2""",
        [*values, actor_id],
    )


def _roles(query: Query, actor_id: str) -> pd.DataFrame:
    return query.frame(
        """SELECT r.title_ar, r.title_en, r.body_id, b.name_ar AS body_ar, b.name_en AS body_en, r.start, r."end"
           FROM role r LEFT JOIN actor b ON b.actor_id = r.body_id WHERE r.actor_id = ?
           ORDER BY r.start NULLS LAST, r."end" NULLS LAST, r.title_en""",
        [actor_id],
    )


def _holders(query: Query, actor_id: str) -> pd.DataFrame:
    known = query.frame("SELECT actor_id, name_ar, name_en, type, parent_id FROM actor").set_index("actor_id")
    parents = {str(key): str(parent) for key, parent in known["parent_id"].dropna().items()}
    chain = [key for key in holders(actor_id, parents) if key in known.index and key != actor_id]
    return known.loc[chain].drop(columns="parent_id").reset_index()


def _said(query: Query, actor_id: str, filters: Filters, limit: int) -> pd.DataFrame:
    table, values = query.members(filters)
    places = query.frame(
        f"""SELECT c.article_id, c.sentence_no, min(c.mode) AS mode, min(a.place) AS place
            FROM citation c JOIN {table} a USING (article_id) WHERE c.source_actor_id = ?
            GROUP BY 1, 2 ORDER BY place, c.sentence_no LIMIT {int(limit)}""",
        [*values, actor_id],
    )
    return sentences(query, places[["article_id", "sentence_no", "mode"]])


# The evidence of a citation is the sentence that mentions the actor: the first that names it, else the first that
# refers to it. A statement of several sentences may begin long before.
_ABOUT: Final = """
SELECT * FROM (
    SELECT c.article_id, c.source_key, c.source_actor_id, c.source_label, {unit} AS unit, a.place, (
        SELECT arg_min(m.sentence_no, (m.kind <> 'name', m.start)) FROM mention m
        WHERE m.article_id = c.article_id AND m.actor_id = ?
        AND m.start >= c.content_start AND m."end" <= c.content_end) AS sentence_no
    FROM citation c JOIN {table} a USING (article_id)
    WHERE c.source_actor_id IS NULL OR c.source_actor_id <> ?)
WHERE sentence_no IS NOT NULL
"""


def _about(query: Query, actor_id: str, filters: Filters) -> tuple[str, list[Any]]:
    """The citations of others whose content mentions an actor, by name or not, each with a sentence that does."""
    table, values = query.members(filters)
    return f"({_ABOUT.format(unit=_unit(filters), table=table)})", [actor_id, *values, actor_id]


def _speakers(query: Query, actor_id: str, filters: Filters) -> pd.DataFrame:
    about, values = _about(query, actor_id, filters)
    return query.frame(
        f"""SELECT c.source_key, any_value(c.source_actor_id) AS source_actor_id,
                   coalesce(any_value(d.name_ar), min(c.source_label)) AS name_ar,
                   coalesce(any_value(d.name_en), min(c.source_label)) AS name_en,
                   count(DISTINCT c.unit) AS n, count(*) AS n_citations
            FROM {about} c LEFT JOIN actor d ON d.actor_id = c.source_actor_id
            GROUP BY 1 ORDER BY n DESC, n_citations DESC, 1""",
        values,
    )


def _spoken(query: Query, actor_id: str, filters: Filters, limit: int) -> pd.DataFrame:
    about, values = _about(query, actor_id, filters)
    places = query.frame(
        f"""SELECT c.article_id, c.sentence_no, c.source_key, coalesce(any_value(d.name_ar), min(c.source_label))
                   AS name_ar, coalesce(any_value(d.name_en), min(c.source_label)) AS name_en, min(c.place) AS place
            FROM {about} c LEFT JOIN actor d ON d.actor_id = c.source_actor_id
            GROUP BY 1, 2, 3 ORDER BY place, c.sentence_no, c.source_key LIMIT {int(limit)}""",
        values,
    )
    return sentences(query, places.drop(columns="place"))
