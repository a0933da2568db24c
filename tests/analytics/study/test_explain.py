"""Why a sentence of an article has its tone, asked of a Study."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from analytics.annotate.tone.engine import Span, TextTones, ToneScores
from analytics.annotate.tone.explain import NO_LETTERS, NO_WORDS
from analytics.errors import RunError
from analytics.schema import TONES
from analytics.study import Study, explain_answers
from analytics.study.explain_answers import PART_COLUMNS
from tests.analytics.study.made import workspace_of
from tests.analytics.study.table_rows import article

TEXTS = {
    "ar": ("أنقذ الجيش البلدة", "داعش ارتكب مجزرة. الجيش أنقذ السكان. 2018"),
    "en": ("The army saved the town", "ISIS left a massacre. The army saved people. 2018"),
}
VALUES = {"مجزرة": -0.6, "أنقذ": 0.7, "massacre": -0.6, "saved": 0.7}


class Counter:
    """Adds up the values of the words beside a target."""

    name = "counter 1"
    loaded = 0

    def score(self, texts: Sequence[str], targets: Sequence[Sequence[Span]]) -> TextTones:
        whole = [self._score(text) for text in texts]
        aimed = [self._score(text[:a] + text[b:]) for text, spans in zip(texts, targets, strict=True) for a, b in spans]
        return TextTones(self._tones(whole), self._tones(aimed))

    def _score(self, text: str) -> float:
        return sum(VALUES.get(word.strip("."), 0.0) for word in text.split())

    def _tones(self, scores: list[float]) -> ToneScores:
        rows = np.array([[max(-s, 0.0), 1 - abs(s), max(s, 0.0)] for s in scores]).reshape(-1, 3)
        return ToneScores(rows, rows[:, 0], rows[:, 0])


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    """The engine of every run, which counts how often it is loaded."""
    engine = Counter()

    def load(choice: str) -> Counter:
        assert choice == "model"
        engine.loaded += 1
        return engine

    explain_answers._loaded.cache_clear()
    monkeypatch.setattr(explain_answers, "load_engine", load)
    monkeypatch.setattr(explain_answers, "engine_name", lambda choice: f"counter of {choice}")
    yield engine
    explain_answers._loaded.cache_clear()


def spans(language: str) -> list[Span]:
    """The title and the three sentences of the text."""
    title, text = TEXTS[language]
    found, at = [(0, len(title))], len(title) + 2
    for sentence in text.split(". "):
        length = len(sentence) + (0 if sentence == "2018" else 1)
        found.append((at, at + length))
        at += length + 1
    return found


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """An article in each language, and one without sentences."""
    stored = [
        {**article(key, "aawsat", key, "2018-01-10"), "title": title, "text": text}
        for key, (title, text) in TEXTS.items()
    ]
    rows = [
        {"article_id": key, "sentence_no": number, "start": start, "end": end, "tone": 0.0, "label": "neutral"}
        for key in TEXTS
        for number, (start, end) in [(-1, (0, 5)), *enumerate(spans(key))]
    ]
    empty = article("bare", "aawsat", "en", "2018-01-10")
    rows.append({"article_id": "bare", "sentence_no": -1, "start": 0, "end": 5})
    return Study(workspace_of([*stored, empty], {TONES: rows}, tmp_path / "made"))


@pytest.mark.parametrize(("language", "actor", "word"), [("ar", "داعش", "مجزرة"), ("en", "ISIS", "massacre")])
def test_towards_a_target_in_the_sentence_that_holds_it(
    study: Study, counter: Counter, language: str, actor: str, word: str
) -> None:
    whole = "\n\n".join(TEXTS[language])
    start = whole.index(actor)
    frame = study.explain(language, start, start + len(actor))
    assert frame.columns.tolist() == PART_COLUMNS
    shown = frame[frame["is_shown"]]
    assert shown[["words", "n_words", "weight", "score_without", "label_without"]].values.tolist() == [
        [word, 1, -0.6, 0.0, "neutral"]
    ]
    assert [whole[a:b] for a, b in zip(frame["start"], frame["end"], strict=True)] == frame["words"].tolist()
    assert not any(actor in words for words in frame["words"])
    sentence = spans(language)[1]
    assert {key: value for key, value in frame.attrs.items() if key != "unit"} == {
        "engine": "counter 1",
        "label": "negative",
        "score": -0.6,
        "label_without": "neutral",
        "reason": None,
        "start": sentence[0],
        "end": sentence[1],
        "target": (start, start + len(actor)),
    }


@pytest.mark.parametrize(("language", "word"), [("ar", "أنقذ"), ("en", "saved")])
def test_a_whole_sentence_is_explained_as_a_whole(study: Study, counter: Counter, language: str, word: str) -> None:
    for start, end in (spans(language)[0], spans(language)[2]):
        frame = study.explain(language, start, end)
        assert frame.attrs["target"] is None
        assert (frame.attrs["start"], frame.attrs["end"], frame.attrs["label"]) == (start, end, "positive")
        assert frame.loc[frame["is_shown"], "words"].tolist() == [word]


def test_a_target_that_reaches_past_its_sentence_is_cut(study: Study, counter: Counter) -> None:
    start, end = spans("en")[1]
    frame = study.explain("en", start + 5, end + 4)
    assert frame.attrs["target"] == (start + 5, end)
    assert frame["words"].tolist() == ["ISIS"]


def test_what_cannot_be_explained_says_why(study: Study, counter: Counter) -> None:
    figures = study.explain("en", *spans("en")[3])
    assert (len(figures), figures.attrs["label"], figures.attrs["reason"]) == (0, None, NO_LETTERS)
    start, end = spans("en")[1]
    alone = study.explain("en", start, end - 1)  # all but the full stop is the target
    assert (len(alone), alone.attrs["reason"]) == (0, NO_WORDS)


def test_the_engine_is_loaded_once_and_an_answer_kept(study: Study, counter: Counter) -> None:
    first = study.explain("ar", *spans("ar")[0])
    second = study.explain("ar", *spans("ar")[0])
    study.explain("en", *spans("en")[0])
    assert counter.loaded == 1
    assert first.equals(second)
    assert first.attrs == second.attrs


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 3), (-1, 4), (0, 9999)])
def test_characters_outside_the_article_are_refused(study: Study, counter: Counter, start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside article 'en' of"):
        study.explain("en", start, end)


def test_an_article_that_is_not_there_or_was_not_read(study: Study, counter: Counter) -> None:
    with pytest.raises(RunError, match="no article 'none'"):
        study.explain("none", 0, 1)
    with pytest.raises(RunError, match="no sentence of article 'bare'"):
        study.explain("bare", 0, 1)
    assert counter.loaded == 0


def test_a_run_of_another_engine_is_not_explained(study: Study, counter: Counter) -> None:
    study.run.manifest["tone_engine"] = "linear 0"
    with pytest.raises(RunError, match="read tone with 'linear 0', and this Marsad has 'counter of model'"):
        study.explain("en", *spans("en")[0])
