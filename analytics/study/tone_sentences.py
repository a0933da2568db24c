"""The sentences that a tone comes from, strongest first, each language in proportion to its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from analytics.schema import TONE_LABELS, TONES
from analytics.study.filters import Filters
from analytics.study.query import Query
from analytics.study.sentences import COLUMNS, sentences

SENTENCE_COLUMNS: Final = [*COLUMNS, "tone", "tone_low", "tone_high", "label", "spans", "n_copies"]
_STRENGTH: Final = {"negative": "tone", "positive": "-tone", "neutral": "abs(tone)", None: "-abs(tone)"}
"""What the sentences of a label are ordered by, smallest first."""

# Of a story the strongest sentence, of equals that of its earliest article; then of stories, newest first.
_ONE_A_STORY: Final = """
SELECT * FROM (
    SELECT x.*, a.place, a.n_copies, a.language AS tongue, count(*) OVER (PARTITION BY a.language) AS n_tongue
    FROM {rows} x JOIN {table} a USING (article_id)
    QUALIFY row_number() OVER (PARTITION BY a.story_no ORDER BY x.strength, a.rank, x.sentence_no) = 1)
QUALIFY row_number() OVER (PARTITION BY tongue ORDER BY strength, place, sentence_no) <= {limit}
ORDER BY strength, place, sentence_no
"""
_AIMED: Final = """
(SELECT article_id, sentence_no, arg_min(tone, (strength, "start")) AS tone,
        arg_min(tone_low, (strength, "start")) AS tone_low, arg_min(tone_high, (strength, "start")) AS tone_high,
        arg_min(tone_label, (strength, "start")) AS label, min(strength) AS strength
 FROM (SELECT *, round({strength}, 9) AS strength FROM mention WHERE actor_id = ? AND tone IS NOT NULL AND {labelled})
 GROUP BY 1, 2)
"""


def tone_sentences(query: Query, filters: Filters, toward: str | None, label: str | None, limit: int) -> pd.DataFrame:
    """See :meth:`analytics.study.tone_answers.ToneAnswers.tone_sentences`."""
    if label is not None and label not in TONE_LABELS:
        raise ValueError(f"label is {label!r}; allowed: {', '.join(TONE_LABELS)}, or none for all.")
    if limit < 1:
        raise ValueError(f"limit is {limit}; allowed: 1 or more.")
    found = _whole(query, filters, label, limit) if toward is None else _aimed(query, filters, toward, label, limit)
    found = _of_each_language(found, limit)
    places = found[["article_id", "sentence_no", "tone", "tone_low", "tone_high", "label", "n_copies"]]
    out = sentences(query, places)
    out["spans"] = pd.Series(_spans(query, out, toward), index=out.index, dtype="object")
    return out[SENTENCE_COLUMNS]


def _aimed(query: Query, filters: Filters, toward: str, label: str | None, limit: int) -> pd.DataFrame:
    """Sentences with a mention of an actor; the tone is that of its strongest mention there."""
    table, values = query.evidence(filters.narrow(also_actors=(*filters.also_actors, toward)))
    labelled, more = _labelled("tone_label", label)
    rows = _AIMED.format(strength=_STRENGTH[label], labelled=labelled)
    statement = _ONE_A_STORY.format(rows=rows, table=table, limit=int(limit))
    return query.frame(statement, [toward, *more, *values])


def _whole(query: Query, filters: Filters, label: str | None, limit: int) -> pd.DataFrame:
    """Sentences by their own tone, which is not held in memory."""
    table, values = query.evidence(filters)
    labelled, more = _labelled("label", label)
    rows = f"""(SELECT article_id, sentence_no, tone, NULL::DOUBLE AS tone_low, NULL::DOUBLE AS tone_high, label,
        round({_STRENGTH[label]}, 9) AS strength FROM sentence_tone
        WHERE sentence_no >= 0 AND tone IS NOT NULL AND {labelled})"""
    cursor = query.cursor()
    cursor.register("sentence_tone", query.whole_table(TONES))
    statement = _ONE_A_STORY.format(rows=rows, table=table, limit=int(limit))
    found: pd.DataFrame = cursor.sql(statement, params=[*more, *values]).to_arrow_table().to_pandas()
    return found


def _of_each_language(found: pd.DataFrame, limit: int) -> pd.DataFrame:
    """The first rows of each language, as many as its share of the sentences gives it, in the order found.

    Scores of one language may be less extreme than those of another for the same words, because the engine is less
    sure in it: by score alone, one language would take every place.
    """
    if found.empty:
        return found
    by = found.groupby("tongue", sort=True)
    weights = {str(key): int(n) for key, n in by["n_tongue"].first().items()}
    seats = apportion(weights, {str(key): int(n) for key, n in by.size().items()}, limit)
    places = zip(by.cumcount(), found["tongue"], strict=True)
    return found[[place < seats.get(tongue, 0) for place, tongue in places]]


def apportion(weights: Mapping[str, int], most: Mapping[str, int], seats: int) -> dict[str, int]:
    """Seats of each party by largest remainders (Hamilton's method), of two or more at least one for each.

    Parameters
    ----------
    weights : mapping of str to int
        What seats are in proportion to, at least 1.
    most : mapping of str to int
        How many seats each can fill, at least 1; what it cannot fill goes to the others in proportion.
    seats : int
        Of equal remainders the heavier party's is served first, then in the order of names. With fewer seats than
        parties, the heaviest have one each.
    """
    full: dict[str, int] = {}
    order = sorted(weights, key=lambda name: (-weights[name], name))
    while rest := {name: weights[name] for name in order if name not in full}:
        shares = _at_least_one(rest, seats - sum(full.values()))
        over = {name: most[name] for name, share in shares.items() if share > most[name]}
        if not over:
            return full | shares
        full |= over
    return full


def _at_least_one(weights: Mapping[str, int], seats: int) -> dict[str, int]:
    """Shares of the seats; who would have none has one before the others share the rest."""
    if seats == 1:
        return _largest_remainders(weights, seats)
    rest, ones = dict(list(weights.items())[:seats]), dict[str, int]()
    while True:
        shares = _largest_remainders(rest, seats - len(ones))
        if all(shares.values()):
            return ones | shares
        ones |= {name: 1 for name, share in shares.items() if not share}
        rest = {name: weight for name, weight in rest.items() if name not in ones}


def _largest_remainders(weights: Mapping[str, int], seats: int) -> dict[str, int]:
    """Shares in whole numbers; of equal remainders the first in order is served first."""
    total = sum(weights.values())
    shares = {name: seats * weight // total for name, weight in weights.items()}
    served = sorted(weights, key=lambda name: -(seats * weights[name] % total))
    for name in served[: seats - sum(shares.values())]:
        shares[name] += 1
    return shares


def _labelled(column: str, label: str | None) -> tuple[str, list[Any]]:
    return ("TRUE", []) if label is None else (f"{column} = ?", [label])


def _spans(query: Query, places: pd.DataFrame, toward: str | None) -> list[tuple[tuple[int, int], ...]]:
    """Where each sentence mentions the actor, in order."""
    if toward is None:
        return [()] * len(places)
    found = query.frame(
        """SELECT article_id, sentence_no, start, "end" FROM mention
           WHERE actor_id = ? AND list_contains(?, article_id) ORDER BY start, "end" """,
        [toward, sorted(set(places["article_id"]))],
    )
    spans: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for key, number, start, end in found.itertuples(index=False):
        spans.setdefault((key, number), []).append((int(start), int(end)))
    return [tuple(spans[row]) for row in zip(places["article_id"], places["sentence_no"], strict=True)]
