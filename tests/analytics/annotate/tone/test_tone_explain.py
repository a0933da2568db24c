"""Which words moved a tone, on an engine that counts words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from analytics.annotate.tone import explain as explaining
from analytics.annotate.tone.engine import Span, TextTones, ToneScores, check_targets
from analytics.annotate.tone.explain import Explanation, WordWeigher, explain
from analytics.annotate.tone.lexicon import LexiconEngine


class WordCounter:
    """Adds up the values of the words beside the target; ``not`` and ``لم`` turn the word behind them round.

    Towards a target only the words behind it count, so that a wrong place of the target shows.
    """

    name = "counter 1"

    def __init__(self, values: Mapping[str, float]) -> None:
        self.values = values
        self.asked: list[list[str]] = []

    def score(self, texts: Sequence[str], targets: Sequence[Sequence[Span]]) -> TextTones:
        check_targets(texts, targets)
        self.asked.append(list(texts))
        whole = [self._score(text) for text in texts]
        aimed = [self._score(text[end:]) for text, spans in zip(texts, targets, strict=True) for _, end in spans]
        return TextTones(_scores(whole), _scores(aimed))

    def _score(self, text: str) -> float:
        words = [word.strip('.،,"') for word in text.split()]
        values = [self.values.get(word, 0.0) for word in words]
        turned = [-1 if before in ("not", "لم") else 1 for before in ["", *words][: len(words)]]
        return float(np.clip(sum(v * t for v, t in zip(values, turned, strict=True)), -1, 1))


def _scores(scores: Sequence[float]) -> ToneScores:
    rows = [[max(-s, 0.0), 1 - abs(s), max(s, 0.0)] for s in scores]
    found = np.array(rows, dtype=float).reshape(-1, 3)
    return ToneScores(found, found[:, 0], found[:, 0])


ARABIC = WordCounter({"مجزرة": -0.7, "بشعة": -0.2, "أنقذ": 0.6, "ينقذ": 0.6})
ENGLISH = WordCounter({"massacre": -0.7, "hideous": -0.2, "rescued": 0.6, "rescue": 0.6})


def words(text: str, found: Explanation) -> list[tuple[str, float]]:
    return [(text[part.start : part.end], part.weight) for part in found.shown]


@pytest.mark.parametrize(
    ("engine", "text", "target", "expected"),
    [
        (ARABIC, "ارتكب داعش مجزرة بشعة في القرية.", "داعش", [("مجزرة", -0.7), ("بشعة", -0.2)]),
        (ENGLISH, "On Friday ISIS left a hideous massacre.", "ISIS", [("hideous", -0.2), ("massacre", -0.7)]),
    ],
)
def test_weights_are_what_the_score_loses(
    engine: WordCounter, text: str, target: str, expected: list[tuple[str, float]]
) -> None:
    start = text.index(target)
    found = explain(engine, text, (start, start + len(target)))
    assert words(text, found) == expected
    assert (found.label, found.score, found.label_without, found.reason) == ("negative", -0.9, "neutral", None)
    assert {part.label_without for part in found.parts} == {"negative", "neutral"}
    heaviest = min(found.parts, key=lambda part: (part.weight, part.n_words))
    assert heaviest.score_without == pytest.approx(-0.9 - heaviest.weight)
    touched = [part for part in found.parts if part.start < start + len(target) and start < part.end]
    assert touched == []


@pytest.mark.parametrize(
    ("engine", "text", "phrase"),
    [(ARABIC, "قيل إن الجيش لم ينقذ أحدا.", "لم ينقذ"), (ENGLISH, "The army did not rescue them.", "not rescue")],
)
def test_a_negation_and_its_word_apart(engine: WordCounter, text: str, phrase: str) -> None:
    """Without the negation the score rises by twice the word; the phrase says no more than its words."""
    found = explain(engine, text)
    negation, verb = phrase.split()
    weights = {text[part.start : part.end]: part.weight for part in found.parts}
    assert weights[negation] == pytest.approx(-1.2)
    assert weights[verb] == pytest.approx(-0.6)
    assert weights[phrase] == pytest.approx(-0.6)
    assert words(text, found) == [(negation, -1.2), (verb, -0.6)]


class Either(WordCounter):
    """Negative while either of two words stands: only both together tell."""

    def _score(self, text: str) -> float:
        return -0.8 if "حرقا" in text or "ذبحا" in text else 0.0


def test_a_phrase_that_says_more_than_its_words_is_shown_as_one() -> None:
    text = "قتلوا حرقا وذبحا في القرية."
    found = explain(Either({}), text)
    assert words(text, found) == [("حرقا وذبحا", -0.8)]
    assert found.shown[0].n_words == 2
    assert found.label_without == "neutral"


def test_a_mark_stands_in_no_phrase_and_a_phrase_has_three_words_at_most() -> None:
    text = "one two, three four five six"
    found = explain(WordCounter({}), text)
    phrases = [text[part.start : part.end] for part in found.parts if part.n_words > 1]
    assert phrases == [
        "one two", "three four", "three four five", "four five", "four five six", "five six",
    ]  # fmt: skip
    assert found.shown == ()
    assert (found.label, found.label_without) == ("neutral", "neutral")


def test_what_is_left_reads_as_if_the_word_had_not_been_there() -> None:
    engine = WordCounter({"bad": -0.5})
    explain(engine, "bad news, bad men.", (14, 17))
    assert engine.asked[0] == [
        "bad news, bad men.", "news, bad men.", ", bad men.", "bad, bad men.", "bad news, men.",
    ]  # fmt: skip


def test_arabic_clitics_go_with_their_word_and_words_joined_to_the_target_stay() -> None:
    text = "وبمجزرتهم الْبَشِعَة اشتهروا كداعش."
    engine = WordCounter({})
    start = text.index("داعش")
    found = explain(engine, text, (start, start + 4))
    singles = [text[part.start : part.end] for part in found.parts if part.n_words == 1]
    assert singles == ["وبمجزرتهم", "الْبَشِعَة", "اشتهروا"]


def test_the_target_is_found_again_in_every_variant() -> None:
    text = "massacre here, said the army of a rescued town massacre"
    start = text.index("army")
    found = explain(ENGLISH, text, (start, start + 4))
    assert {text[p.start : p.end]: p.weight for p in found.shown} == {"rescued": 0.6, "massacre": -0.7}
    assert found.score == pytest.approx(-0.1)


def test_of_a_long_sentence_the_words_nearest_to_the_target_are_tried() -> None:
    text = " ".join(["massacre"] + ["مدينة"] * 200 + ["الجيش", "rescued"] + ["مدينة"] * 200)
    start = text.index("الجيش")
    found = explain(ENGLISH, text, (start, start + 5))
    singles = [part for part in found.parts if part.n_words == 1]
    assert len(singles) == explaining.MOST_WORDS
    assert found.reason == explaining.NEAREST
    assert words(text, found) == [("rescued", 0.6)]
    assert all(text[part.start : part.end] in ("مدينة", "rescued") for part in singles)


def test_without_a_target_the_first_words_of_a_long_text_are_tried() -> None:
    text = "massacre " + "town " * 10_000
    found = explain(ENGLISH, text)
    assert (found.reason, found.label, words(text, found)) == (explaining.NEAREST, "negative", [("massacre", -0.7)])


@pytest.mark.parametrize("text", ["", " ", "2018", "🙂 🙂", "؟!"])
def test_what_has_no_letter_is_not_scored(text: str) -> None:
    assert explain(ARABIC, text) == Explanation(None, None, None, (), explaining.NO_LETTERS)


@pytest.mark.parametrize(("text", "end"), [("داعش", 4), ("ISIS.", 4)])
def test_a_target_alone_has_no_words_to_leave_out(text: str, end: int) -> None:
    found = explain(ARABIC, text, (0, end))
    assert found == Explanation("neutral", 0.0, "neutral", (), explaining.NO_WORDS)


@pytest.mark.parametrize("target", [(0, 0), (2, 99), (-1, 2)])
def test_a_target_outside_the_text_is_refused(target: Span) -> None:
    with pytest.raises(ValueError, match="outside its text"):
        explain(ARABIC, "الجيش هنا", target)


def test_a_single_word_can_be_left_out() -> None:
    found = explain(ENGLISH, "massacre")
    assert [(part.weight, part.score_without, part.label_without) for part in found.parts] == [(-0.7, 0.0, "neutral")]


@dataclass(frozen=True)
class Known:
    start: int
    end: int
    weight: float


class Knowing(WordCounter):
    """Says the weights of its words itself."""

    def words(self, text: str, target: Span | None = None) -> list[Known]:
        known = [(text.find(word), word) for word in self.values]
        return [Known(at, at + len(word), 2 * self.values[word]) for at, word in sorted(known) if at >= 0]


def test_an_engine_that_knows_its_weights_says_them() -> None:
    engine = Knowing({"massacre": -0.3, "hideous": -0.2})
    assert isinstance(engine, WordWeigher)
    assert not isinstance(ENGLISH, WordWeigher)
    text = "A hideous thing, a massacre."
    found = explain(engine, text)
    assert words(text, found) == [("hideous", -0.4), ("massacre", -0.6)]
    assert [part.score_without for part in found.parts] == pytest.approx([-0.3, -0.2])
    assert len(engine.asked[0]) == 3
    nothing = explain(engine, "A quiet day.")
    assert (nothing.parts, nothing.reason, nothing.label_without) == ((), None, "neutral")


@pytest.mark.parametrize(
    ("text", "target", "word"),
    [
        ("ارتكب لواء الغدير مجزرة في القرية.", "لواء الغدير", "مجزرة"),
        ("The brigade carried out a massacre.", "brigade", "massacre"),
    ],
)
def test_the_lexicon_says_its_own_weights(text: str, target: str, word: str) -> None:
    engine = LexiconEngine.load()
    assert isinstance(engine, WordWeigher)
    start = text.index(target)
    span = (start, start + len(target))
    found = explain(engine, text, span)
    weights = {text[part.start : part.end]: part.weight for part in found.parts}
    assert weights == {text[one.start : one.end]: one.weight for one in engine.words(text, span)}
    assert weights[word] < 0


def test_hostile_text_is_only_text() -> None:
    text = "<script>alert(1)</script> {0} %s \ud800 massacre \x00 \u202eabc"
    found = explain(ENGLISH, text)
    assert words(text, found) == [("massacre", -0.7)]


def test_the_same_explanation_every_time() -> None:
    text = "rescued rescue rescued rescue massacre"
    assert explain(ENGLISH, text) == explain(ENGLISH, text)
