"""The head: calibration, prediction sets as intervals, the file."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from analytics.annotate.tone.head import ToneHead
from analytics.errors import ModelError

HEAD = ToneHead("made", np.eye(4, 3, dtype=np.float32), np.zeros(3, np.float32), np.ones((2, 2)), np.full((2, 2), 0.5))


def test_a_temperature_of_its_own_for_each_language() -> None:
    head = replace(HEAD, temperatures=np.array([[1.0, 1.0], [1.0, 2.0]]))
    logits = np.log([[0.1, 0.1, 0.8], [0.1, 0.1, 0.8]])
    scores = head.scores(logits, np.array([False, True]), aimed=True)
    root = np.sqrt([0.1, 0.1, 0.8])
    assert scores.probabilities[0] == pytest.approx([0.1, 0.1, 0.8])
    assert scores.probabilities[1] == pytest.approx(root / root.sum(), abs=1e-6)


def test_the_interval_spans_the_labels_that_may_be_true() -> None:
    logits = np.log([[0.05, 0.15, 0.8], [0.45, 0.5, 0.05], [0.34, 0.33, 0.33]])
    scores = replace(HEAD, shortfalls=np.full((2, 2), 0.6)).scores(logits, np.zeros(3, bool), aimed=True)
    assert scores.low.tolist() == pytest.approx([0.75, -1.0, -1.0])  # widened to hold the score
    assert scores.high.tolist() == pytest.approx([1.0, 0.0, -0.01], abs=1e-6)


def test_the_file_gives_back_the_head_and_the_same_bytes(tmp_path: Path) -> None:
    HEAD.write(tmp_path / "a.npz")
    HEAD.write(tmp_path / "b.npz")
    found = ToneHead.read(tmp_path / "a.npz")
    assert found.name == "made"
    assert np.array_equal(found.weight, HEAD.weight)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


@pytest.mark.parametrize("damage", ["missing", "cut", "shape", "nan"])
def test_a_damaged_file_is_refused_with_the_next_step(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "head.npz"
    if damage == "cut":
        HEAD.write(path)
        path.write_bytes(path.read_bytes()[:100])
    elif damage == "shape":
        replace(HEAD, bias=np.zeros(2, np.float32)).write(path)
    elif damage == "nan":
        replace(HEAD, shortfalls=np.full((2, 2), np.nan)).write(path)
    with pytest.raises(ModelError, match="make train-tone"):
        ToneHead.read(path)
