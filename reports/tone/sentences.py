"""Tone in words: sentences made of the frames of a Study, one function a subject."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from analytics.figures.numbers import q_text
from analytics.study.statistics import SMALL_N
from reports.grammar import GENITIVE, counted, isolated, percent, period, signed, whole
from reports.sentences import HIGHEST, LOWEST, quoted, share_interval, tone_interval
from reports.tone.changes import LEVEL, ToneChanges
from reports.wording import Wording

MOST: Final = 4
"""Publishers, and changes, that get a sentence of their own; the tables have the others."""
_OTHER: Final = {"article": "story", "story": "article"}


def overall_sentences(overall: pd.DataFrame, words: Wording) -> list[str]:
    """The mean with its interval and what it rests on, the shares of the classes, and what was not scored.

    Parameters
    ----------
    overall : DataFrame
        ``Study.tone_by("all")``.
    words : Wording
    """
    if overall.empty or not overall.iloc[0]["n"]:
        unscored = int(overall["n_unscored"].sum())
        return [words("tone.none"), _unscored(unscored, words)]
    row = overall.iloc[0]
    counts = {words.noun: int(row["n"])}
    counts |= {_OTHER[words.noun]: int(row["n_articles" if words.noun == "story" else "n_stories"])}
    counts["sentence"] = int(row["n_sentences"])
    one = row["n_stories"] < 2
    main = words(
        "tone.overall_one" if one else "tone.overall",
        mean=signed(row["mean"]),
        lowest=LOWEST,
        highest=HIGHEST,
        interval=tone_interval(row["low"], row["high"], words.language),
        made_of=_and([counted(n, noun, words.language, GENITIVE) for noun, n in counts.items()], words),
    )
    return [main, *([] if one else [_classes(row, words)]), _unscored(int(row["n_unscored"]), words)]


def _and(items: list[str], words: Wording) -> str:
    """``a, b and c``; in Arabic each with its "and", which numbers bear without a space."""
    if words.language == "ar":
        return " و".join(items)
    return words("grammar.and", head=words("grammar.comma").join(items[:-1]), tail=items[-1])


def _classes(row: pd.Series[Any], words: Wording) -> str:
    values: dict[str, str] = {}
    for name in ("negative", "neutral", "positive"):
        interval = share_interval(row[f"share_{name}_low"], row[f"share_{name}_high"], words.language)
        values |= {name: percent(row[f"share_{name}"]), f"{name}_interval": interval}
    return words("tone.classes", **values)


def _unscored(n: int, words: Wording) -> str:
    return words("tone.unscored", articles=counted(n, words.noun, words.language))


def actor_sentences(actors: pd.DataFrame, words: Wording) -> list[str]:
    """The most negative and the most positive tone towards an actor, where their intervals are apart.

    Means are drawn towards that of all actors where the Study could say how far, so that chance alone leads no list.

    Parameters
    ----------
    actors : DataFrame
        ``Study.tone_by("actor")``.
    words : Wording
    """
    least = counted(SMALL_N, "story", words.language, GENITIVE)
    usable = actors[~actors["is_small"] & actors["low"].notna()]
    if len(usable) < 2:
        return [words("tone.actors_few", least=least)]
    kind = "shrunk" if usable["shrunk"].notna().all() else "mean"
    low, high = ("shrunk_low", "shrunk_high") if kind == "shrunk" else ("low", "high")
    ordered = usable.assign(at=usable[kind].round(9)).sort_values(["at", "key"])
    first, last = ordered.iloc[0], ordered.iloc[-1]
    compared = words("tone.actors_compared", actors=counted(len(usable), "actor", words.language), least=least)
    if first[high] >= last[low]:
        return [words("tone.actors_none"), compared]
    values: dict[str, str] = {}
    for side, row in (("low", first), ("high", last)):
        values[f"{side}_name"] = quoted(row[f"name_{words.language}"], words)
        values[f"{side}_mean"] = signed(row[kind])
        values[f"{side}_stories"] = counted(int(row["n_stories"]), "story", words.language, GENITIVE)
        values[f"{side}_interval"] = tone_interval(row[low], row[high], words.language)
    drawn = [words("tone.actors_drawn")] if kind == "shrunk" else []
    return [words("tone.actors", **values), *drawn, compared]


def publisher_sentences(publishers: pd.DataFrame, words: Wording) -> list[str]:
    """Publishers whose tone differs from that of the others, on the same topics, or only as it is.

    Parameters
    ----------
    publishers : DataFrame
        ``Study.publisher_tone``.
    words : Wording
    """
    tested = int(publishers["raw_q"].notna().sum())
    if not tested:
        return [words("tone.publishers_few")]
    on_topics = _sure(publishers, "adjusted")
    alone = _sure(publishers, "raw") & ~on_topics
    told = []
    for kind, chosen in (("adjusted", publishers[on_topics]), ("raw", publishers[alone])):
        ordered = chosen.assign(size=-chosen[kind].abs().round(9)).sort_values(["size", "publisher_id"])
        told += [_publisher(row, kind, words) for _, row in ordered.head(MOST).iterrows()]
    if not told:
        on_same = publishers["adjusted_q"].notna().any()
        return [words("tone.publishers_none" if on_same else "tone.publishers_none_raw")]
    more = int(on_topics.sum() + alone.sum()) - len(told)
    return [*told, *([words("tone.more", n=whole(more))] if more else [])]


def _sure(frame: pd.DataFrame, kind: str) -> pd.Series[bool]:
    """Which differences are more than chance: both the rate and the interval must say so."""
    return (frame[f"{kind}_q"] <= LEVEL) & ((frame[f"{kind}_low"] > 0) | (frame[f"{kind}_high"] < 0))


def _publisher(row: pd.Series[Any], kind: str, words: Wording) -> str:
    direction = "negative" if row[kind] < 0 else "positive"
    key = f"publisher_{direction}" if kind == "adjusted" else f"publisher_topics_{direction}"
    if np.isnan(row["adjusted"]):
        key = f"publisher_alone_{direction}"
    values = {"name": quoted(row[f"name_{words.language}"], words)}
    for one in ("raw", "adjusted"):
        values[one] = signed(row[one])
        values[f"{one}_interval"] = tone_interval(row[f"{one}_low"], row[f"{one}_high"], words.language)
        values[f"{one}_q"] = rate(row[f"{one}_q"])
    return words(f"tone.{key}", **values)


def change_sentences(changes: ToneChanges | None, words: Wording) -> list[str]:
    """What changed by more than chance, and nothing else; what was compared."""
    if changes is None:
        return [words("tone.changes_undated")]
    before, after = (period(*days, words.language) for days in (changes.before, changes.after))
    compared = words("tone.periods_previous" if changes.is_previous else "tone.periods", before=before, after=after)
    if not changes.n_tested:
        return [words("tone.changes_few"), compared]
    tested = words("tone.tested", n=whole(changes.n_tested))
    if changes.sure.empty:
        return [words("tone.changes_none"), compared, tested]
    told = [_change(row, words) for _, row in changes.sure.head(MOST).iterrows()]
    more = len(changes.sure) - len(told)
    return [*told, *([words("tone.more", n=whole(more))] if more else []), compared, tested]


def _change(row: pd.Series[Any], words: Wording) -> str:
    language = words.language
    direction = "negative" if row["difference"] < 0 else "positive"
    return words(
        f"tone.changed_{direction}",
        tone=words(f"tone.of_{row['by']}", name=quoted(str(row[f"name_{language}"]), words)),
        before=signed(row["mean_before"]),
        after=signed(row["mean_after"]),
        n_before=counted(int(row["n_before"]), words.noun, language),
        n_after=counted(int(row["n_after"]), words.noun, language),
        difference=signed(row["difference"]),
        interval=tone_interval(row["low"], row["high"], language),
        q=rate(row["q"]),
    )


def rate(q: float) -> str:
    """A false discovery rate with its name, which stay together in a line of Arabic; a dash where there is none."""
    return isolated(f"q\u00a0{q_text(q) if q == q else '—'}")
