"""The linear model behind the protocol of tone engines."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.annotate.tone.engine import Span, TextTones, check_targets
from analytics.annotate.tone.model import ToneModel
from analytics.encoder import UniversalEncoder


class LinearEngine:
    """Tone by :class:`ToneModel`, which encodes its own sentences.

    Parameters
    ----------
    model : ToneModel
    """

    name = "linear 1"

    def __init__(self, model: ToneModel) -> None:
        self._model = model

    @classmethod
    def load(cls, threads: int = 1) -> LinearEngine:
        """The engine with the weights that come with the package."""
        return cls(ToneModel.load(UniversalEncoder(threads=threads)))

    def score(self, texts: Sequence[str], targets: Sequence[Sequence[Span]]) -> TextTones:
        """See :meth:`ToneEngine.score`."""
        check_targets(texts, targets)
        vectors = self._model.encoder.encode(texts)
        at = [number for number, spans in enumerate(targets) for _ in spans]
        return TextTones(
            self._model.score_sentences(texts, vectors),
            self._model.score_targets([texts[i] for i in at], [s for spans in targets for s in spans], vectors[at]),
        )
