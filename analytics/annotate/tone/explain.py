"""The words that moved a tone: what the score would be without them.

Occlusion (Zeiler and Fergus 2014, "Visualizing and Understanding Convolutional Networks", ECCV; of words: Li, Monroe
and Jurafsky 2016, "Understanding Neural Networks through Representation Erasure"): each word is left out, then each
phrase of two and three words that stand side by side. It needs nothing of an engine but its scores, so every engine is
explained alike; one that knows the weights of its words (:class:`WordWeigher`) says them itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol, runtime_checkable

import numpy as np

from analytics.annotate.citations.tokens import Token, tokenise
from analytics.annotate.tone.engine import DIGITS, Span, ToneEngine, ToneScores, check_targets
from analytics.annotate.tone.long_texts import LONGEST, NEAR, has_letters

MOST_WORDS: Final = 60
"""Words left out in turn, the nearest to the target: 1,708 of 1,711 sentences of the war-news training set have no
more. They make 177 texts to score."""
NO_WORDS: Final = "no_words"
"""Reason: there is no word beside the target."""
NO_LETTERS: Final = "no_letters"
"""Reason: there is no letter in the text, so that its tone is not scored."""
NEAREST: Final = "nearest_words"
"""Reason: only the words nearest to the target, or the first of the text, were tried."""
REASONS: Final = (NO_WORDS, NO_LETTERS, NEAREST)
_LONGEST_PHRASE: Final = 3
_LEAST: Final = 0.05
"""Change of the score that is shown: what is less is no more than a mere name may do.

In :mod:`analytics.annotate.tone.swaps`, another name of the group moved the score of a linear model by .06 on average.
"""
MOST_SHOWN: Final = 5
"""Most words and phrases shown, the heaviest.

Without them the label of a linear model changed in 88 (Arabic) and 89 (English) of 100 counterfactual sentences,
without all that count in 90 and 91, without as many other words in 50 and 28 (``benchmarks/tone_explanations.py``).
"""
_MORE: Final = 0.02
"""How much more than its words apart a phrase must say to be shown as one."""


Variant = tuple[str, Span | None, list[Span]]
"""A text, the target in it that is asked about, and the targets marked beside it."""


class Weighed(Protocol):
    """Characters of a text, and what they add to its score."""

    @property
    def start(self) -> int:
        """First character."""
        ...

    @property
    def end(self) -> int:
        """Behind the last character."""
        ...

    @property
    def weight(self) -> float:
        """Negative if they make it more negative."""
        ...


@runtime_checkable
class WordWeigher(Protocol):
    """An engine that knows what each word adds to a score, as the lexicon does."""

    def words(self, text: str, target: Span | None = None) -> Sequence[Weighed]:
        """The words that count, in order; positive weights raise the score."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """A word, or some that stand side by side, and the tone without it.

    Attributes
    ----------
    start, end : int
        Characters of the text.
    n_words : int
        1 to 3; more where an engine knows a longer phrase.
    weight : float
        What it adds to the score: negative if it makes the tone more negative.
    score_without : float
        The score of the text without it.
    label_without : str
        The label of the text without it.
    is_shown : bool
        Whether it is one of those that say most; these do not overlap.
    """

    start: int
    end: int
    n_words: int
    weight: float
    score_without: float
    label_without: str
    is_shown: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a text has its tone.

    Attributes
    ----------
    label : str or None
        The label; None if the text is not scored.
    score : float or None
        P(positive) - P(negative).
    label_without : str or None
        The label without any of the words shown that push towards the label; of a neutral label, without any shown.
    parts : tuple of Part
        Words and phrases in the order of the text, of two that begin together the shorter first.
    reason : str or None
        One of :data:`REASONS`, if not every word was tried.
    """

    label: str | None
    score: float | None
    label_without: str | None
    parts: tuple[Part, ...]
    reason: str | None = None

    @property
    def shown(self) -> tuple[Part, ...]:
        """The parts that say most, in the order of the text."""
        return tuple(part for part in self.parts if part.is_shown)


def explain(engine: ToneEngine, text: str, target: Span | None = None, others: Sequence[Span] = ()) -> Explanation:
    """The words that moved the tone of a text, or towards a target in it.

    The words of the target are never left out, nor one that is written together with it, and Arabic clitics go with
    their word. Of a text of more than 2,000 characters, the 1,000 on each side of the target or the first 2,000 are
    read. The same texts give the same explanation: equal weights are ordered by their place.

    Parameters
    ----------
    engine : ToneEngine
        Asked once for the text and all its variants, and once more for the label without the words shown.
    text : str
    target : (start, end), optional
        Characters of the target; none for the tone of the text as a whole.
    others : sequence of (start, end)
        Targets that are marked beside it, as a run marks all mentions of an actor: they may change the score.

    Raises
    ------
    ValueError
        If a target is empty or outside the text.
    """
    check_targets([text], [[*others] if target is None else [target, *others]])
    begin, read, aimed = _read_part(text, target)
    beside = others if len(text) <= LONGEST else ()
    if not has_letters(read):
        return Explanation(None, None, None, (), NO_LETTERS)
    known = engine.words(read, aimed) if isinstance(engine, WordWeigher) else None
    spans, is_all = _spans(read, aimed) if known is None else (_known(read, known), True)
    variants = [without(read, [(a, b)], aimed, beside) for a, b, _ in spans]
    scores = _scores(engine, [(read, aimed, [*beside]), *variants])
    label, score, found, labels = scores.labels[0], float(scores.score[0]), scores.score.tolist(), scores.labels
    weights = [round(score - other, DIGITS) for other in found[1:]] if known is None else [one.weight for one in known]
    rows = zip(spans, weights, found[1:], labels[1:], strict=True)
    parts = _choose([Part(a, b, n, weight, other, tone) for (a, b, n), weight, other, tone in rows])
    pushing = _pushing(label, parts)
    left = _scores(engine, [without(read, pushing, aimed, beside)]).labels[0] if pushing else label
    if known is None and not spans:
        reason: str | None = NO_WORDS
    else:
        reason = None if is_all and len(read) == len(text) else NEAREST
    moved = tuple(replace(part, start=part.start + begin, end=part.end + begin) for part in parts)
    return Explanation(label, score, left, moved, reason)


