"""The shipped model on sentences of our own, in both languages."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.annotate.tone import ToneModel
from analytics.encoder import UniversalEncoder
from analytics.schema import TONE_LABELS

TEXTS = [
    "The militia massacred dozens of civilians in a horrific attack.",
    "The ministers will meet on Tuesday.",
    "Residents thanked the medics for their heroic and generous help.",
    "ارتكبت الميليشيا مجزرة مروعة بحق عشرات المدنيين الأبرياء.",
    "يجتمع الوزراء يوم الثلاثاء.",
    "شكر الأهالي المسعفين على جهودهم البطولية وعطائهم الرائع.",
]


@pytest.fixture(scope="module")
def model() -> ToneModel:
    return ToneModel.load(UniversalEncoder(threads=1))


def test_labels_are_in_the_order_of_the_schema(model: ToneModel) -> None:
    scores = model.score_sentences(TEXTS)
    assert TONE_LABELS == ("negative", "neutral", "positive")
    assert scores.labels == [TONE_LABELS[i] for i in scores.probabilities.argmax(axis=1)]
    assert scores.score == pytest.approx(scores.probabilities[:, 2] - scores.probabilities[:, 0])


@pytest.mark.parametrize("first", [0, 3])
def test_praise_scores_above_a_notice_above_a_massacre(model: ToneModel, first: int) -> None:
    score = model.score_sentences(TEXTS[first : first + 3]).score
    assert score[0] < score[1] < score[2]


def test_scores_are_probabilities_within_their_interval(model: ToneModel) -> None:
    scores = model.score_sentences(TEXTS)
    assert scores.probabilities.shape == (6, 3)
    assert scores.probabilities.sum(axis=1) == pytest.approx(np.ones(6), abs=1e-5)
    assert (scores.low <= scores.score).all()
    assert (scores.score <= scores.high).all()
    assert (scores.low < scores.high).all()
    assert (np.abs(scores.low) <= 1).all()
    assert (np.abs(scores.high) <= 1).all()


@pytest.mark.parametrize(
    ("text", "bad", "good"),
    [
        ("Terrorists from Alpha massacred civilians before the heroic rescuers of Bravo saved them.", "Alpha", "Bravo"),
        ("شن تنظيم زيد الإرهابي هجوما وحشيا على القرية، ونجحت قوات عمر في تحرير المختطفين.", "زيد", "عمر"),
    ],
)
def test_two_targets_of_one_sentence_differ(model: ToneModel, text: str, bad: str, good: str) -> None:
    spans = [(text.index(name), text.index(name) + len(name)) for name in (bad, good)]
    scores = model.score_targets([text, text], spans)
    assert scores.score[0] < scores.score[1]


def test_any_order_and_batch_gives_the_same(model: ToneModel) -> None:
    whole = model.score_sentences(TEXTS)
    turned = model.score_sentences(TEXTS[::-1])
    assert np.array_equal(whole.probabilities, turned.probabilities[::-1])
    assert np.array_equal(whole.low, turned.low[::-1])
    vectors = model.encoder.encode(TEXTS)
    batches = [model.score_sentences(TEXTS[i : i + 1], vectors[i : i + 1]).probabilities[0] for i in range(len(TEXTS))]
    assert np.array_equal(whole.probabilities, np.array(batches))


def test_given_vectors_are_used(model: ToneModel) -> None:
    vectors = model.encoder.encode(TEXTS)
    assert np.array_equal(model.score_sentences(TEXTS, vectors).score, model.score_sentences(TEXTS).score)
    assert not np.array_equal(model.score_sentences(TEXTS, vectors[::-1]).score, model.score_sentences(TEXTS).score)


def test_nothing_gives_nothing(model: ToneModel) -> None:
    scores = model.score_sentences([])
    assert scores.probabilities.shape == (0, 3)
    assert scores.labels == []
    assert scores.low.shape == scores.high.shape == (0,)


@pytest.mark.parametrize("span", [(0, 0), (5, 3), (-1, 2), (0, 99)])
def test_a_target_outside_its_text_is_refused(model: ToneModel, span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=f"Target {span[0]}:{span[1]} is empty or outside"):
        model.score_targets(["نص قصير"], [span])


def test_numbers_must_agree(model: ToneModel) -> None:
    with pytest.raises(ValueError, match="2 texts but 1 targets"):
        model.score_targets(["one", "two"], [(0, 1)])
    with pytest.raises(ValueError, match="1 texts but 2 embeddings"):
        model.score_sentences(["one"], np.zeros((2, 512), dtype=np.float32))
