"""The lexicon engine: tone by words anyone can read, in both languages, a fast path and a yardstick.

Each word found says something of the text and, by where it stands, of each target; what is said is added up by relation
and turned into probabilities with the constants of ``lexicon_weights.toml``. Every step can be followed by hand.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analytics.annotate.citations.tokens import is_arabic, tokenise
from analytics.annotate.toml_rows import read_toml
from analytics.annotate.tone.engine import DIGITS, Span, TextTones, ToneScores, check_targets
from analytics.annotate.tone.intervals import interval
from analytics.annotate.tone.lexicon_hits import RELATIONS, MarkedText, Told
from analytics.annotate.tone.lexicon_words import LANGUAGES, read_lexicon
from analytics.schema import TONE_LABELS

NAME: Final = "lexicon 1"
_WEIGHTS: Final = Path(__file__).with_name("lexicon_weights.toml")
SIGNS: Final = ("negative", "positive")
FEATURES: Final = tuple(f"{relation} {sign}" for relation in RELATIONS for sign in SIGNS)
"""How much is said, by relation and sign; logarithms of 1 + the sum of values."""


@dataclass(frozen=True, slots=True)
class WordWeight:
    """A word that moved a score: its characters in the text, and by how much, -1 to 1."""

    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Constants:
    """From features to probabilities, for one language, with or without targets.

    Attributes
    ----------
    bias : ndarray, shape (2,)
        Logits of negative and positive where nothing is said; that of neutral is 0.
    weights : ndarray, shape (n_features, 2)
    covering : float
        Probability that the labels of an interval have together, the likeliest first: with this much they held the
        reader's label nine times in ten.
    """

    bias: NDArray[np.float64]
    weights: NDArray[np.float64]
    covering: float

    def probabilities(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Negative, neutral, positive, shape (n, 3)."""
        logits = np.zeros((len(features), len(TONE_LABELS)))
        logits[:, [0, 2]] = features @ self.weights + self.bias
        logits -= logits.max(axis=1, keepdims=True)
        raised = np.exp(logits)
        return np.asarray((raised / raised.sum(axis=1, keepdims=True)).round(DIGITS))


class LexiconEngine:
    """Tone by the words of ``lexicon_ar.toml`` and ``lexicon_en.toml``; a text in no Arabic letters is read as English.

    Parameters
    ----------
    constants : mapping of (str, bool) to Constants
        By language and whether the tone is towards a target.
    """

    name = NAME

    def __init__(self, constants: Mapping[tuple[str, bool], Constants]) -> None:
        self._constants = constants

    @classmethod
    def load(cls) -> LexiconEngine:
        """The engine with the constants that come with the package.

        Raises
        ------
        RegistryError, ModelError
            If a file of the lexicon is missing or not well formed.
        """
        content = read_toml(_WEIGHTS)
        kinds = {"whole": False, "target": True}
        return cls({(lang, kinds[k]): _constants(content[lang][k]) for lang in LANGUAGES for k in kinds})

    def score(self, texts: Sequence[str], targets: Sequence[Sequence[Span]]) -> TextTones:
        """See :meth:`ToneEngine.score`."""
        check_targets(texts, targets)
        whole: list[tuple[str, list[float]]] = []
        aimed: list[tuple[str, list[float]]] = []
        for text, spans in zip(texts, targets, strict=True):
            language, marked = read_text(text)
            whole.append((language, features_of(marked.told_of_all())))
            aimed += [(language, features_of(marked.told_of(span))) for span in spans]
        return TextTones(self._scores(whole, is_aimed=False), self._scores(aimed, is_aimed=True))

    def words(self, text: str, target: Span | None = None) -> list[WordWeight]:
        """The words that moved the score of a text or towards a target, in order, and by how much.

        A word's weight is the score less the score without the word.

        Raises
        ------
        ValueError
            If the target is empty or outside the text.
        """
        check_targets([text], [[] if target is None else [target]])
        language, marked = read_text(text)
        told = marked.told_of_all() if target is None else marked.told_of(target)
        variants = [told, *([one for one in told if one is not left_out] for left_out in told)]
        score = self._scores([(language, features_of(each)) for each in variants], is_aimed=target is not None).score
        ends = [(marked.tokens[one.hit.first].start, marked.tokens[one.hit.last].end) for one in told]
        found = [WordWeight(*span, round(float(score[0] - s), DIGITS)) for span, s in zip(ends, score[1:], strict=True)]
        return [word for word in found if word.weight]

    def _scores(self, rows: Sequence[tuple[str, list[float]]], *, is_aimed: bool) -> ToneScores:
        probabilities = np.zeros((len(rows), len(TONE_LABELS)))
        covering = np.ones(len(rows))
        for language in LANGUAGES:
            at = [number for number, (its, _) in enumerate(rows) if its == language]
            if at:
                constants = self._constants[language, is_aimed]
                probabilities[at] = constants.probabilities(np.array([rows[number][1] for number in at]))
                covering[at] = constants.covering
        return ToneScores(probabilities, *interval(probabilities, covering))


def read_text(text: str) -> tuple[str, MarkedText]:
    """The language a text is read in, and the text with the lexicon's words found in it."""
    language = "ar" if is_arabic(text) else "en"
    return language, MarkedText(tokenise(text), read_lexicon(language))


def features_of(told: Iterable[Told]) -> list[float]:
    """What is said of a text or a target as numbers, in the order of :data:`FEATURES`."""
    sums = dict.fromkeys(FEATURES, 0.0)
    for one in told:
        sums[f"{one.relation} {SIGNS[one.value > 0]}"] += abs(one.value)
    return [math.log1p(value) for value in sums.values()]


def _constants(row: Mapping[str, Any]) -> Constants:
    weights = np.array([row["weights"].get(name, [0.0, 0.0]) for name in FEATURES])
    return Constants(np.array(row["bias"]), weights, float(row["covering"]))
