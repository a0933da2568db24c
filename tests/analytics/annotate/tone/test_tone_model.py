"""The model that comes with the package: what it says of plain sentences, and that it says so in any company."""

import re
from pathlib import Path

import numpy as np
import pytest

from analytics.annotate.tone.engines import engine_name, load_engine
from analytics.annotate.tone.transformer import FILES, ToneTransformer
from analytics.errors import ModelError

PLAIN = (
    ("The Iraqi army rescued trapped families and was praised by residents for its courage.", "Iraqi army", "positive"),
    ("Militants of the group massacred dozens of villagers and burned their homes.", "Militants", "negative"),
    ("The ministry said on Tuesday that talks would resume in Geneva next week.", "ministry", "neutral"),
    ("أنقذ رجال الدفاع المدني عشرات العائلات من تحت الأنقاض وأشاد الأهالي بشجاعتهم.", "رجال الدفاع المدني", "positive"),
    ("ارتكبت الميليشيا مجزرة مروعة بحق المدنيين وأحرقت منازلهم.", "الميليشيا", "negative"),
    ("قالت الوزارة يوم الثلاثاء إن المحادثات ستستأنف في جنيف الأسبوع المقبل.", "الوزارة", "neutral"),
)
TWO_SIDED = (
    (
        "Residents praised the Iraqi army for opening a safe corridor and accused Daesh of executing their sons.",
        "Iraqi army",
        "Daesh",
    ),
    (
        "أشاد الأهالي بالجيش العراقي الذي فتح ممرا آمنا للعائلات واتهموا تنظيم داعش بإعدام أبنائهم.",
        "الجيش العراقي",
        "داعش",
    ),
)


@pytest.fixture(scope="module")
def engine() -> ToneTransformer:
    return ToneTransformer.load()


def span(text: str, words: str) -> tuple[int, int]:
    at = text.index(words)
    return at, at + len(words)


@pytest.mark.parametrize(("text", "target", "expected"), PLAIN)
def test_plain_sentences_get_their_label(engine: ToneTransformer, text: str, target: str, expected: str) -> None:
    assert engine.score([text], [[span(text, target)]]).aimed.labels == [expected]


@pytest.mark.parametrize(("text", "good", "bad"), TWO_SIDED)
def test_two_targets_of_one_sentence_differ(engine: ToneTransformer, text: str, good: str, bad: str) -> None:
    scores = engine.score([text, text], [[span(text, bad)], [span(text, good)]]).aimed.score  # as a run asks
    assert scores[0] < -0.3 < 0.3 < scores[1]


def test_a_score_is_the_same_in_any_order_company_and_number_of_threads(engine: ToneTransformer) -> None:
    texts = [text for text, _, _ in PLAIN]
    targets = [[span(text, target)] for text, target, _ in PLAIN]
    together = engine.score(texts, targets)
    backwards = engine.score(texts[::-1], targets[::-1])
    threaded = ToneTransformer.load(threads=2).score(texts, targets)
    alone = engine.score(texts[2:3], targets[2:3])
    for one in (together.whole, together.aimed):
        assert np.isfinite(one.probabilities).all()
    assert np.array_equal(backwards.aimed.probabilities[::-1], together.aimed.probabilities)
    assert np.array_equal(threaded.whole.probabilities, together.whole.probabilities)
    assert np.array_equal(alone.aimed.probabilities[0], together.aimed.probabilities[2])


@pytest.mark.parametrize(
    "text",
    [
        "😀",
        "\ud800 قال",
        "word " * 10_000,
        "كلمة" * 5_000,
        "قال President اليوم said",
        "Rojava'da savaş sürüyor",
        "<s></s><pad>",
    ],
)
def test_any_text_gets_a_tone(engine: ToneTransformer, text: str) -> None:
    tones = engine.score([text], [[(0, 1), (0, len(text))]])
    for one, n in ((tones.whole, 1), (tones.aimed, 2)):
        assert one.probabilities.shape == (n, 3)
        assert one.probabilities.sum(axis=1) == pytest.approx(1, abs=1e-5)
        assert ((one.low <= one.score) & (one.score <= one.high)).all()


def test_nothing_to_score_is_no_error(engine: ToneTransformer) -> None:
    tones = engine.score([], [])
    assert len(tones.whole.labels) == len(tones.aimed.labels) == 0


@pytest.mark.parametrize("bad", [(-1, 2), (3, 3), (0, 9), (2, 1)])
def test_a_target_outside_its_text_is_refused(engine: ToneTransformer, bad: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="outside its text of 8 characters"):
        engine.score(["the army"], [[bad]])


def test_a_missing_or_damaged_model_is_refused_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="make train-tone"):
        ToneTransformer.load(folder=tmp_path)
    (tmp_path / "encoder.onnx").write_bytes(b"no model")
    with pytest.raises(ModelError, match="make train-tone"):
        ToneTransformer.load(folder=tmp_path)


def test_it_is_the_engine_that_model_names_and_small_enough_to_ship() -> None:
    name = load_engine("model").name
    assert re.fullmatch(r"marsad-tone-1 \([0-9a-f]{8}\)", name)
    assert name == engine_name("model")
    assert sum(path.stat().st_size for path in FILES.iterdir()) <= 45_000_000
