"""Findings: what a report says first, chosen by the data. Numbers are Study's; here they are only picked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from analytics.study import Filters, Study, halves
from analytics.study.statistics import SMALL_N

KINDS: Final = (
    "coverage", "theme", "topic", "fit", "burst", "shift", "change", "tone", "publishers", "actor", "source",
    "sourcing",
)  # fmt: skip

DRIVERS: Final = 4
"""Terms named of a burst, of each language."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth saying, with its numbers and the articles behind it.

    Attributes
    ----------
    kind : str
        One of :data:`KINDS`; ``no_`` before it where there is nothing to say of the kind.
    n, total : int
        Articles or stories it is about, as its filters say, and what they are counted out of.
    filters : Filters
        Its evidence: ``Study.count(filters) == n``, but for ``sourcing``, whose articles no filter picks out.
    low, high : float or None
        The 95% interval of its main number.
    names : mapping
        Names in both languages, by language.
    values : mapping
        Its other numbers, as Study gives them.
    """

    kind: str
    n: int
    total: int
    filters: Filters
    low: float | None = None
    high: float | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_small(self) -> bool:
        """Whether it stands on too few articles to build on."""
        return self.n < SMALL_N


def find(study: Study, filters: Filters) -> list[Finding]:
    """The findings of a selection, most general first; none if it is empty."""
    if not study.count(filters):
        return []
    return [
        _coverage(study, filters),
        *_theme(study, filters),
        *_topic(study, filters),
        *_fit(study, filters),
        *_burst(study, filters),
        *_shift(study, filters),
        *_change(study, filters),
        _tone(study, filters),
        *_publishers(study, filters),
        *_actor(study, filters),
        *_source(study, filters),
    ]


def _coverage(study: Study, filters: Filters) -> Finding:
    scope = study.scope(filters)
    values = {
        "first": scope.first,
        "last": scope.last,
        "languages": scope.languages,
        "publishers": scope.n_publishers,
        "undated": scope.n_undated,
        "articles": scope.n_articles,
        "stories": scope.n_stories,
    }
    return Finding("coverage", scope.n, scope.N, filters, values=values)


def _topic(study: Study, filters: Filters) -> Iterator[Finding]:
    """The largest topic, unless the selection names one."""
    topics = study.topics(filters)
    if topics.empty:
        yield Finding("no_topic", study.count(filters), study.count(filters), filters)
    elif len(filters.topics) != 1:
        row = topics.iloc[0]
        behind = filters.narrow(topics=(int(row["topic_id"]),))
        yield _share("topic", row, behind, {"ar": row["label_ar"], "en": row["label_en"]})


def _theme(study: Study, filters: Filters) -> Iterator[Finding]:
    """The largest theme, where there are several and the selection names no topics."""
    themes = study.themes(filters)
    lowest = themes[themes["level"] == 1]
    if filters.topics or len(lowest) < 2:
        return
    row = lowest.sort_values(["n", "theme_id"], ascending=[False, True]).iloc[0]
    topics = tuple(int(key) for key in row["topic_ids"])
    listed = set(study.topics(filters)["topic_id"])
    names = {"ar": row["label_ar"], "en": row["label_en"]}
    yield _share("theme", row, filters.narrow(topics=topics), names, {"topics": len(listed.intersection(topics))})


def _fit(study: Study, filters: Filters) -> Iterator[Finding]:
    """How many articles fit no topic well; silent where none was compared or the selection already chooses by topic."""
    row = study.unfit(filters).iloc[0]
    if row["N"] and not filters.topics and not filters.fit:
        yield _share("fit", row, filters.narrow(fit=("unfit",)), {})


def _burst(study: Study, filters: Filters) -> Iterator[Finding]:
    """The burst with most articles beyond what was expected, where the selection names no topics."""
    bursts = study.bursts(filters) if not filters.topics else study.bursts(filters).head(0)
    if bursts.empty:
        return
    excess = (bursts["n_compared"] - bursts["expected"]).round(6)
    order = bursts.assign(excess=excess).sort_values(["excess", "start", "topic_id"], ascending=[False, True, True])
    row = order.iloc[0]
    topic, start, end = int(row["topic_id"]), row["start"].date(), row["end"].date()
    # A burst is counted over whole periods, also where the dates of the selection cut the first or the last.
    days = filters.narrow(date_from=None, date_to=None, story_from=None, story_to=None).within(start, end)
    terms = study.burst_drivers(topic, start, end, filters, DRIVERS).terms
    values = {
        "start": start,
        "end": end,
        "bursts": len(bursts),
        "topics": int(bursts["topic_id"].nunique()),
        "terms": {str(language): part["shown"].tolist() for language, part in terms.groupby("language", sort=True)},
        **{name: row[name] for name in ("expected", "ratio", "q")},
        "n_compared": int(row["n_compared"]),
    }
    behind = days.narrow(topics=(topic,))
    yield Finding("burst", int(row["n"]), study.count(days), behind, names=_topic_names(study, topic), values=values)


def _shift(study: Study, filters: Filters) -> Iterator[Finding]:
    """The largest lasting change of a topic's share, where the selection names no topics."""
    shifts = study.change_points(filters) if not filters.topics else study.change_points(filters).head(0)
    if shifts.empty:
        return
    order = shifts.assign(size=shifts["difference"].abs().round(9))
    row = order.sort_values(["size", "at", "topic_id"], ascending=[False, True, True]).iloc[0]
    topic = int(row["topic_id"])
    days = filters.within(row["since"].date(), row["until"].date())
    values = {
        **{name: row[name].date() for name in ("at", "since", "until")},
        **{name: row[name] for name in ("share_before", "share_after", "difference", "q")},
    }
    n, behind, low, high = int(row["n_before"] + row["n_after"]), days.narrow(topics=(topic,)), row["low"], row["high"]
    yield Finding("shift", n, study.count(days), behind, low, high, _topic_names(study, topic), values)


