from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from analytics.evaluation import sections
from analytics.evaluation.data import LabelledData
from analytics.evaluation.inputs import Encoded, Inputs, article_sentences, article_vectors
from analytics.evaluation.steps import encoder, topics
from tests.analytics.evaluation.made import write_lines

ANT = [
    ("رياضة", "فاز الفريق.", "sport"),
    ("ثقافة", "افتتح المعرض.", "culture"),
    ("حرب", "قصفت الطائرات.", "middleEast"),
]
AG = [("Oil", "Prices rose.", "3"), ("Match", "The team won.", "2"), ("War", "Warplanes struck.", "1")]


class WordVectors:
    """A unit vector a text, from the places of its letters."""

    name = "letters"
    dimension = 16

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        table = np.full((len(texts), 16), 0.01, dtype=np.float32)
        for row, text in enumerate(texts):
            for letter in text:
                table[row, ord(letter) % 16] += 1
        return table / np.linalg.norm(table, axis=1, keepdims=True)


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    for name, rows in (("ant_sections", ANT), ("agnews_sections", AG)):
        made = [{"title": a, "text": b, "category": c} for a, b, c in rows for _ in range(4)]
        write_lines(tmp_path / sections.FILES[name], [*made, {"title": "", "text": " ", "category": "sport"}])
    made_inputs = Inputs(LabelledData.open(tmp_path))
    made_inputs.__dict__["encoder"] = WordVectors()
    return made_inputs


def test_the_first_articles_of_each_section_are_taken(inputs: Inputs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "PER_SECTION", 3)
    found = sections.sections(inputs, "ant_sections")
    assert found.categories == ["culture"] * 3 + ["middleEast"] * 3 + ["sport"] * 3
    assert found.languages == ["ar"] * 9 and found.vectors.shape == (9, 16)
    assert [article.article_id for article in found.articles[:2]] == ["ar00000", "ar00001"]
    assert sections.sections(inputs, "ant_sections") is found  # encoded once


def test_both_sets_meet_in_the_sections_they_share(inputs: Inputs) -> None:
    found = sections.both(inputs)
    assert sorted(set(found.categories)) == ["business", "sport", "world"]
    assert (found.languages.count("ar"), found.languages.count("en")) == (8, 12)
    assert len(found.vectors) == 20


def test_the_encoder_is_measured_on_both(inputs: Inputs) -> None:
    for dataset, language in sections.LANGUAGE_OF.items():
        (found,) = encoder.of_sections(inputs, dataset)
        assert (found.language, found.n, found.figure) == (language, 12, 1.0)
        assert found.interval == "jackknife"


def test_topics_are_measured_with_those_that_fit_none(inputs: Inputs, monkeypatch: pytest.MonkeyPatch) -> None:
    def by_title(articles: Sequence[object], found: Encoded, at: Sequence[int]) -> dict[str, int]:
        titles = sorted({article.title for article in found.articles})
        chosen = {found.articles[place].article_id: titles.index(found.articles[place].title) for place in at}
        return {name: -1 if name.endswith("00000") else topic for name, topic in chosen.items()}

    monkeypatch.setattr(topics, "topics_of", by_title)
    got = {one.measure: one for one in topics.of_sections(inputs, "ant_sections")}
    assert (got["unfit"].figure, got["unfit"].n) == (pytest.approx(1 / 12), 12)
    assert got["stability_ari"].figure == 1.0 and got["stability_ari"].interval == "range"
    assert 0.8 < got["sections_nmi"].figure < 1
    both = {one.measure: one for one in topics.of_both(inputs)}
    assert both["sections_nmi"].language == both["language_nmi"].language == "both"
    assert both["language_nmi"].figure > 0.3  # a title is of one language


def test_the_sample_s_pairs_are_in_one_topic_unless_they_fit_none(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Inputs()
    made.__dict__["encoder"] = WordVectors()
    pairs = [row["id"] for row in made.sample if row.get("pair") == "p-001"]

    def one_topic(articles: Sequence[object], found: Encoded, at: Sequence[int]) -> dict[str, int]:
        return {article.article_id: -1 if article.article_id in pairs else 0 for article in found.articles}

    monkeypatch.setattr(topics, "topics_of", one_topic)
    got = {(one.measure, one.language): one for one in topics.of_sample(made)}
    assert (got["pairs_in_one_topic", "both"].figure, got["pairs_in_one_topic", "both"].n) == (39 / 40, 40)
    assert {language for measure, language in got if measure == "sections_nmi"} == {"ar", "en"}


def test_vectors_of_articles_are_those_of_their_sentences() -> None:
    articles = [("Title", "One. Two."), ("عنوان", "جملة.")]
    sentences, index = article_sentences(articles)
    assert sentences == ["Title", "One.", "Two.", "عنوان", "جملة."]
    assert index.tolist() == [0, 0, 0, 1, 1]
    assert article_vectors(WordVectors(), articles).shape == (2, 16)
