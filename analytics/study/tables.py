"""A run and its corpus as tables in memory, for SQL."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import duckdb
import pyarrow as pa

from analytics.annotate.citations.source_kinds import pronoun_keys
from analytics.run import Run
from analytics.schema import ACTORS, CANDIDATES, CITATIONS, GAZETTEER, MENTIONS, NUMBERS, PLACES, ROLES, TONES
from analytics.topic_schema import ASSIGNMENTS, POSITIONS, THEMES, TOPICS
from corpus.schema import ARTICLES, Table
from corpus.workspace import Workspace

_TABLES: Final[Mapping[str, Table]] = {
    "tone": TONES,
    "assignment": ASSIGNMENTS,
    "topic": TOPICS,
    "theme": THEMES,
    "position": POSITIONS,
    "actor": ACTORS,
    "mention": MENTIONS,
    "citation": CITATIONS,
    "place": PLACES,
    "gazetteer": GAZETTEER,
    "candidate": CANDIDATES,
    "number": NUMBERS,
    "role": ROLES,
}
"""The tables of a run that are held in memory, by the name of one row of theirs."""
_ARTICLE_COLUMNS: Final = (
    "article_id",
    "url",
    "publisher_id",
    "publisher",
    "title",
    "language",
    "published_at",
    "published_precision",
    "published_basis",
    "n_words",
    "story_id",
    "is_original",
    "is_sample",
)

# A run lists its articles in `tones` (sentence -1): articles added to the corpus later are not part of it.
# `rank` orders the articles of a story: dated before undated, the corpus's original first, then by time. An original
# whose hour is known must not fall behind a copy of the same day without an hour, which is stored as midnight.
# `place` orders all articles, newest first; `story_day` is the date of the article's story in the whole run,
# `original_publisher_id` who had it first, of copies alone.
_ARTICLE_SQL: Final = """
CREATE TABLE article AS
WITH ranked AS (
    SELECT a.*, CAST(a.published_at AS DATE) AS day, CASE WHEN s.basis <> 'unfit' THEN s.topic_id END AS topic_id,
           s.topic_id AS nearest_topic_id, s.basis, s.strength, t.tone, t.label AS tone_label,
           coalesce(n.n_sentences, 0) AS n_sentences,
           row_number() OVER (ORDER BY a.published_at IS NULL, NOT a.is_original, a.published_at, a.article_id) AS rank
    FROM source_article a
    JOIN (SELECT article_id, tone, label FROM source_tone WHERE sentence_no = -1) t USING (article_id)
    LEFT JOIN (SELECT article_id, count(tone) AS n_sentences FROM source_tone WHERE sentence_no >= 0 GROUP BY 1) n
        USING (article_id)
    LEFT JOIN source_assignment s USING (article_id))
SELECT *, rank = min(rank) OVER (PARTITION BY story_id) AS is_first,
       CASE WHEN NOT is_first THEN first_value(publisher_id) OVER (PARTITION BY story_id ORDER BY rank) END
           AS original_publisher_id,
       row_number() OVER (ORDER BY published_at DESC NULLS LAST, article_id) AS place,
       dense_rank() OVER (ORDER BY story_id) AS story_no,
       first_value(day) OVER (PARTITION BY story_id ORDER BY rank) AS story_day
FROM ranked ORDER BY article_id
"""

# To cite is to pass on what a source said or wrote: what it only thought, wanted or planned is evidence for readers,
# not a statement it answers for. Nor is a pronoun a source: "he said" of five articles is the word of five people whom
# the text does not name near enough to be found. Every number of sources comes from `citation`; `attribution` has all.
# A mention of a place is one of the governorate and of the country it lies in: `located` says so.
# Who appears with whom is asked of those an article names in what it tells: the agency of a credit line is with all.
_DERIVED_SQL: Final = """
CREATE TABLE appearance AS
SELECT m.* FROM mention m ANTI JOIN (SELECT * FROM attribution WHERE mode = 'credit') c
ON c.article_id = m.article_id AND c.source_start <= m.start AND m."end" <= c.source_end
WHERE m.kind = 'name';
CREATE VIEW citation AS SELECT * FROM attribution ANTI JOIN pronoun USING (source_key) WHERE act = 'said';
CREATE TABLE lies_in AS
SELECT DISTINCT place_id, place_id AS holder_id FROM place
UNION SELECT g.place_id, h.place_id FROM gazetteer g JOIN gazetteer h ON h.place_id = g.governorate
UNION SELECT g.place_id, h.place_id FROM gazetteer g JOIN gazetteer h ON h.level = 'country' AND h.country = g.country;
CREATE VIEW located AS
SELECT p.article_id, p.sentence_no, l.holder_id AS place_id, p.place_id = l.holder_id AS is_named
FROM place p JOIN lies_in l USING (place_id);
CREATE VIEW theme_topic AS
SELECT h.theme_id, t.topic_id FROM topic t JOIN theme h ON h.theme_id = t.parent_id
UNION ALL SELECT h.parent_id, t.topic_id FROM topic t JOIN theme h ON h.theme_id = t.parent_id
WHERE h.parent_id IS NOT NULL
"""


def open_tables(
    workspace: Workspace, run: Run, edited: Mapping[str, pa.Table] = MappingProxyType({})
) -> duckdb.DuckDBPyConnection:
    """An in-memory database with table ``article`` and one a table of the run, named in the singular.

    ``citation`` has what sources said, but for sources of which only a pronoun is known ("he", «هو»), the keys in
    ``pronoun``; ``attribution`` has all rows of table ``citations``, such sources and what sources thought too.
    ``appearance`` has the mentions by name outside credit lines. ``located`` has a row for each mention of a place and
    each place that it is or lies in. ``theme_topic`` has a row for each theme and each topic below it, of all levels.
    Articles are those of the corpus version the run was made from. Texts stay on disk until one is shown or searched.
    Tables in ``edited`` stand in the place of the run's own of the same name.
    """
    sources = {f"source_{name}": _read(workspace, run, table, edited) for name, table in _TABLES.items()}
    articles = workspace.read(ARTICLES, columns=list(_ARTICLE_COLUMNS), version=run.corpus_version)
    return made_of({"source_article": articles, **sources})


def made_of(sources: Mapping[str, pa.Table]) -> duckdb.DuckDBPyConnection:
    """The database of :func:`open_tables`, from ``source_article`` and the tables of a run as ``source_<name>``."""
    db = duckdb.connect(":memory:")
    db.execute("SET TimeZone = 'UTC'")
    for name, table in sources.items():
        db.register(name, table)
    db.execute(_ARTICLE_SQL)
    db.execute("CREATE TABLE actor AS SELECT * FROM source_actor ORDER BY actor_id")
    for name in ("topic", "theme", "position", "role", "mention", "candidate", "number", "place", "gazetteer"):
        db.execute(f"CREATE TABLE {name} AS SELECT * FROM source_{name}")
    db.execute("CREATE TABLE attribution AS SELECT * FROM source_citation")
    db.execute("CREATE TABLE pronoun AS SELECT unnest(?) AS source_key", [sorted(pronoun_keys())])
    db.execute(_DERIVED_SQL)
    for name in sources:
        db.unregister(name)
    return db


def _read(workspace: Workspace, run: Run, table: Table, edited: Mapping[str, pa.Table]) -> pa.Table:
    found = edited.get(table.name)
    return workspace.read(table, under=run.under) if found is None else found
