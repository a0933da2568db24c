"""What the steps measure with: the data, the sample, and models that are loaded once and only when asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from analytics.annotate.sentences import split_sentences
from analytics.encoder import Encoder, UniversalEncoder, document_vectors
from analytics.errors import EvaluationError
from analytics.evaluation.data import LabelledData
from analytics.evaluation.schema import Finding
from analytics.schema import whole

if TYPE_CHECKING:
    from analytics.annotate.pipeline import Annotator
    from analytics.annotate.tone.engine import ToneEngine

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a labelled set: what it is known to be is its ``category``."""

    article_id: str
    language: str
    title: str
    text: str
    category: str


@dataclass(frozen=True, slots=True)
class Encoded:
    """Articles and their unit vectors, shape (n_articles, dimension)."""

    articles: Sequence[Article]
    vectors: Vectors

    @property
    def languages(self) -> list[str]:
        """Language of each article."""
        return [article.language for article in self.articles]

    @property
    def categories(self) -> list[str]:
        """Category of each article."""
        return [article.category for article in self.articles]


@dataclass
class Inputs:
    """What is measured with and on.

    Attributes
    ----------
    given : LabelledData, optional
        The folder the user named.
    engines : sequence of str
        The tone engines that are measured: ``model``, ``lexicon`` or ``hub:NAME``.
    loaded : dict
        Those that are loaded, by choice.
    """

    given: LabelledData | None = None
    engines: Sequence[str] = ("model",)
    loaded: dict[str, ToneEngine] = field(default_factory=dict)
    _encoded: dict[str, Encoded] = field(default_factory=dict)

    @property
    def data(self) -> LabelledData:
        """The folder the user named.

        Raises
        ------
        EvaluationError
            If there is none.
        """
        if self.given is None:
            raise EvaluationError("no folder of labelled data was named; give one with --data")
        return self.given

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder as a run has it: one thread, so that sums come in one order."""
        return UniversalEncoder(threads=1)

    @cached_property
    def annotator(self) -> Annotator:
        """Actors, citations and places as the registry that comes with Marsad knows them."""
        from analytics.annotate.pipeline import Annotator

        return Annotator.load()

    @cached_property
    def sample(self) -> list[dict[str, Any]]:
        """The reports of the embedded sample, Arabic first."""
        folder = resources.files("corpus").joinpath("sample")
        files = [folder.joinpath(f"articles_{language}.jsonl") for language in ("ar", "en")]
        return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]

    def engine(self, choice: str) -> ToneEngine:
        """A tone engine, loaded at the first call.

        Raises
        ------
        analytics.errors.ModelError
            If there is none of that name, or its files are missing or damaged.
        """
        from analytics.annotate.tone.engines import load_engine

        if choice not in self.loaded:
            self.loaded[choice] = load_engine(choice)
        return self.loaded[choice]

    def encoded(self, name: str, articles: Callable[[], Sequence[Article]]) -> Encoded:
        """Articles and their vectors, made at the first call of that name."""
        if name not in self._encoded:
            found = articles()
            vectors = article_vectors(self.encoder, [(article.title, article.text) for article in found])
            self._encoded[name] = Encoded(found, vectors)
        return self._encoded[name]


@dataclass(frozen=True, slots=True)
class Task:
    """What can be measured at one go.

    Attributes
    ----------
    step, dataset : str
        As in the rows it gives.
    measure : callable
        From the inputs to findings.
    files : tuple of str
        Files of the data folder it needs; without any it is measured on what comes with Marsad.
    """

    step: str
    dataset: str
    measure: Callable[[Inputs], Iterable[Finding]]
    files: tuple[str, ...] = ()


def article_vectors(encoder: Encoder, articles: Sequence[tuple[str, str]]) -> Vectors:
    """Unit vector of each (title, text) as a run makes it from sentences, shape (n_articles, dimension)."""
    sentences, index = article_sentences(articles)
    n_words = np.array([len(sentence.split()) for sentence in sentences])
    return document_vectors(encoder.encode(sentences), index, len(articles), n_words=n_words)


def article_sentences(articles: Sequence[tuple[str, str]]) -> tuple[list[str], NDArray[np.int64]]:
    """The sentences of articles, one after the other, and the place of the article that each is in."""
    sentences: list[str] = []
    index: list[int] = []
    for number, (title, text) in enumerate(articles):
        string = whole(title, text)
        found = [string[s.start : s.end] for s in split_sentences(title, text)]
        sentences += found
        index += [number] * len(found)
    return sentences, np.array(index, dtype=np.int64)
