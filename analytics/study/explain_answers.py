"""The part of a Study that says why a sentence has its tone."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Final

import pandas as pd

from analytics.annotate.characters import whole_characters
from analytics.annotate.tone.engine import Span, ToneEngine
from analytics.annotate.tone.engines import engine_name, load_engine
from analytics.annotate.tone.explain import Explanation, explain
from analytics.errors import RunError
from analytics.run import Run, tone_choice
from analytics.schema import MENTIONS, TONES, whole
from analytics.study.answers import Asked, cached
from analytics.study.query import Query

PART_COLUMNS: Final = ["start", "end", "words", "n_words", "weight", "score_without", "label_without", "is_shown"]
_LOADING: Final = threading.Lock()


class ExplainAnswers(Asked):
    """Why a sentence has its tone; asked of the engine that the run was made with, not of its tables."""

    run: Run

    @cached
    def explain(self, article_id: str, start: int, end: int) -> pd.DataFrame:
        """The words that moved the tone of a sentence, or towards a target in it, in the order of the text.

        Columns: start, end (offsets into ``whole(title, text)``), words, n_words (1 to 3), weight (what they add to the
        score: negative if they make it more negative), score_without, label_without (of the sentence without them),
        is_shown: the ones that say most, which do not overlap.

        ``frame.attrs`` has more: engine; label and score (-1 to 1); label_without, the label once the words shown that
        push towards the label are gone; reason, one of :data:`analytics.annotate.tone.explain.REASONS` or None; start
        and end of the sentence; target, its characters in ``whole(title, text)`` or None.

        The first question loads the engine; then a sentence of 30 words takes as long as some 90 sentences do in a run.

        Parameters
        ----------
        article_id : str
        start, end : int
            Characters of ``whole(title, text)``: a mention, for the tone towards it, or a whole sentence, for its own.

        Raises
        ------
        ValueError
            If they are no characters of the article.
        RunError
            If the run has no such article, or this Marsad has no longer the engine the run was made with.
        ModelError
            If the engine cannot be loaded.
        """
        text, sentence = _sentence(self._query, article_id, start, end)
        target = (
            None if start <= sentence[0] and sentence[1] <= end else (max(start, sentence[0]), min(end, sentence[1]))
        )
        inside = None if target is None else (target[0] - sentence[0], target[1] - sentence[0])
        engine = _engine_of(self.run)
        found = explain(engine, text[slice(*sentence)], inside, _others(self._query, article_id, sentence, target))
        frame = _frame(found, text, sentence[0])
        frame.attrs |= {
            "engine": engine.name,
            "label": found.label,
            "score": found.score,
            "label_without": found.label_without,
            "reason": found.reason,
            "start": sentence[0],
            "end": sentence[1],
            "target": target,
        }
        return frame


def _sentence(query: Query, article_id: str, start: int, end: int) -> tuple[str, Span]:
    """The words of an article, and where the sentence lies in them in which a span begins."""
    if query.frame("SELECT 1 FROM article WHERE article_id = ?", [article_id]).empty:
        raise RunError(f"This run has no article {article_id[:40]!r}; take the id of one of its articles.")
    stored = query.stored(article_id)
    text = whole_characters(whole(stored["title"], stored["text"]))
    if not 0 <= start < end <= len(text):
        raise ValueError(
            f"Characters {start}:{end} are none or outside article {article_id[:40]!r} of {len(text)} characters; "
            "give those of a mention or of a sentence in whole(title, text), end exclusive."
        )
    rows = query.picked(TONES, [article_id], ["sentence_no", "start", "end"])
    rows = rows[rows["sentence_no"] >= 0].sort_values("start")
    before = rows[rows["start"] <= start].tail(1)
    nearest = before if len(before) else rows.head(1)
    if nearest.empty:
        raise RunError(f"This run read no sentence of article {article_id[:40]!r}; analyse the corpus again.")
    return text, (int(nearest["start"].iloc[0]), int(nearest["end"].iloc[0]))


def _others(query: Query, article_id: str, sentence: Span, target: Span | None) -> list[Span]:
    """The other mentions of the actor asked about, or those of the first of a sentence: what the run read together."""
    rows = query.picked(MENTIONS, [article_id], ["start", "end", "actor_id"]).sort_values(["start", "end"])
    inside = rows[(rows["start"] >= sentence[0]) & (rows["start"] < sentence[1])]
    asked = inside if target is None else inside[inside["start"] == target[0]]
    same = inside[inside["actor_id"].isin(asked["actor_id"].head(1))]
    spans = [(int(a), min(int(b), sentence[1])) for a, b in zip(same["start"], same["end"], strict=True)]
    return [(a - sentence[0], b - sentence[0]) for a, b in spans if (a, b) != target]


def _engine_of(run: Run) -> ToneEngine:
    """The tone engine a run was made with.

    Raises
    ------
    RunError
        If the engine of that name is another one now: its reasons would not be those of the run.
    """
    choice = tone_choice(run.manifest)
    made_with = run.manifest.get("tone_engine", engine_name(choice))
    if made_with != engine_name(choice):
        raise RunError(
            f"{run.run_id!r} read tone with {made_with!r}, and this Marsad has {engine_name(choice)!r}, whose words "
            "would explain another tone. Analyse again: python -m analytics run"
        )
    with _LOADING:  # several pages may ask at once
        return _loaded(choice)


@lru_cache(maxsize=1)
def _loaded(choice: str) -> ToneEngine:
    return load_engine(choice)


def _frame(found: Explanation, text: str, begin: int) -> pd.DataFrame:
    """The parts of an explanation, with offsets into the article."""
    rows = [
        (
            part.start + begin,
            part.end + begin,
            text[part.start + begin : part.end + begin],
            part.n_words,
            part.weight,
            part.score_without,
            part.label_without,
            part.is_shown,
        )
        for part in found.parts
    ]
    return pd.DataFrame(rows, columns=PART_COLUMNS)
