"""What drives a burst: the terms, publishers, actors and sources that its articles have and those before had not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import numpy as np
import pandas as pd

from analytics.study.association import false_discovery, hypergeometric_tail
from analytics.study.filters import Filters
from analytics.study.query import Query
from analytics.study.selection import articles
from analytics.study.statistics import wilson
from analytics.study.topic_words import presence
from analytics.topics.bursts import FEWEST, WINDOW
from analytics.topics.term_counts import TermCounts
from analytics.topics.words import LANGUAGES

_FIGURES: Final = ["n", "N", "share", "low", "high", "n_before", "N_before", "share_before", "p", "q"]
FEWEST_HERE: Final = 3
"""Articles of the burst that a driver has: one or two are no drive, whatever their share."""
SURE: Final = 0.05
"""False discovery rate, in its frame, up to which what a burst has more of than before is told."""
_KEYS: Final[Mapping[str, str]] = {"publisher": "publisher_id", "actor": "actor_id", "source": "source_key"}


@dataclass(frozen=True, slots=True)
class BurstDrivers:
    """What the articles of a burst have that those of the topic before it did not.

    ``terms`` (language, term, shown), ``publishers`` (publisher_id), ``actors`` (actor_id) and ``sources``
    (source_key) have the columns n, N, share, low, high (of the burst), n_before, N_before, share_before (of the
    articles compared with), p (chance of as many of them in the burst: Fisher's exact test) and q (false discovery
    rate in the frame), likeliest drivers first. Told are those that at least three articles of the burst have, a larger
    share of them than before, beyond chance (q at most .05); frames are empty where nothing stands out.
    ``articles`` has the columns of ``Study.articles``: one a story, those of most copies first. The articles compared
    with are those of the topic from ``compared_from`` to ``compared_to``, eight times as long as the burst and before
    it; where these are fewer than :data:`~analytics.topics.bursts.FEWEST`, all of the topic outside the burst, and the
    days are null.
    """

    terms: pd.DataFrame
    publishers: pd.DataFrame
    actors: pd.DataFrame
    sources: pd.DataFrame
    articles: pd.DataFrame
    compared_from: date | None
    compared_to: date | None


def burst_drivers(
    query: Query,
    term_counts: Callable[[], TermCounts],
    topic_id: int,
    start: date,
    end: date,
    filters: Filters,
    limit: int,
) -> BurstDrivers:
    """See :meth:`analytics.study.topic_answers.TopicAnswers.burst_drivers`."""
    start, end = _day(start), _day(end)
    if end < start:
        raise ValueError(f"the burst ends on {end}, before it begins on {start}; swap them.")
    whole = filters.narrow(topics=(topic_id,), date_from=None, date_to=None, story_from=None, story_to=None)
    burst = whole.within(start, end)
    days = (end - start).days + 1
    # A date in the first years of the calendar is a wrong one: the days before it must not leave the calendar.
    first = date.fromordinal(max(1, start.toordinal() - WINDOW * days))
    last = date.fromordinal(max(1, start.toordinal() - 1))
    before = whole.within(first, last)
    is_near = last < start and query.count(before) >= FEWEST
    sides = (burst, before) if is_near else (burst, whole)
    driving = {name: _driving(query, name, sides, is_near).head(limit) for name in _KEYS}
    return BurstDrivers(
        terms=_terms(query, term_counts(), sides, is_near, limit),
        publishers=driving["publisher"],
        actors=driving["actor"],
        sources=driving["source"],
        articles=_most_copied(query, burst, limit),
        compared_from=first if is_near else None,
        compared_to=last if is_near else None,
    )


def _day(given: date) -> date:
    """The day of a date or a moment: frames have moments, pandas' Timestamps."""
    return given.date() if isinstance(given, datetime) else given


def _driving(query: Query, dimension: str, sides: tuple[Filters, Filters], is_near: bool) -> pd.DataFrame:
    """The keys of a dimension by how far chance explains that the burst has so many of them."""
    here, there = (query.counts(dimension, side)[["key", "n"]] for side in sides)
    out = here.merge(there.rename(columns={"n": "n_before"}), on="key", how="left").fillna({"n_before": 0})
    total, total_before = (query.count(side) for side in sides)
    out = out.rename(columns={"key": _KEYS[dimension]})
    return _weighed(out.assign(N=total, N_before=total_before), is_near)


def _terms(query: Query, counts: TermCounts, sides: tuple[Filters, Filters], is_near: bool, limit: int) -> pd.DataFrame:
    """The terms of each language by how far chance explains that so many articles of the burst have them."""
    own = np.asarray(counts.term_languages)
    found = []
    for language in LANGUAGES:
        columns = np.flatnonzero(own == language)
        sums = [presence(query, counts, side, language, columns) for side in sides]
        seen = np.flatnonzero(sums[0][0])
        named = {"term": [counts.keys[c] for c in columns[seen]], "shown": [counts.shown[c] for c in columns[seen]]}
        frame = pd.DataFrame({"language": language, **named, "n": sums[0][0][seen], "n_before": sums[1][0][seen]})
        found.append(_weighed(frame.assign(N=sums[0][1], N_before=sums[1][1]), is_near).head(limit))
    return pd.concat(found, ignore_index=True)


def _weighed(frame: pd.DataFrame, is_near: bool) -> pd.DataFrame:
    """The drivers among the rows, with shares, chances and false discovery rates over all rows, likeliest first.

    Without a near past the second side is all of the topic, the burst included, which is taken off here.
    """
    out = frame.astype({"n": int, "n_before": int, "N": int, "N_before": int})
    if not is_near:
        out["n_before"], out["N_before"] = out["n_before"] - out["n"], out["N_before"] - out["N"]
    out["share"], out["low"], out["high"] = wilson(out["n"], out["N"])
    out["share_before"] = wilson(out["n_before"], out["N_before"])[0]
    either = out["n"] + out["n_before"]
    out["p"] = hypergeometric_tail(out["n"], either, out["N"], out["N"] + out["N_before"]) if len(out) else 0.0
    out["q"] = false_discovery(out["p"], len(out))
    keys = [str(name) for name in out if name not in _FIGURES]
    ordered = out.sort_values(["p", "n", *keys], ascending=[True, False] + [True] * len(keys), ignore_index=True)
    drives = (ordered["n"] >= FEWEST_HERE) & (ordered["share"] > ordered["share_before"]) & (ordered["q"] <= SURE)
    return ordered.loc[drives, [*keys, *_FIGURES]].reset_index(drop=True)


def _most_copied(query: Query, burst: Filters, limit: int) -> pd.DataFrame:
    """One article a story, those of most copies first, the nearest to the topic's middle among equals."""
    found = articles(query, burst.counting("stories"), None, 0, counted_only=True)
    order = ["n_copies", "strength", "article_id"]
    return found.sort_values(order, ascending=[False, False, True], ignore_index=True).head(limit)
