"""The tone engine of Marsad: a small multilingual transformer, one pass a sentence for the text and all its targets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analytics.annotate.characters import whole_characters
from analytics.annotate.tone.engine import Span, TextTones, check_targets
from analytics.annotate.tone.head import ToneHead
from analytics.annotate.tone.script import is_arabic
from analytics.annotate.tone.tokens import TokenRow, ToneTokens
from analytics.errors import ModelError
from analytics.schema import TONE_LABELS

FILES: Final = Path(__file__).with_name("weights")
"""The weights that come with the package."""
UNNAMED: Final = False
_BATCH: Final = 512  # texts whose tokens are held at once
_DIGITS: Final = 8  # of a digest
_AHEAD: Final = 64  # rows given to the threads at once


class ToneTransformer:
    """Tone of texts and towards targets in them; see MODEL_CARD.md for data, figures and limits.

    Every row of tokens is a pass of its own, so that a score depends on its text and the targets marked in it alone:
    the same in any order, company of other texts and number of threads.

    Parameters
    ----------
    session : onnxruntime.InferenceSession
        The encoder, tokens to hidden states.
    tokens : ToneTokens
    head : ToneHead
    name : str
        As :func:`packaged_name` gives it.
    threads : int
        Rows scored at once.
    """

    def __init__(
        self,
        session: Any,  # noqa: ANN401 - onnxruntime has no types
        tokens: ToneTokens,
        head: ToneHead,
        name: str,
        threads: int = 1,
    ) -> None:
        self.name = name
        self._session, self._tokens, self._head, self._threads = session, tokens, head, threads

    @classmethod
    def load(cls, threads: int = 1, folder: Path = FILES) -> ToneTransformer:
        """The engine with the weights that come with the package, or those of another folder.

        Raises
        ------
        ModelError
            If a file of the weights is missing or damaged.
        """
        import onnxruntime  # a tenth of a second that a run with another engine does not pay

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        try:
            session = onnxruntime.InferenceSession(
                str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
            )
            tokens = ToneTokens.load(folder / "tokenizer.json")
        except Exception as error:  # both libraries raise classes of their own that share no other base
            raise ModelError(
                f"The tone model in {folder.name!r} cannot be read: {error}. Install Marsad again, or train it: "
                "make train-tone."
            ) from error
        return cls(session, tokens, ToneHead.read(folder / "head.npz"), packaged_name(folder), threads)

    def score(self, texts: Sequence[str], targets: Sequence[Sequence[Span]]) -> TextTones:
        """See :meth:`ToneEngine.score`."""
        check_targets(texts, targets)
        parts = [self.logits(texts[at : at + _BATCH], targets[at : at + _BATCH]) for at in range(0, len(texts), _BATCH)]
        nothing = np.empty((0, len(TONE_LABELS)))
        whole = np.concatenate([nothing, *(of_texts for of_texts, _ in parts)])
        aimed = np.concatenate([nothing, *(of_targets for _, of_targets in parts)])
        arabic = np.array([is_arabic(text) for text in texts], dtype=bool)
        of_targets = np.repeat(arabic, [len(spans) for spans in targets])
        return TextTones(
            self._head.scores(whole, arabic, aimed=False), self._head.scores(aimed, of_targets, aimed=True)
        )

    def logits(
        self, texts: Sequence[str], targets: Sequence[Sequence[Span]]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Logits of the texts, and of all their targets in order."""
        firsts = np.cumsum([0, *map(len, targets)])
        n_targets, hidden = int(firsts[-1]), self._head.hidden
        inner, n_inner = np.zeros((len(texts), hidden)), np.zeros((len(texts), 1))
        sums, n_tokens = np.zeros((len(texts), hidden)), np.zeros((len(texts), 1))
        named, around = (np.zeros((n_targets, hidden), dtype=np.float32) for _ in range(2))
        clean = [whole_characters(text) for text in texts]
        for row, states in self._states(self._tokens.rows(clean, targets, [UNNAMED] * len(texts))):
            if row.is_whole:
                sums[row.text] += states.sum(axis=0, dtype=np.float64)
                n_tokens[row.text] += len(states)
                inner[row.text] += states[1:-1].sum(axis=0, dtype=np.float64)
                n_inner[row.text] += len(states) - 2
            for number, first, last in row.targets:
                named[firsts[row.text] + number] = states[first:last].mean(axis=0)
                around[firsts[row.text] + number] = states.mean(axis=0)
        whole = (sums / np.maximum(n_tokens, 1)).astype(np.float32)
        words = (inner / np.maximum(n_inner, 1)).astype(np.float32)
        return self._head.logits(words, whole), self._head.logits(named, around)

    def _states(self, rows: Iterator[TokenRow]) -> Iterator[tuple[TokenRow, NDArray[np.float32]]]:
        """Each row with the hidden states of its tokens, shape (length, hidden)."""
        if self._threads == 1:
            yield from ((row, self._pass(row)) for row in rows)
            return
        with ThreadPoolExecutor(self._threads) as pool:
            while some := list(islice(rows, _AHEAD)):
                yield from zip(some, pool.map(self._pass, some), strict=True)

    def _pass(self, row: TokenRow) -> NDArray[np.float32]:
        states: NDArray[np.float32] = self._session.run(None, {"ids": np.array([row.ids], dtype=np.int64)})[0][0]
        return states


def packaged_name(folder: Path = FILES) -> str:
    """Name of the model in a folder: name, version, and eight digits of the digest of its head, which no other has."""
    path = folder / "head.npz"
    name = ToneHead.read(path).name
    return f"{name} ({hashlib.sha256(path.read_bytes()).hexdigest()[:_DIGITS]})"
