"""The numbers behind what is shown of topics, for the screen and for its CSV alike."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Final

import pandas as pd

from analytics.study import Filters, Study
from dashboard.view import BurstKey, View

MARKS: Final = 5_000
"""Articles on the map of the page. Plotly's WebGL compiles code while it runs, which the content security policy
forbids, so that marks are drawn as SVG: the browser's own, and slower, drawing."""
LINES: Final = 6
"""Lines in one chart if no topics are chosen: more cannot be told apart."""
PANELS: Final = 12
"""Small panels if no topics are chosen: four rows of three."""
SHOWN: Final = 5
"""Articles and sentences of each kind on the page of a topic."""


def topics(study: Study, view: View) -> pd.DataFrame:
    """Topics of the selection."""
    return study.topics(view.filters)


def themes(study: Study, view: View) -> pd.DataFrame:
    """Themes of the selection."""
    return study.themes(view.filters)


def unfit(study: Study, view: View) -> pd.DataFrame:
    """Articles of the selection that fit no topic well."""
    return study.unfit(view.filters)


def hidden(study: Study, view: View) -> pd.DataFrame:
    """Topics that people took off the lists."""
    return study.hidden_topics(view.filters)


def trends(study: Study, view: View) -> pd.DataFrame:
    """Shares of topics over time: of the one in focus, of those filtered, or of the largest."""
    chosen = (view.focus,) if view.focus is not None else view.filters.topics
    most = PANELS if view.trends == "panels" else LINES
    keys: tuple[Hashable, ...] = chosen[:most] or tuple(study.topics(view.filters)["topic_id"].head(most).tolist())
    return study.over_time("topic", keys, view.filters)


def bursts(study: Study, view: View) -> pd.DataFrame:
    """Bursts of the selection: of the topic in focus, of those filtered, or of all."""
    return study.bursts(view.filters, topic_ids=_asked(view))


def change_points(study: Study, view: View) -> pd.DataFrame:
    """Lasting changes of shares, likewise."""
    return study.change_points(view.filters, topic_ids=_asked(view))


def drivers(study: Study, view: View) -> pd.DataFrame:
    """What drives the burst to be explained, all kinds in one frame: kind, language, key, and the figures of each."""
    burst = explained(study, view)
    unit = view.filters.unit
    if burst is None:
        return _with_unit(pd.DataFrame(columns=["kind", "language", "key", "shown", "n", "N"]), unit)
    found = study.burst_drivers(burst.topic, burst.start, burst.end, view.filters)
    parts = [
        found.terms.rename(columns={"term": "key"}).assign(kind="term"),
        found.publishers.rename(columns={"publisher_id": "key"}).assign(kind="publisher"),
        found.actors.rename(columns={"actor_id": "key"}).assign(kind="actor"),
        found.sources.rename(columns={"source_key": "key"}).assign(kind="source"),
    ]
    whole = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    first = [name for name in ("kind", "language", "key", "shown") if name in whole]
    return _with_unit(whole[[*first, *(name for name in whole if name not in first)]], unit)


def article_map(study: Study, view: View) -> pd.DataFrame:
    """Where the articles of the selection lie, by lot where they are too many to draw."""
    return study.map(view.filters, limit=MARKS)


def words(study: Study, view: View) -> pd.DataFrame:
    """The words of one topic in each period."""
    return study.topic_words(one(study, view), view.filters)


def representative(study: Study, view: View) -> pd.DataFrame:
    """The articles of one topic nearest to its middle, in each language."""
    return study.representative(one(study, view), view.filters, SHOWN, by="language")


def by_publisher(study: Study, view: View) -> pd.DataFrame:
    """The article of each publisher nearest to the topic's middle."""
    return study.representative(one(study, view), view.filters, 1, by="publisher")


def weakest(study: Study, view: View) -> pd.DataFrame:
    """The articles that belong to a topic least, the weakest first."""
    found = study.articles(view.filters.narrow(topics=(one(study, view),)), counted_only=True)
    return found.sort_values(["strength", "article_id"], ignore_index=True).head(SHOWN)


def sentences(study: Study, view: View) -> pd.DataFrame:
    """The sentences that say best what a topic is about, in each language."""
    return study.representative_sentences(one(study, view), view.filters, SHOWN, by="language")


def neighbours(study: Study, view: View) -> pd.DataFrame:
    """The topics most like the one in focus, in the whole run."""
    return _with_unit(study.topic_neighbours(one(study, view)), "articles")


def proposals(study: Study, view: View) -> pd.DataFrame:
    """New topics proposed that have articles in the selection, also those decided about."""
    return study.proposals(view.filters)


def drift(study: Study, view: View) -> pd.DataFrame:
    """How articles added since the fit differ from those before."""
    return _with_unit(study.drift(), "articles")


def history(study: Study, view: View) -> pd.DataFrame:
    """What became of the topics of the run before."""
    return _with_unit(study.topic_history(), "articles")


def one(study: Study, view: View) -> int:
    """The topic in focus; without one, the first of those filtered, or the largest."""
    if view.focus is not None:
        return view.focus
    chosen = view.filters.topics or tuple(study.topics(view.filters)["topic_id"].head(1).tolist())
    return int(chosen[0]) if chosen else -1


def burst_articles(filters: Filters, burst: BurstKey) -> Filters:
    """The articles of a burst: those of its topic in its days, whatever days are selected."""
    whole = filters.narrow(topics=(burst.topic,), date_from=None, date_to=None, story_from=None, story_to=None)
    return whole.within(burst.start, burst.end)


def explained(study: Study, view: View) -> BurstKey | None:
    """The burst to be explained, where the selection has it."""
    return next((key for key in burst_keys(study.bursts(view.filters)) if key == view.burst), None)


def burst_keys(frame: pd.DataFrame) -> list[BurstKey]:
    """Which bursts a frame has."""
    rows = zip(frame["topic_id"], frame["start"], frame["end"], strict=True)
    return [BurstKey(int(topic), start.date(), end.date()) for topic, start, end in rows]


def _asked(view: View) -> tuple[int, ...]:
    return (view.focus,) if view.focus is not None else view.filters.topics


def _with_unit(frame: pd.DataFrame, unit: str) -> pd.DataFrame:
    frame.attrs["unit"] = unit
    return frame


TOPIC_FRAMES: Final[Mapping[str, Callable[[Study, View], pd.DataFrame]]] = {
    "topics": topics,
    "themes": themes,
    "unfit": unfit,
    "hidden-topics": hidden,
    "topic-trends": trends,
    "bursts": bursts,
    "change-points": change_points,
    "burst-drivers": drivers,
    "map": article_map,
    "topic-words": words,
    "representative": representative,
    "representative-by-publisher": by_publisher,
    "weakest": weakest,
    "sentences": sentences,
    "neighbours": neighbours,
    "proposals": proposals,
    "drift": drift,
    "topic-history": history,
}
"""By the name that stands in the address of the CSV."""
