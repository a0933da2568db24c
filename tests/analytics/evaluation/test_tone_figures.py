from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from analytics.errors import EvaluationError
from analytics.evaluation.data import LabelledData
from analytics.evaluation.inputs import Inputs
from analytics.evaluation.reliability import reliability_bins
from analytics.evaluation.schema import Bin, Finding
from analytics.evaluation.steps import tone
from analytics.evaluation.tone_sets import GOLD, NEWSMTSC, TWEETS, Judged, gold, newsmtsc, tweets
from tests.analytics.evaluation.made import WordEngine, row, write_lines

SHARED = Path(__file__).resolve().parents[3] / "../shared"
NEWS = [
    {
        "sentence_normalized": "Ann did good; Bob did bad things.",
        "targets": [{"from": 0, "to": 3, "polarity": 6.0}, {"from": 14, "to": 17, "polarity": 2.0}],
    },
    {"sentence_normalized": "Eve spoke.", "targets": [{"from": 0, "to": 3, "polarity": 4.0}]},
    {"sentence_normalized": "Dan did good.", "targets": [{"from": 0, "to": 3, "polarity": 2.0}]},
]
ARTICLE = {
    "id": "a1",
    "lang": "ar",
    "title": "عنوان",
    "text": "سالم عمله جيد. وفعل علي سيئ.",
    "tone": [
        {"sentence": {"start": 7, "end": 21}, "target": {"start": 7, "end": 11}, "label": "positive"},
        {"sentence": {"start": 22, "end": 35}, "target": {"start": 27, "end": 30}, "label": "negative"},
    ],
}


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    """A folder of made sets, and an engine of two words a language."""
    write_lines(tmp_path / NEWSMTSC, NEWS)
    write_lines(tmp_path / TWEETS["ar"], [{"text": "يوم جيد", "label": 2}, {"text": "يوم سيئ", "label": 1}])
    write_lines(tmp_path / GOLD, [ARTICLE])
    return Inputs(LabelledData.open(tmp_path), loaded={"model": WordEngine()})  # type: ignore[dict-item]


def figures(found: list[Finding], dataset: str, language: str) -> dict[str, Finding]:
    return {one.measure: one for one in found if (one.dataset, one.language) == (dataset, language)}


def test_sets_are_read_with_their_targets(inputs: Inputs) -> None:
    rows = newsmtsc(inputs.data)
    assert [(one.text[slice(*one.target)], one.label) for one in rows if one.target] == [
        ("Ann", "positive"), ("Bob", "negative"), ("Eve", "neutral"), ("Dan", "negative"),
    ]  # fmt: skip
    assert [one.cluster for one in rows[:2]] == [rows[0].text] * 2
    judged = gold(inputs.data)
    assert [(one.text[slice(*one.target)], one.label) for one in judged if one.target] == [
        ("سالم", "positive"), ("علي", "negative"),
    ]  # fmt: skip
    assert {one.cluster for one in judged} == {"a1"}
    assert [one.target for one in tweets(inputs.data, "ar")] == [None, None]


def test_figures_of_news_by_hand(inputs: Inputs) -> None:
    found = list(tone.of_newsmtsc(inputs))
    got = figures(found, "newsmtsc_mt", "en")
    assert got["accuracy"].figure == 0.75
    assert got["interval_holds"].figure == 0.5  # -0.5 to 1 holds neutral and positive
    assert got["f1_negative"].figure == pytest.approx(2 / 3)
    assert got["f1_neutral"].figure == 1.0
    assert got["f1_positive"].figure == pytest.approx(2 / 3)
    assert got["macro_f1"].figure == pytest.approx((2 / 3 + 1 + 2 / 3) / 3)
    assert (got["macro_f1"].n, got["macro_f1"].n_clusters, got["f1_negative"].n) == (4, 3, 2)
    assert got["calibration_error"].figure == pytest.approx(0.05)
    assert got["calibration_error"].reliability == (Bin(4, 0.8, 0.75),)
    mixed = figures(found, "newsmtsc_mixed", "en")
    assert (mixed["accuracy"].figure, mixed["accuracy"].n) == (1.0, 2)


def test_figures_of_both_languages_and_of_each_engine(inputs: Inputs) -> None:
    inputs.engines = ("model", "other")
    inputs.loaded["other"] = WordEngine()  # type: ignore[assignment]
    found = list(tone.of_gold(inputs))
    assert {one.system for one in found} == {"model", "other"}
    assert {one.language for one in found} == {"ar"}
    assert all(one.n_clusters == 1 for one in found)
    whole = figures(list(tone.of_tweets(inputs, "ar")), "tweets_val", "ar")
    assert (whole["accuracy"].figure, whole["accuracy"].unit) == (0.5, "texts")


