"""What the accuracy card means, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from analytics.evaluation import STEPS, CardRow, word
from analytics.evaluation.versions import method_of
from reports.accuracy.headlines import ReadCard
from reports.grammar import between, isolated, listed, name, percent, points, whole
from reports.sentences import share_interval
from reports.wording import Wording

WAR_NEWS: Final = "gold_dev"
"""The labelled articles that are most like what is analysed."""
_NAMED: Final = ("model", "lexicon")


def card_sentences(
    found: ReadCard, rows: list[CardRow], tone: list[CardRow], choice: str, made_with: str, words: Wording
) -> list[str]:
    """What is on the card, of which engine, how right it is on war news, and how often a name alone turns a label.

    Parameters
    ----------
    found : ReadCard
    rows, tone : list of CardRow
        What the table prints, and all of the run's engine of tone.
    choice, made_with : str
        The run's engine of tone: its choice, and the engine with its version.
    words : Wording
    """
    fault = [words(f"accuracy.{found.fault}")] if found.fault else []
    engine = words("accuracy.engine", engine=engine_words(choice, words), version=isolated(made_with))
    if not rows:
        return [*fault, engine, words("accuracy.none")]
    about = tone_sentences(tone, made_with, words) if tone else [words("accuracy.tone_none")]
    goals = [row.meets_goal for row in found.card.rows if row.goal is not None]
    held = words("accuracy.goals", n=whole(sum(map(bool, goals))), total=whole(len(goals)))
    goal = [held] if goals else []
    return [words("accuracy.intro"), *fault, engine, *about, *goal, *_earlier(found, words), words("accuracy.limits")]


def _earlier(found: ReadCard, words: Wording) -> list[str]:
    """Which steps were measured before their code or data changed."""
    stale = {row.step for row in found.card.rows if row.method != method_of(row.step)}
    steps = [word("step", step, words.language) for step in STEPS if step in stale]
    return [words("accuracy.earlier", steps=listed(steps, words.language))] if steps else []


def engine_words(choice: str, words: Wording) -> str:
    """What an engine of tone is called."""
    return words(f"accuracy.engine_{choice}") if choice in _NAMED else words("accuracy.engine_hub", name=name(choice))


def tone_sentences(tone: list[CardRow], made_with: str, words: Wording) -> list[str]:
    """How right the tone is on war news in each language, how far its probabilities are off, and what names change."""
    told = []
    for row in _of(tone, "accuracy", WAR_NEWS):
        told.append(_share("accuracy.right", row, words))
    for row in _of(tone, "calibration_error", WAR_NEWS):
        told.append(_points("accuracy.calibration", row, words))
    flips = [_share("accuracy.flips", row, words) for row in _of(tone, "label_flips")]
    told += flips or [words("accuracy.flips_none")]
    engines = {(row.versions or {}).get("engine", made_with) for row in tone}
    if engines != {made_with}:
        other = words("grammar.comma").join(isolated(one) for one in sorted(engines))
        told.append(words("accuracy.other_engine", version=isolated(made_with), measured=other))
    return told


def _of(rows: Iterable[CardRow], measure: str, dataset: str = "") -> list[CardRow]:
    return [row for row in rows if row.measure == measure and dataset in ("", row.dataset)]


def _share(key: str, row: CardRow, words: Wording) -> str:
    known = row.low is not None and row.high is not None
    interval = share_interval(row.low, row.high, words.language) if known else words("accuracy.no_interval")
    language = word("language", row.language, words.language)
    return words(key, language=language, share=percent(row.figure), interval=interval, n=whole(row.n))


def _points(key: str, row: CardRow, words: Wording) -> str:
    """A mean distance of probabilities, in percentage points."""
    language = words.language
    interval = words("accuracy.no_interval")
    if row.low is not None and row.high is not None:
        interval = words("finding.interval", range=between(points(row.low), points(row.high), language))
    tongue = word("language", row.language, language)
    return words(key, language=tongue, points=points(row.figure), interval=interval, n=whole(row.n))