def _read_part(text: str, target: Span | None) -> tuple[int, str, Span | None]:
    """Where the part of a text begins that is read, that part, and the target in it; as ``score_texts`` cuts."""
    if len(text) <= LONGEST:
        return 0, text, target
    if target is None:
        return 0, text[:LONGEST], None
    begin, stop = max(0, target[0] - NEAR), min(target[1], target[0] + NEAR)
    return begin, text[begin : stop + NEAR], (target[0] - begin, stop - begin)


def _known(text: str, words: Sequence[Weighed]) -> list[tuple[int, int, int]]:
    """Start, end and number of words of what an engine weighs itself."""
    return [(one.start, one.end, len(text[one.start : one.end].split())) for one in words]


def _spans(text: str, target: Span | None) -> tuple[list[tuple[int, int, int]], bool]:
    """What to leave out in turn, with its number of words, and whether that is every word."""
    tokens = tokenise(text)
    free = [at for at, token in enumerate(tokens) if token.word and not _touches(token, target)]
    kept = sorted(sorted(free, key=lambda at: (_distance(tokens[at], target), at))[:MOST_WORDS])
    return list(_phrases(tokens, kept)), len(kept) == len(free)


def _touches(token: Token, target: Span | None) -> bool:
    return target is not None and token.start < target[1] and target[0] < token.end


def _distance(token: Token, target: Span | None) -> int:
    """Characters between a word and the target; without a target, from the beginning."""
    if target is None:
        return token.start
    return target[0] - token.end if token.end <= target[0] else token.start - target[1]


def _phrases(tokens: Sequence[Token], words: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Start, end and number of words of each word and of the phrases that begin with it; none goes over a mark."""
    for place, first in enumerate(words):
        for n_words in range(1, _LONGEST_PHRASE + 1):
            if list(words[place : place + n_words]) == list(range(first, first + n_words)):
                yield tokens[first].start, tokens[first + n_words - 1].end, n_words


def without(text: str, spans: Sequence[Span], target: Span | None, others: Sequence[Span] = ()) -> Variant:
    """A text without some of its words and the space before each, and the targets' places in what is left.

    Parameters
    ----------
    text : str
    spans : sequence of (start, end)
        Characters to leave out; they overlap neither each other nor the target.
    target : (start, end), optional
    others : sequence of (start, end)
        Other targets; one that loses a character is none any more.
    """
    kept = list(others)
    for start, end in sorted(spans, reverse=True):
        before = target[1] if target is not None and target[1] <= start else 0
        after = target[0] if target is not None and end <= target[0] else len(text)
        begin = before + len(text[before:start].rstrip())
        if begin == 0:
            end = after - len(text[end:after].lstrip())
        text = text[:begin] + text[end:]
        cut = end - begin
        kept = [(a, b) if b <= begin else (a - cut, b - cut) for a, b in kept if b <= begin or a >= end]
        if target is not None and target[0] >= end:
            target = (target[0] - (end - begin), target[1] - (end - begin))
    return text, target, kept


def _scores(engine: ToneEngine, variants: Sequence[Variant]) -> ToneScores:
    """Scores towards the target of each variant, or of the texts where there is none."""
    targets = [others if target is None else [target, *others] for _, target, others in variants]
    tones = engine.score([text for text, _, _ in variants], targets)
    if variants[0][1] is None:
        return tones.whole
    firsts = np.cumsum([0, *map(len, targets[:-1])])
    aimed = tones.aimed
    return ToneScores(aimed.probabilities[firsts], aimed.low[firsts], aimed.high[firsts])


def _choose(parts: Sequence[Part]) -> list[Part]:
    """The parts, those that say most marked: the heaviest first, and none over another.

    A phrase counts only where it says more than its words apart: with "not" left out, or "victory", or both.
    """
    alone = {part.start: abs(part.weight) for part in parts if part.n_words == 1}
    ends = {part.start: part.end for part in parts if part.n_words == 1}

    def counts(part: Part) -> bool:
        apart = sum(weight for start, weight in alone.items() if part.start <= start and ends[start] <= part.end)
        return abs(part.weight) >= _LEAST and (part.n_words == 1 or abs(part.weight) > apart + _MORE)

    shown: set[Part] = set()
    for part in sorted(filter(counts, parts), key=lambda part: (-abs(part.weight), part.n_words, part.start)):
        if len(shown) < MOST_SHOWN and all(part.end <= other.start or other.end <= part.start for other in shown):
            shown.add(part)
    return [replace(part, is_shown=part in shown) for part in sorted(parts, key=lambda part: (part.start, part.end))]


def _pushing(label: str, parts: Sequence[Part]) -> list[Span]:
    """The words shown that push towards a label; of a neutral one, all that are shown."""
    towards = {"negative": -1, "positive": 1}.get(label, 0)
    return [(part.start, part.end) for part in parts if part.is_shown and part.weight * towards >= 0]