def test_a_text_is_read_once_for_each_target(inputs: Inputs) -> None:
    asked = []

    class Counting(WordEngine):
        def score(self, texts, targets):  # type: ignore[no-untyped-def]
            asked.append((len(texts), sum(map(len, targets))))
            return super().score(texts, targets)

    tone.predicted(Counting(), newsmtsc(inputs.data))  # type: ignore[arg-type]
    assert asked == [(4, 4)]


def test_a_target_outside_its_text_is_told() -> None:
    with pytest.raises(EvaluationError, match="target 3:9 lies outside its text of 4 characters"):
        tone.check_targets([Judged("abcd", (3, 9), "neutral", "en", "0")], "x")


def test_an_unknown_label_is_told(tmp_path: Path) -> None:
    broken = {**ARTICLE, "tone": [{**ARTICLE["tone"][0], "label": "angry"}]}  # type: ignore[index]
    write_lines(tmp_path / GOLD, [broken])
    with pytest.raises(EvaluationError, match="row 1: not laid out as expected"):
        gold(LabelledData.open(tmp_path))


def test_calibration_is_the_gap_of_each_bin_by_its_size() -> None:
    probabilities = np.array([[0.9, 0.1, 0.0], [0.9, 0.1, 0.0], [0.4, 0.6, 0.0], [0.0, 0.0, 1.0]])
    bins = tone.binned(probabilities, np.array([0, 1, 1, 2]))
    assert tone.calibration_error(bins.sum(axis=0)[None])[0] == pytest.approx((abs(2.8 - 2) + abs(0.6 - 1)) / 4)
    assert [(bar.n, round(bar.confidence, 4)) for bar in tone.bars(bins.sum(axis=0))] == [(1, 0.6), (3, 0.9333)]


def test_figures_are_those_of_the_project_s_scorer() -> None:
    path = SHARED / "eval" / "score_tone.py"
    if not path.exists():
        pytest.skip("the scorer and the sets lie in ../shared, which is not here")
    spec = importlib.util.spec_from_file_location("score_tone", path)
    assert spec is not None and spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    data = LabelledData.open(SHARED)
    random = np.random.default_rng(0)
    for kind, name, rows in (
        ("newsmtsc", NEWSMTSC, newsmtsc(data)),
        ("tweets", TWEETS["ar"], tweets(data, "ar")),
        ("gold", GOLD, gold(data)),
    ):
        prepared = list(scorer.prepare(kind, str(data.path(name))))
        assert [(one["text"], one["gold"]) for one in prepared] == [(one.text, one.label) for one in rows]
        spans = [(one["start"], one["end"]) if "start" in one else None for one in prepared]
        assert spans == [one.target for one in rows]
        probabilities = random.dirichlet([1, 1, 1], len(rows))
        classes = np.array([tone.TONE_LABELS.index(one.label) for one in rows])
        labels = [tone.TONE_LABELS[at] for at in probabilities.argmax(axis=1)]
        asked, per = scorer.macro_f1([(one.label, label) for one, label in zip(rows, labels, strict=True)])
        summed = tone.outcomes(probabilities, classes).sum(axis=0)[None]
        assert tone.macro_f1(summed)[0] == pytest.approx(asked)
        for at, label in enumerate(tone.TONE_LABELS):
            assert tone.class_f1(summed, at)[0] == pytest.approx(per[label])


def test_bars_as_a_frame_have_intervals_and_a_key_a_line() -> None:
    other = row(language="en", reliability=(Bin(4, 0.7, 0.5),))
    frame = reliability_bins([row(), other, row(measure="f1", reliability=())])
    assert frame["key"].tolist() == ["model/gold_dev/ar", "model/gold_dev/ar", "model/gold_dev/en"]
    assert frame["n"].tolist() == [40, 39, 4]
    assert frame.loc[2, ["low", "high"]].tolist() == pytest.approx([0.15, 0.85], abs=1e-3)
    assert reliability_bins([]).empty


def test_an_engine_that_no_name_moves_has_an_interval_all_the_same() -> None:
    inputs = Inputs(loaded={"model": WordEngine()})  # type: ignore[dict-item]
    got = {(one.measure, one.language): one for one in tone.of_swaps(inputs)}
    assert set(got) == {(what, tongue) for what in ("label_flips", "opposite_labels") for tongue in ("ar", "en")}
    for one in got.values():
        assert one.dataset == "swaps" and one.n_clusters is not None and one.n > one.n_clusters
        assert one.low is not None and one.high is not None and one.low <= one.figure < one.high
