"""The hub engine: any text-classification model of the Hugging Face hub, or of a folder, as a tone engine."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analytics.annotate.characters import whole_characters
from analytics.annotate.tone.engine import DIGITS, Span, TextTones, ToneScores, check_targets
from analytics.annotate.tone.hub_files import fetch, required, revision, shown_name, versions
from analytics.annotate.tone.intervals import interval
from analytics.errors import ModelError
from analytics.schema import TONE_LABELS
from corpus.text.normalise import fold

__all__ = ["HubEngine", "classes_of", "clause_of", "fetch", "hub_name"]

Input = dict[str, str]
Classify = Callable[[Sequence[Input]], Sequence[Mapping[str, float]]]
_PAIRS: Final = "absa"  # in the name of a model that reads (sentence, target)
_COVERING: Final = 0.9
_BATCH: Final = 16
_POSITIONS: Final = 514
"""Tokens that a model reads where it does not say."""
_FEWEST: Final = 8  # words of a clause; a shorter one is read with its neighbours
_MARKS: Final = re.compile(r"[,;:.!?،؛؟…()\"«»“”\n]+|\s[-–—]\s")
_NAMED: Final = {
    0: "negative neg very_negative سلبي",
    1: "neutral neu mixed_or_neutral محايد",
    2: "positive pos very_positive ايجابي",
}
_CLASS_OF: Final = {name: number for number, names in _NAMED.items() for name in names.split()}
_STARS: Final = re.compile(r"([1-5])_?stars?")
_CLASS_OF_STARS: Final = {"1": 0, "2": 0, "3": 1, "4": 2, "5": 2}
_NUMBERED: Final = re.compile(r"label_(\d)")
_CLASSES_BY_NUMBER: Final = {2: (0, 2), 3: (0, 1, 2)}
"""Of LABEL_0, LABEL_1 and so on, by how many there are: as Cardiff's sentiment models, the best known, number them."""


class HubEngine:
    """Tone by a text-classification model.

    Towards a target it is the tone of the clause around it, or of (sentence, target) where the model's name holds
    "absa". The probabilities are the model's own, calibrated or not.

    Parameters
    ----------
    name : str
        As a run's manifest says it.
    classes : mapping of str to int
        The class, 0 negative to 2 positive, of each label of the model.
    classify : callable
        The probability of each label for texts, or pairs of texts, under the keys ``text`` and ``text_pair``.
    reads_pairs : bool
    """

    def __init__(self, name: str, classes: Mapping[str, int], classify: Classify, *, reads_pairs: bool) -> None:
        self.name = name
        self._classes, self._classify, self._reads_pairs = classes, classify, reads_pairs

    @classmethod
    def load(cls, name: str, threads: int = 1) -> HubEngine:
        """The engine of a hub model or of a folder with one; never downloads unless the environment allows it.

        Raises
        ------
        ModelError
            If packages are missing, the model is not there, cannot be read, or has labels that are no tones.
        """
        folder = fetch(name)
        required("torch").set_num_threads(threads)
        pipeline = _pipeline(name, folder)
        labels = [str(label) for label in pipeline.model.config.id2label.values()]
        classes = classes_of(name, labels)

        def classify(inputs: Sequence[Input]) -> Sequence[Mapping[str, float]]:
            found = pipeline(list(inputs), batch_size=_BATCH, truncation=True, top_k=None, function_to_apply="softmax")
            return [{str(one["label"]): float(one["score"]) for one in row} for row in found]

        return cls(hub_name(name), classes, classify, reads_pairs=_PAIRS in shown_name(name).lower())

    def score(self, texts: Sequence[str], targets: Sequence[Sequence[Span]]) -> TextTones:
        """See :meth:`ToneEngine.score`."""
        check_targets(texts, targets)
        texts = [whole_characters(text) for text in texts]
        inputs: list[Input] = [{"text": text} for text in texts]
        for text, spans in zip(texts, targets, strict=True):
            inputs += [self._aimed(text, span) for span in spans]
        # each input once, in an order of its own: the order of the texts changes no batch, and what else is in a batch
        # changes a score in its last bits at most
        unique = sorted({(each["text"], each.get("text_pair")) for each in inputs}, key=_by_length)
        rows = self._classify([{"text": a} if b is None else {"text": a, "text_pair": b} for a, b in unique])
        found = {key: self._probabilities(row) for key, row in zip(unique, rows, strict=True)}
        every = np.array([found[each["text"], each.get("text_pair")] for each in inputs]).reshape(-1, len(TONE_LABELS))
        return TextTones(_scores(every[: len(texts)]), _scores(every[len(texts) :]))

    def _aimed(self, text: str, span: Span) -> Input:
        if self._reads_pairs:
            return {"text": text, "text_pair": text[slice(*span)]}
        return {"text": clause_of(text, span)}

    def _probabilities(self, row: Mapping[str, float]) -> list[float]:
        sums = [0.0] * len(TONE_LABELS)
        for label, probability in row.items():
            sums[self._classes[label]] += probability
        return sums


