"""Rows of table ``topics`` after edits: what changed is counted and described anew by the code that described it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analytics.topics.edits.membership import Membership
from analytics.topics.edits.source import EditSource
from analytics.topics.mixing import Published

CHANGED: Final = 0.1
"""Share of articles above which a topic is another one: its terms are found anew and its stability, measured by
leaving out a tenth of the articles, no longer holds."""
_DECIMALS: Final = 6


def topic_rows(
    before: Mapping[int, Mapping[str, Any]],
    at_first: Membership,
    members: Membership,
    alive: Collection[int],
    origins: Mapping[int, str],
    source: EditSource,
) -> list[dict[str, Any]]:
    """A row for each topic there is, by number; rows of topics whose articles are as before are as they were.

    Parameters
    ----------
    before : mapping of int to row
        The run's own rows.
    at_first, members : Membership
        Where articles were in the run, and where they are.
    alive : collection of int
        The topics there are.
    origins : mapping of int to str
        The origin of those that edits made.
    source : EditSource
        Languages and terms; terms are read only if a topic is another one than before.
    """
    was, now = at_first.counted, members.counted
    numbers = sorted(alive)
    touched = set(np.unique(np.concatenate([was[was != now], now[was != now]])).tolist()) | set(origins)
    anew = [topic for topic in numbers if topic in touched and _is_another(topic, was, now, origins)]
    described = _described(anew, numbers, members, source)
    facts = source.facts(members.ids.tolist()) if touched & set(numbers) else []
    published = Published.of(
        [one.language for one in facts], [one.publisher for one in facts], [one.day for one in facts]
    )
    rows = []
    for topic in numbers:
        row = {"topic_id": topic, "parent_id": None, "origin": "fitted", **before.get(topic, {})}
        if topic in touched:
            row |= {"n": int((now == topic).sum())} | _mix(now == topic, published, row)
        row |= described.get(topic, {})
        if topic in touched and _has_changed(topic, was, now):
            row["stability"] = None
        row["origin"] = origins.get(topic, row["origin"])
        rows.append(row)
    return rows


def _is_another(topic: int, was: NDArray[np.int64], now: NDArray[np.int64], origins: Mapping[int, str]) -> bool:
    """Whether more than a tenth of a topic's articles, those before and those now together, came or went."""
    return topic in origins or _has_changed(topic, was, now)


def _has_changed(topic: int, was: NDArray[np.int64], now: NDArray[np.int64]) -> bool:
    either = int(((was == topic) | (now == topic)).sum())
    both = int(((was == topic) & (now == topic)).sum())
    return either - both > CHANGED * either


def _described(
    anew: Collection[int], numbers: Collection[int], members: Membership, source: EditSource
) -> dict[int, dict[str, Any]]:
    """Labels, terms and coherence of topics that are other ones than before."""
    if not anew:
        return {}
    counts = source.terms
    place = {topic: at for at, topic in enumerate(numbers)}
    labels: NDArray[np.int64] = np.full(len(counts.article_ids), -1, dtype=np.int64)
    rows = {article: at for at, article in enumerate(counts.article_ids)}
    for article, topic in zip(members.ids.tolist(), members.counted.tolist(), strict=True):
        if topic in place and article in rows:
            labels[rows[article]] = place[topic]
    made = counts.describe(labels, source.names)
    found: dict[int, dict[str, Any]] = {}
    for topic in anew:
        one = made[place[topic]] if place[topic] < len(made) else None
        if one is not None and (one.label_ar or one.label_en):  # else no article is left, or none has a word
            found[topic] = {
                "label_ar": one.label_ar,
                "label_en": one.label_en,
                "terms_ar": one.terms_ar,
                "terms_en": one.terms_en,
                "coherence": None if one.coherence is None else round(one.coherence, _DECIMALS),
            }
    return found


def _mix(members: NDArray[np.bool_], published: Published, row: Mapping[str, Any]) -> dict[str, Any]:
    """The language mix of a topic; one without articles keeps what it had."""
    if not members.any():
        return {}
    arabic = published.languages == "ar"
    return {
        "language_mix": round(float(arabic[members].mean()), _DECIMALS),
        "language_expected": row.get("language_expected", round(float(arabic.mean()), _DECIMALS)),
        **published.mix(members),
    }
