"""Training on a handful of sentences with a fake encoder: deterministic, readable, right on what it saw."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from analytics.annotate.tone.fit import temperature
from analytics.annotate.tone.labelled import Example, training_examples
from analytics.annotate.tone.model import ToneModel
from analytics.annotate.tone.train import train
from analytics.annotate.tone.weights import ToneWeights, interval
from analytics.errors import ModelError
from analytics.schema import TONE_LABELS


class HashingEncoder:
    """Vectors from digests of words: no model, the same on every machine."""

    name = "hashing"
    dimension = 16

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.split():
                digest = hashlib.blake2b(word.encode(), digest_size=self.dimension).digest()
                row += np.frombuffer(digest, dtype=np.int8) / 128
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


SENTENCES = [
    ("Alpha murdered the villagers", (0, 5), 0),
    ("Alpha met the envoy", (0, 5), 1),
    ("Alpha rescued the villagers", (0, 5), 2),
    ("ذبحت الفرقة القرويين", (5, 11), 0),
    ("التقت الفرقة المبعوث", (6, 12), 1),
    ("أنقذت الفرقة القرويين", (6, 12), 2),
]


def _examples() -> list[Example]:
    return [
        Example(f"{text} {place}.", target, tone, "war_news", f"{tone}{place}")
        for text, target, tone in SENTENCES
        for place in ("near Delta", "in Echo", "at dawn", "قرب البئر", "عند الفجر")
    ]


@pytest.fixture(scope="module")
def weights() -> ToneWeights:
    return train(_examples(), HashingEncoder())


def test_training_again_gives_the_same_weights(weights: ToneWeights) -> None:
    again = train(_examples(), HashingEncoder())
    assert np.array_equal(weights.dense, again.dense)
    assert np.array_equal(weights.hashed, again.hashed)
    assert np.array_equal(weights.temperatures, again.temperatures)


def test_another_seed_changes_the_resampled_models_only(weights: ToneWeights) -> None:
    other = train(_examples(), HashingEncoder(), random_state=1)
    assert np.array_equal(weights.dense[:, :3], other.dense[:, :3])
    assert not np.array_equal(weights.dense[:, 3:], other.dense[:, 3:])


def test_it_learns_what_it_saw_in_both_languages(weights: ToneWeights) -> None:
    model = ToneModel(HashingEncoder(), weights)
    scores = model.score_targets([text for text, _, _ in SENTENCES], [span for _, span, _ in SENTENCES])
    assert scores.labels == [TONE_LABELS[tone] for _, _, tone in SENTENCES]


def test_a_file_gives_back_the_model(weights: ToneWeights, tmp_path: Path) -> None:
    weights.write(tmp_path / "first.npz")
    weights.write(tmp_path / "second.npz")
    assert (tmp_path / "first.npz").read_bytes() == (tmp_path / "second.npz").read_bytes()
    before = ToneModel(HashingEncoder(), weights)
    after = ToneModel.load(HashingEncoder(), tmp_path / "first.npz")
    texts, spans = [text for text, _, _ in SENTENCES], [span for _, span, _ in SENTENCES]
    expected = before.score_targets(texts, spans)
    found = after.score_targets(texts, spans)
    assert found.probabilities == pytest.approx(expected.probabilities, abs=0.01)
    assert found.low == pytest.approx(expected.low, abs=0.05)


def test_another_encoder_is_refused(weights: ToneWeights, tmp_path: Path) -> None:
    weights.write(tmp_path / "weights.npz")
    encoder = HashingEncoder()
    encoder.name = "another"
    with pytest.raises(ModelError, match=r"'hashing' .* got 'another'"):
        ToneModel.load(encoder, tmp_path / "weights.npz")


def test_a_missing_or_damaged_file_is_told(weights: ToneWeights, tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    with pytest.raises(ModelError, match=r"weights\.npz"):
        ToneWeights.read(path)
    path.write_bytes(b"not a zip file")
    with pytest.raises(ModelError, match="Install the package again"):
        ToneWeights.read(path)
    replace(weights, temperatures=np.ones((3, 2))).write(path)
    with pytest.raises(ModelError, match="temperatures has shape"):
        ToneWeights.read(path)
    replace(weights, bias=np.full_like(weights.bias, np.nan)).write(path)
    with pytest.raises(ModelError, match="not a number"):
        ToneWeights.read(path)


def test_pickled_objects_are_never_loaded(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    np.savez(path, hashed=np.array([{"code": "run"}], dtype=object))
    with pytest.raises(ModelError, match="allow_pickle"):
        ToneWeights.read(path)


def test_interval_is_student_t_times_the_standard_deviation() -> None:
    scores = [0.1, 0.0, 0.2]  # the model, then two resampled ones: standard deviation .1414, t(1) at 95% 6.3138
    every = np.array([[[0.5 - s / 2, 0.0, 0.5 + s / 2] for s in scores]])
    low, high = interval(every)
    assert low.tolist() == [pytest.approx(0.1 - 0.892886, abs=1e-4)]
    assert high.tolist() == [pytest.approx(0.1 + 0.892886, abs=1e-4)]


def test_temperature_of_doubled_logits_is_twice_as_large() -> None:
    logits = np.array([[1.0, 0.0, 0.0]] * 4 + [[0.0, 0.0, 1.0]] * 4)
    classes = np.array([0, 0, 0, 1, 2, 2, 2, 1])
    assert temperature(2 * logits, classes) == pytest.approx(2 * temperature(logits, classes), rel=1e-3)


def _write(folder: Path, name: str, rows: list[dict[str, object]]) -> None:
    content = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    (folder / name).write_bytes(gzip.compress(content) if name.endswith("gz") else content)


def test_labelled_sets_are_read_in_a_canonical_order(tmp_path: Path) -> None:
    target = {"from": 0, "to": 5, "polarity": 6.0}
    row = {"primary_gid": "outlet_7_x", "sentence_normalized": "Alpha won.", "targets": [target]}
    _write(tmp_path, "newsmtsc_train.jsonl", [row])
    _write(tmp_path, "tweets_arabic_train.jsonl.gz", [{"text": "يوم جميل", "label": 2}])
    _write(
        tmp_path, "tweets_english_train.jsonl.gz", [{"text": "a day", "label": 1}, {"text": "a bad day", "label": 0}]
    )
    _write(
        tmp_path,
        "tweets_arsarcasm_train.jsonl.gz",
        [{"text": "نص", "label": 0, "dialect": "msa"}, {"text": "حاجة", "label": 0, "dialect": "egypt"}],
    )
    war = {"text": "قصفت الفرقة", "start": 5, "end": 11, "label": "negative", "article": "a1"}
    _write(tmp_path, "tone_war_news_train.jsonl.gz", [war])
    assert training_examples(tmp_path) == [
        Example("نص", None, 0, "arsarcasm", "نص"),
        Example("Alpha won.", (0, 5), 2, "newsmtsc", "outlet_7"),
        Example("a bad day", None, 0, "tweets", "a bad day"),
        Example("a day", None, 1, "tweets", "a day"),
        Example("يوم جميل", None, 2, "tweets", "يوم جميل"),
        Example("قصفت الفرقة", (5, 11), 0, "war_news", "a1"),
    ]


def test_a_missing_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"newsmtsc_train\.jsonl"):
        training_examples(tmp_path)