def hub_name(name: str) -> str:
    """Name, revision and packages of a hub model, without loading it; of a folder the last part and a digest.

    Raises
    ------
    ModelError
        As :meth:`HubEngine.load`.
    """
    return f"hub:{shown_name(name)} {revision(name)} ({versions()})"


def classes_of(name: str, labels: Sequence[str]) -> dict[str, int]:
    """The class, 0 negative to 2 positive, of each label of a model.

    Known are negative, neutral, positive in English and Arabic, 1 to 5 stars, and LABEL_0 to LABEL_2.

    Raises
    ------
    ModelError
        If a label is none of these, or none is negative or none is positive.
    """
    found = {label: _class_of(label, len(labels)) for label in labels}
    classes = {label: number for label, number in found.items() if number is not None}
    if len(classes) < len(labels) or not {0, 2} <= set(classes.values()):
        shown = ", ".join(label[:40] for label in labels[:10])
        raise ModelError(
            f"Hub model {name[:120]!r} has the labels {shown}, which are not tones; allowed are negative, neutral, "
            "positive, 1 to 5 stars, or LABEL_0 to LABEL_2 in that order. Choose a sentiment model."
        )
    return classes


def clause_of(text: str, span: Span) -> str:
    """The words around a target up to the next marks, and beyond them until there are eight words."""
    edges = [0, *(match.end() for match in _MARKS.finditer(text) if not span[0] < match.end() < span[1]), len(text)]
    first = max(number for number, edge in enumerate(edges) if edge <= span[0])
    last = min(number for number, edge in enumerate(edges) if edge >= span[1])
    while len(text[edges[first] : edges[last]].split()) < _FEWEST and (first > 0 or last < len(edges) - 1):
        first, last = max(0, first - 1), min(len(edges) - 1, last + 1)
    return text[edges[first] : edges[last]].strip()


def _class_of(label: str, n_labels: int) -> int | None:
    key = re.sub(r"[\s-]+", "_", fold(label).strip())
    stars = _STARS.fullmatch(key)
    if stars:
        return _CLASS_OF_STARS[stars[1]]
    numbered = _NUMBERED.fullmatch(key)
    if numbered:
        by_number = _CLASSES_BY_NUMBER.get(n_labels, ())
        return by_number[int(numbered[1])] if int(numbered[1]) < len(by_number) else None
    return _CLASS_OF.get(key)


def _pipeline(name: str, folder: Path) -> Any:  # noqa: ANN401
    transformers = required("transformers")
    damaged = getattr(required("safetensors"), "SafetensorError", OSError)
    safe = {"trust_remote_code": False, "local_files_only": True}
    try:
        model = transformers.AutoModelForSequenceClassification.from_pretrained(folder, use_safetensors=True, **safe)
        tokenizer = transformers.AutoTokenizer.from_pretrained(folder, **safe)
        # a tokenizer may not say how much its model reads, and RoBERTa's keep two positions for themselves
        positions = getattr(model.config, "max_position_embeddings", _POSITIONS) - 2
        tokenizer.model_max_length = min(tokenizer.model_max_length, positions)
        return transformers.pipeline("text-classification", model=model, tokenizer=tokenizer, device=-1)
    except (OSError, ValueError, KeyError, ImportError, RuntimeError, damaged) as error:
        said = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
        raise ModelError(
            f"Hub model {name[:120]!r} cannot be read as a text classifier: {said}. Its code is never run; choose a "
            "model that transformers knows by itself, with safetensors weights."
        ) from error


def _by_length(key: tuple[str, str | None]) -> tuple[int, str, str]:
    return len(key[0]), key[0], key[1] or ""


def _scores(probabilities: NDArray[np.float64]) -> ToneScores:
    rounded = probabilities.round(DIGITS)
    return ToneScores(rounded, *interval(rounded, np.full(len(rounded), _COVERING)))
