from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from dash import dcc, html

from analytics.annotate.tone.engine import Span, TextTones, ToneScores
from analytics.study.answers import Answers
from dashboard.app import create_app
from dashboard.components.articles_list import tone_word
from dashboard.components.findings import highlights
from dashboard.components.highlight import Highlight, marked_text
from dashboard.components.why import ANSWER, ASKED, sentence_marks, why_answer
from dashboard.context import Context
from dashboard.pages import reader
from dashboard.shell import shell

At = Callable[[str, str], Context]
Walk = Callable[[Any], Any]
SEVERE = {"killed": -0.5, "قتل": -0.5, "praised": 0.4, "أشاد": 0.4}


class WordList:
    """An engine whose score is the sum of the weights of four words."""

    name = "word list 1"

    def score(self, texts: Sequence[str], targets: Sequence[Sequence[Span]]) -> TextTones:
        aimed = [text for text, spans in zip(texts, targets, strict=True) for _ in spans]
        return TextTones(_scores(texts), _scores(aimed))


def _scores(texts: Sequence[str]) -> ToneScores:
    score = np.array([sum(weight for word, weight in SEVERE.items() if word in text) for text in texts])
    probabilities = np.stack([np.maximum(-score, 0), 1 - np.abs(score), np.maximum(score, 0)], axis=-1)
    return ToneScores(probabilities.reshape(-1, 3), score, score)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The run was made with an engine whose words are known."""
    monkeypatch.setattr("analytics.study.explain_answers._engine_of", lambda run: WordList())


@pytest.fixture
def asked(at: At, engine: None) -> Callable[[str, str], Context]:
    """The context of a sentence of the sample that holds a word, and nothing kept of questions before."""

    def find(ui: str, word: str) -> Context:
        study = at("/articles", "").study
        language = "ar" if word > "\u0600" else "en"
        articles = study.articles()
        for article_id in articles.loc[articles["language"] == language, "article_id"]:
            article = study.article(article_id)
            for row in article.sentences.itertuples():
                words = article.whole[row.start : row.end].split()
                if word in words and sum(other in " ".join(words) for other in SEVERE) == 1:
                    return at(f"/articles/{article_id}", f"ui={ui}&why={row.start}:{row.end}")
        raise LookupError(word)

    return find


@pytest.fixture(autouse=True)
def forget(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    """Explanations of one engine are not those of another: each test begins without answers."""
    monkeypatch.setattr(at("/articles", "").study, "answers", Answers())


def said(walk: Walk, component: Any) -> str:
    found = " ".join(part for part in walk(component) if isinstance(part, str))
    return found.translate(dict.fromkeys((0x2066, 0x2068, 0x2069)))


@pytest.mark.parametrize(
    ("ui", "word", "kind", "weight", "told"),
    [
        ("en", "killed", "negative", "−0.50", "“killed” makes it more negative by 0.50"),
        ("ar", "قتل", "negative", "−0.50", "«قتل» تزيدها سلبية بمقدار 0.50"),
        ("en", "praised", "positive", "+0.40", "“praised” makes it more positive by 0.40"),
        ("ar", "killed", "negative", "−0.50", "«killed» تزيدها سلبية بمقدار 0.50"),
    ],
)
def test_the_words_that_moved_a_tone_carry_their_weight_in_figures(
    asked: Callable[[str, str], Context], walk: Walk, ui: str, word: str, kind: str, weight: str, told: str
) -> None:
    context = asked(ui, word)
    answer = why_answer(context)
    moved = [part for part in walk(answer) if str(getattr(part, "className", "")).startswith("moved")]
    assert [(part.className, said(walk, part)) for part in moved] == [(f"moved {kind}", f"{word} {weight}")]
    assert told in said(walk, answer)
    assert "word list 1" in said(walk, answer)
    start, end = context.view.why or (0, 0)
    quote = next(part for part in walk(answer) if getattr(part, "id", None) == "reader-why-words")
    pieces = [piece if isinstance(piece, str) else said(walk, piece.children[0]) for piece in quote.children]
    assert "".join(pieces) == context.study.article(context.view.article).whole[start:end]
    assert quote.dir == ("rtl" if word > "\u0600" else "ltr")


@pytest.mark.parametrize("ui", ["ar", "en"])
def test_the_panel_shows_the_tone_of_the_run_with_its_interval_and_room_for_the_rest(
    at: At, walk: Walk, ui: str
) -> None:
    study = at("/articles", "").study
    row = study.tone_sentences(toward="islamic-state", limit=1).iloc[0]
    start, end = row["spans"][0]
    context = at(f"/articles/{row['article_id']}", f"ui={ui}&why={start}:{end}")
    body = reader.page(context, row["article_id"])
    panel = next(part for part in walk(body) if getattr(part, "id", None) == "reader-why")
    told = said(walk, panel)
    interval = context.texts.interval(row["tone_low"], row["tone_high"]).strip("\u2066\u2069")
    assert interval in told and context.texts(f"tone.{row['label']}") in told
    assert context.texts("why.loading") in told and context.name("actor", "islamic-state") in told
    store = next(part for part in walk(panel) if isinstance(part, dcc.Store))
    assert (store.id, store.data) == (ASKED, [start, end])
    assert any(getattr(part, "id", None) == ANSWER for part in walk(panel))


@pytest.mark.parametrize("why", ["0:1", "100000:100001", "3:5000"])
def test_whatever_is_asked_gets_an_answer(at: At, walk: Walk, engine: None, why: str) -> None:
    article = at("/articles", "").study.articles(limit=1)["article_id"].iloc[0]
    for ui in ("ar", "en"):
        context = at(f"/articles/{article}", f"ui={ui}&why={why}")
        assert shell(context)
        assert said(walk, why_answer(context))
    assert why_answer(at("/articles/none", "why=1:2"))
    assert why_answer(at("/articles", "why=1:2")) == []


def test_an_engine_that_is_gone_is_said_with_the_way_out(at: At, walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    study = at("/articles", "").study
    monkeypatch.setitem(study.run.manifest, "tone_engine", "bygone 0")
    article = study.articles(limit=1)["article_id"].iloc[0]
    sentence = study.article(article).sentences.iloc[-1]
    context = at(f"/articles/{article}", f"ui=en&why={sentence['start']}:{sentence['end']}")
    told = said(walk, why_answer(context))
    assert "The words cannot be weighed" in told and "bygone 0" in told and "python -m analytics run" in told


def test_every_sentence_has_a_mark_that_names_its_tone_unless_switched_off(at: At) -> None:
    study = at("/articles", "").study
    article = study.article(study.articles(limit=1)["article_id"].iloc[0])
    context = at(f"/articles/{article.row['article_id']}", "ui=en")
    marks = sentence_marks(context, article)
    assert list(marks) == article.sentences["end"].tolist()
    row = article.sentences.iloc[0]
    mark = marks[row["end"]]
    assert f"{row['label']}" in getattr(mark, "aria-label").replace("\u2068", "")
    assert getattr(mark, "data-tone") == f"{row['start']}:{row['end']}"
    assert getattr(mark, "children", None) is None  # nothing that would be copied with the text
    hidden = at(f"/articles/{article.row['article_id']}", "ui=en&hide=tone")
    assert sentence_marks(hidden, article) == {}


@pytest.mark.parametrize(("ui", "told"), [("en", "not scored: it has no letters"), ("ar", "لم تُقس: لا حروف فيها")])
def test_what_was_not_scored_says_why(at: At, monkeypatch: pytest.MonkeyPatch, ui: str, told: str) -> None:
    study = at("/articles", "").study
    article = study.article(study.tone_sentences(toward="islamic-state", limit=1)["article_id"].iloc[0])
    article.sentences["tone"] = float("nan")
    article.sentences["reason"] = "no_letters"
    article.mentions["tone"] = float("nan")
    context = at(f"/articles/{article.row['article_id']}", f"ui={ui}")
    marks = sentence_marks(context, article)
    assert {getattr(mark, "aria-label").replace("\u2068", "").replace("\u2069", "") for mark in marks.values()} == {
        told
    }
    titles = [mark.title for mark in highlights(context, article) if mark.kind == "actor"]
    assert titles and all(told in title.replace("\u2068", "").replace("\u2069", "") for title in titles)
    assert tone_word(context, None) == tone_word(context, float("nan")) == context.texts("tone.none")


def test_components_stand_behind_the_character_they_belong_to() -> None:
    mark = html.Button(className="x")
    found = marked_text("قال. ثم", 0, 7, [Highlight(0, 3, "actor", "t", "0:3")], {4: mark, 9: mark})
    assert [part if isinstance(part, str) else type(part).__name__ for part in found] == ["Mark", ".", "Button", " ثم"]
    first = found[0]
    assert (first.role, first.tabIndex, getattr(first, "data-tone")) == ("button", 0, "0:3")


def test_the_answer_comes_by_a_callback_of_its_own(at: At, engine: None) -> None:
    study = at("/articles", "").study
    client = create_app(study).server.test_client()
    article = study.articles(limit=1)["article_id"].iloc[0]
    row = study.article(article).sentences.iloc[0]
    state = [{"id": "shell-url", "property": "pathname", "value": f"/articles/{article}"},
             {"id": "shell-url", "property": "search", "value": f"?ui=ar&why={row['start']}:{row['end']}"}]  # fmt: skip
    body = {"output": f"{ANSWER}.children", "outputs": {"id": ANSWER, "property": "children"}, "state": state,
            "inputs": [{"id": ASKED, "property": "data", "value": [0, 1]}], "changedPropIds": []}  # fmt: skip
    found = client.post("/_dash-update-component", json=body)
    assert found.status_code == 200
    assert "word list 1" in found.get_data(as_text=True)