def _topic_names(study: Study, topic: int) -> dict[str, str]:
    topics = study.topics()
    row = topics[topics["topic_id"] == topic].iloc[0]
    return {"ar": row["label_ar"], "en": row["label_en"]}


def _change(study: Study, filters: Filters) -> Iterator[Finding]:
    """The largest change of a topic's share between the halves of the period that the interval does not doubt."""
    scope = study.scope(filters)
    if not scope.first or not scope.last or scope.first == scope.last or not scope.n_topics or filters.topics:
        return
    before, after = halves(scope.first, scope.last)
    changes = study.changes("topic", before, after, filters)
    sure = changes[changes["significant"]]
    periods = {"before": before, "after": after}
    if sure.empty:
        within = filters.within(scope.first, scope.last)
        yield Finding("no_change", study.count(within), scope.n, within, values=periods)
        return
    row = sure.iloc[0]
    names = study.topics(filters).set_index("topic_id").loc[row["key"]]
    behind = filters.narrow(topics=(int(row["key"]),)).within(scope.first, scope.last)
    numbers = {name: row[name] for name in ("n_before", "n_after", "N_before", "N_after", "difference")}
    labels = {"ar": str(names["label_ar"]), "en": str(names["label_en"])}
    n = study.count(behind)
    yield Finding("change", n, scope.n, behind, row["low"], row["high"], labels, {**numbers, **periods})


def _tone(study: Study, filters: Filters) -> Finding:
    row = study.tone(filters).iloc[0]
    values = {name: row[name] for name in ("mean", "negative", "neutral", "positive")}
    n = int(row["n"])
    return Finding("tone", n, n, filters, row["low"], row["high"], values=values)


def _publishers(study: Study, filters: Filters) -> Iterator[Finding]:
    """The most negative and the most positive publisher, if their intervals are apart; silent with fewer than two."""
    frame = study.publishers(filters)
    usable = frame[frame["n"] >= SMALL_N]
    if len(usable) < 2:
        return
    ordered = usable.sort_values(["mean", "publisher_id"])
    lowest, highest = ordered.iloc[0], ordered.iloc[-1]
    pair = filters.narrow(publishers=(str(lowest["publisher_id"]), str(highest["publisher_id"])))
    if lowest["mean_high"] >= highest["mean_low"]:
        everyone = filters.narrow(publishers=tuple(usable["publisher_id"]))
        yield Finding("no_publishers", study.count(everyone), study.count(filters), everyone)
        return
    values = {"lowest": lowest.to_dict(), "highest": highest.to_dict()}
    yield Finding("publishers", study.count(pair), study.count(filters), pair, values=values)


def _actor(study: Study, filters: Filters) -> Iterator[Finding]:
    """The most mentioned actor; where the selection names actors, the most mentioned beside them, if any is."""
    own = (*filters.actors, *filters.also_actors)
    actors = study.actors(filters)
    if actors.empty:
        yield Finding("no_actor", study.count(filters), study.count(filters), filters)
        return
    others = actors[~actors["actor_id"].isin(own)]
    if others.empty:
        return
    row = others.iloc[0]
    numbers = {**{name: row[name] for name in ("tone", "tone_low", "tone_high")}, "beside": bool(own)}
    behind = filters.narrow(also_actors=(*filters.also_actors, str(row["actor_id"])))
    yield _share("actor", row, behind, {"ar": row["name_ar"], "en": row["name_en"]}, numbers)


def _source(study: Study, filters: Filters) -> Iterator[Finding]:
    """The most cited source, beside those the selection names, and how many articles cite any."""
    own = (*filters.sources, *filters.also_sources)
    sources = study.sources(filters)
    if sources.empty:
        yield Finding("no_source", study.count(filters), study.count(filters), filters)
        return
    others = sources[~sources["source_key"].isin(own)]
    if not others.empty:
        row = others.iloc[0]
        behind = filters.narrow(also_sources=(*filters.also_sources, str(row["source_key"])))
        cited = {"citations": int(row["n_citations"]), "actor_id": row["actor_id"], "beside": bool(own)}
        yield _share("source", row, behind, {"ar": row["name_ar"], "en": row["name_en"]}, cited)
    if not own:  # with a source chosen, every article cites one
        yield _share("sourcing", study.sourcing(filters).iloc[0], filters, {})


def _share(
    kind: str,
    row: pd.Series[Any],
    filters: Filters,
    names: Mapping[str, str],
    values: Mapping[str, Any] | None = None,
) -> Finding:
    """A finding about a share of the articles."""
    numbers = {"share": float(row["share"]), **(values or {})}
    low, high = float(row["low"]), float(row["high"])
    return Finding(kind, int(row["n"]), int(row["N"]), filters, low, high, names, numbers)
