"""Reading articles: annotation, sentence vectors and tone of a batch, in one pass of the encoder.

The map step of a run and the stateless command both read with this, so they cannot disagree.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.annotate.actors.own import NO_OWN, OwnActors
from analytics.annotate.characters import whole_characters
from analytics.annotate.pipeline import Annotation, Annotator
from analytics.annotate.spans import Sentence
from analytics.annotate.tone import ToneModel, ToneScores, score_document
from analytics.encoder import UniversalEncoder
from analytics.schema import whole

_NEAR: Final = 1000
"""Characters of its sentence on each side of a mention that its tone is read from.

As long as the longest sentence of the gold (991); it keeps a text of names without full stops linear.
"""


@dataclass(frozen=True, slots=True)
class Tone:
    """A tone with its interval: ``score``, ``low`` and ``high`` from -1 to 1, and the most likely class."""

    score: float
    low: float
    high: float
    label: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What is in one article.

    Attributes
    ----------
    text : str
        ``whole(title, text)``, into which every span points; halves of characters are replaced, one for one.
    found : Annotation
        Sentences, mentions, citations, places, unknown names and numbers.
    sentences : list of Sentence
        The sentences that are not empty: an article without a title has no sentence 0 here.
    vectors : ndarray, shape (n_sentences, dimension)
        Their unit vectors.
    sentence_tones, mention_tones : list of Tone
        Tone of each of ``sentences``, and towards the actor of each mention.
    score, label : float, str
        Tone of the article.
    """

    text: str
    found: Annotation
    sentences: list[Sentence]
    vectors: NDArray[np.float32]
    sentence_tones: list[Tone]
    mention_tones: list[Tone]
    score: float
    label: str


class Reader:
    """Annotates, encodes and scores articles; loading one takes about two seconds.

    Parameters
    ----------
    own : OwnActors
        Actors that stand on top of the registry's.
    """

    def __init__(self, own: OwnActors = NO_OWN) -> None:
        # One BLAS thread a process: the same sums in the same order on any number of cores.
        self.encoder = UniversalEncoder(threads=1)
        self.annotator = Annotator.load(own)
        self.tone = ToneModel.load(self.encoder)

    def read(self, articles: Sequence[tuple[str, str, str | None]]) -> list[Reading]:
        """A reading of each (title, text, agency)."""
        texts = [whole_characters(whole(title, text)) for title, text, _ in articles]
        found = [self.annotator.annotate(title, text, agency) for title, text, agency in articles]
        kept = [[s for s in one.sentences if s.end > s.start] for one in found]
        strings = [text[s.start : s.end] for text, some in zip(texts, kept, strict=True) for s in some]
        ends = np.cumsum([0, *map(len, kept)]).tolist()
        vectors = self.encoder.encode(strings)
        scores = self.tone.score_sentences(strings, embeddings=vectors)
        tones = _tones(scores)
        towards = self._towards(found, kept, strings, vectors, ends)
        readings = []
        for i, (text, one, some) in enumerate(zip(texts, found, kept, strict=True)):
            own = slice(ends[i], ends[i + 1])
            has_title = bool(some) and some[0].number == 0
            score, label = score_document(scores.probabilities[own], has_title=has_title)
            readings.append(Reading(text, one, some, vectors[own], tones[own], towards[i], score, label))
        return readings

    def _towards(
        self,
        found: Sequence[Annotation],
        kept: Sequence[Sequence[Sentence]],
        strings: Sequence[str],
        vectors: NDArray[np.float32],
        ends: Sequence[int],
    ) -> list[list[Tone]]:
        """Tone towards the actor of each mention, article by article."""
        at: list[int] = []
        near: list[str] = []
        spans: list[tuple[int, int]] = []
        for one, some, first in zip(found, kept, ends, strict=False):
            for mention in one.mentions:
                place = _place_of(some, mention.start)
                at.append(first + place)
                sentence = some[place]
                begin = max(sentence.start, mention.start - _NEAR)
                stop = min(mention.end, sentence.end)
                near.append(strings[first + place][begin - sentence.start : stop + _NEAR - sentence.start])
                spans.append((mention.start - begin, stop - begin))
        if not at:
            return [[] for _ in found]
        scored = _tones(self.tone.score_targets(near, spans, embeddings=vectors[at]))
        cuts = np.cumsum([0, *(len(one.mentions) for one in found)]).tolist()
        return [scored[cuts[i] : cuts[i + 1]] for i in range(len(found))]


def sentence_of(sentences: Sequence[Sentence], start: int) -> Sentence:
    """The sentence that holds a character, or the nearest before it."""
    return sentences[_place_of(sentences, start)]


def _place_of(sentences: Sequence[Sentence], start: int) -> int:
    return max(0, bisect_right(sentences, start, key=lambda sentence: sentence.start) - 1)


def _tones(scores: ToneScores) -> list[Tone]:
    figures = zip(scores.score.tolist(), scores.low.tolist(), scores.high.tolist(), scores.labels, strict=True)
    return [Tone(*row) for row in figures]
