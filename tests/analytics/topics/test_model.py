from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse as sp
from threadpoolctl import threadpool_limits

from analytics.encoder import UniversalEncoder, unit_rows
from analytics.errors import TopicError
from analytics.topic_schema import ASSIGNMENTS, TOPICS
from analytics.topics.model import LanguageTfidf, fit_topics
from analytics.topics.settings import TopicSettings
from analytics.topics.vocabulary import TopicDocument

SUBJECTS = {
    "harvest": ("Wheat harvest season begins with dry fields.", "موسم حصاد القمح يبدأ في حقول جافة."),
    "bridge": ("Engineers repaired the stone bridge across the river.", "رمم المهندسون الجسر الحجري فوق النهر."),
    "football": ("The home team won the football final easily.", "فاز فريق البلدة بنهائي كرة القدم بسهولة."),
}


def corpus(languages=("en", "ar"), repeats=12):
    """Articles on three subjects, and vectors near one axis a subject, shifted by language."""
    noise = np.random.default_rng(11)
    documents, vectors = [], []
    for axis, (english, arabic) in enumerate(SUBJECTS.values()):
        for number in range(repeats):
            for language in languages:
                text = english if language == "en" else arabic
                documents.append(TopicDocument(f"{language}{axis}{number:02}", "", text, language))
                point = 0.05 * noise.standard_normal(16)
                point[axis] += 1.0
                point[15] += 0.4 if language == "ar" else 0.0
                vectors.append(point)
    return documents, unit_rows(np.array(vectors))


def test_subjects_become_topics_of_both_languages():
    documents, vectors = corpus()
    result = fit_topics(documents, vectors, random_state=0)
    assert result.reason is None
    assert result.unassigned == ()
    assert TOPICS.to_arrow(result.topics).num_rows == len(result.topics) >= 3
    assert ASSIGNMENTS.to_arrow(result.assignments)["article_id"].to_pylist() == sorted(d.article_id for d in documents)
    subject_of = {}
    for row in result.assignments:
        subject_of.setdefault(row["topic_id"], set()).add(row["article_id"][2])
    assert all(len(subjects) == 1 for subjects in subject_of.values())
    assert [topic["topic_id"] for topic in result.topics] == list(range(len(result.topics)))
    sizes = Counter(row["topic_id"] for row in result.assignments)
    assert [sizes[topic["topic_id"]] for topic in result.topics] == sorted(sizes.values(), reverse=True)
    fitting = Counter(row["topic_id"] for row in result.assignments if row["basis"] == "clustered")
    assert [topic["n"] for topic in result.topics] == [fitting[topic["topic_id"]] for topic in result.topics]
    assert 0 < len(documents) - sum(fitting.values()) <= 0.03 * len(documents)  # the level of the rule of fit


def test_labels_are_readable_in_both_languages():
    result = fit_topics(*corpus(), random_state=0)
    for topic in result.topics:
        for language in ("ar", "en"):
            label = topic[f"label_{language}"]
            assert label
            assert not any(character.isdigit() or character == "_" for character in label)
            assert len(topic[f"terms_{language}"]) == len(set(topic[f"terms_{language}"]))
    by_label = {topic["label_en"]: topic["label_ar"] for topic in result.topics}
    assert any("bridge" in english and "الجسر" in arabic for english, arabic in by_label.items())


def test_order_of_input_does_not_change_a_byte():
    documents, vectors = corpus()
    order = list(range(len(documents)))
    random.Random(4).shuffle(order)
    first = fit_topics(documents, vectors, random_state=3)
    second = fit_topics([documents[i] for i in order], vectors[order], random_state=3)
    assert json.dumps([first.topics, first.assignments, first.key_terms]) == json.dumps(
        [second.topics, second.assignments, second.key_terms]
    )


@pytest.mark.parametrize(("own", "other"), [("ar", "en"), ("en", "ar")])
def test_a_single_language_has_terms_in_it_alone_and_a_label_in_both(own, other):
    documents, vectors = corpus(languages=(own,))
    result = fit_topics(documents, vectors, random_state=0, names=[("الجسر", "bridge")])
    assert {topic["language_mix"] for topic in result.topics} == {1.0 if own == "ar" else 0.0}
    assert all(topic[f"terms_{other}"] == [] and topic[f"terms_{own}"] for topic in result.topics)
    bridge = next(t for t in result.topics if any(w in t[f"label_{own}"] for w in ("bridge", "الجسر")))
    assert {"en": "bridge", "ar": "الجسر"}[other] in bridge[f"label_{other}"]
    assert set(result.key_terms) == {own}


def test_too_few_articles_give_key_terms_and_a_reason():
    documents, vectors = corpus(repeats=4)
    result = fit_topics(documents, vectors, random_state=0)
    assert (result.topics, result.assignments, result.reason) == ([], [], "too-few-articles")
    assert "harvest" in result.key_terms["en"]
    assert "الجسر" in result.key_terms["ar"]
    assert result.unassigned == tuple(sorted(document.article_id for document in documents))


def test_no_articles():
    result = fit_topics([], np.empty((0, 16), dtype=np.float32), random_state=0)
    assert (result.topics, result.reason, result.key_terms) == ([], "too-few-articles", {})


def test_identical_articles_are_clustered_without_an_error():
    documents = [TopicDocument(f"{n:02}", "", SUBJECTS["bridge"][0], "en") for n in range(40)]
    vectors = np.tile(unit_rows(np.ones((1, 8))), (40, 1))
    result = fit_topics(documents, vectors, random_state=0)
    assert result.reason in (None, "no-words")
    assert sum(topic["n"] for topic in result.topics) == len(result.assignments)


def test_a_language_with_a_single_term_is_weighed():
    counts = sp.csr_matrix(np.array([[3.0, 1.0, 0.0], [1.0, 0.0, 2.0]]))
    weights = LanguageTfidf((1, 2)).fit(counts).transform(counts).toarray()
    assert weights[:, 0] == pytest.approx([np.log(2 / 4 + 1)] * 2)  # the only term is all of either topic
    assert (weights[:, 1:] > 0).tolist() == [[True, False], [False, True]]


def test_an_empty_article_belongs_to_no_topic():
    documents, vectors = corpus()
    documents[0] = replace(documents[0], text="12 . 15", title=" ")
    vectors[1] = 0
    result = fit_topics(documents, vectors, random_state=0)
    assert result.unassigned == (documents[1].article_id, documents[0].article_id)
    assert len(result.assignments) == len(documents) - 2


def test_a_third_language_only_gives_the_reason():
    documents, vectors = corpus(languages=("en",))
    result = fit_topics([replace(d, language="other") for d in documents], vectors, random_state=0)
    assert (result.topics, result.reason) == ([], "no-words")


def test_what_cannot_be_fitted_is_refused():
    documents, vectors = corpus()
    with pytest.raises(ValueError, match="72 documents but 71 embeddings"):
        fit_topics(documents, vectors[1:], random_state=0)
    with pytest.raises(ValueError, match="'en000' is given twice"):
        fit_topics([*documents[:-1], documents[0]], vectors, random_state=0)


def test_a_vector_that_is_not_a_number_is_refused_by_the_article_it_belongs_to():
    documents, vectors = corpus()
    vectors[[3, 5], 2] = np.nan, np.inf
    first = min(documents[3].article_id, documents[5].article_id)
    with pytest.raises(TopicError, match=f"vectors of 2 articles, '{first}' the first, hold NaN or infinity"):
        fit_topics(documents, vectors, random_state=0)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_one_article_gives_its_terms_and_a_reason(language):
    documents, vectors = corpus(languages=(language,), repeats=1)
    result = fit_topics(documents[:1], vectors[:1], random_state=0)
    assert (result.topics, result.reason, result.unassigned) == ([], "too-few-articles", (f"{language}000",))


@pytest.mark.parametrize("text", [SUBJECTS["bridge"][0], SUBJECTS["bridge"][1]])
def test_many_copies_of_an_article_are_one_topic(text):
    language = "en" if text.isascii() else "ar"
    documents = [TopicDocument(f"{n:04}", "", text, language) for n in range(1_500)]
    result = fit_topics(documents, np.tile(unit_rows(np.ones((1, 16))), (1_500, 1)), random_state=0)
    assert result.reason in (None, "no-words")
    assert {row["topic_id"] for row in result.assignments} <= {0}


def test_beyond_the_sample_articles_are_assigned_to_its_topics(monkeypatch):
    documents, vectors = corpus(repeats=20)
    monkeypatch.setattr("analytics.topics.model.fitted_sample", lambda ids: np.arange(0, len(ids), 2))
    result = fit_topics(documents, vectors, random_state=0)
    rows = ASSIGNMENTS.to_arrow(result.assignments).to_pylist()
    assert [row["article_id"] for row in rows] == sorted(document.article_id for document in documents)
    bases = [row["basis"] for row in rows if row["basis"] != "unfit"]
    assert set(bases) == {"clustered", "transformed"}
    assert len(result.article_ids) == len(result.vectors) == result.vocabulary.counts.shape[0] == 60
    assert sum(topic["n"] for topic in result.topics) == len(bases)
    subject_of = {}
    for row in rows:
        subject_of.setdefault(row["topic_id"], set()).add(row["article_id"][2])
    assert all(len(subjects) == 1 for subjects in subject_of.values())
    assert (result.criterion["fitted"], result.criterion["assigned"]) == (60, 60)


@pytest.mark.parametrize("clusters", ["leiden", "kmeans", "hdbscan"])
def test_every_cluster_model_gives_topics_of_one_subject(clusters):
    documents, vectors = corpus()
    result = fit_topics(documents, vectors, random_state=0, settings=TopicSettings(clusters=clusters, n_topics=3))
    assert len(result.topics) == 3
    assert {row["article_id"][2]: row["topic_id"] for row in result.assignments}.keys() == {"0", "1", "2"}
    assert len({(row["article_id"][2], row["topic_id"]) for row in result.assignments}) == 3
    assert all(0 <= topic["stability"] <= 1 for topic in result.topics)


@pytest.mark.parametrize("centring", ["language", "publisher", "none"])
def test_the_space_is_centred_as_chosen(centring):
    documents, vectors = corpus(repeats=30)
    documents = [replace(d, publisher_id="one" if d.language == "ar" else "two") for d in documents]
    result = fit_topics(documents, vectors, random_state=0, settings=TopicSettings(centring=centring))
    shifts = {"language": {"en"}, "publisher": {"en", "publisher:one", "publisher:two"}, "none": set()}
    assert set(result.model.space.shifts) == shifts[centring]


def test_shuffles_and_threads_do_not_change_a_byte():
    noise = np.random.default_rng(8)
    documents, vectors = corpus(repeats=30)
    vectors = unit_rows(vectors + 0.3 * noise.standard_normal(vectors.shape))
    found = set()
    for seed in range(5):
        order = np.random.default_rng(seed).permutation(len(documents))
        with threadpool_limits(1 + seed % 2):
            result = fit_topics([documents[i] for i in order], vectors[order], random_state=3)
        found.add(json.dumps([result.topics, result.themes, result.assignments, dict(result.criterion)]))
    assert len(found) == 1


LABELLED = Path(__file__).resolve().parents[3] / "../shared/data/labelled/topics_agnews_4cat.jsonl.gz"


@pytest.mark.skipif(not LABELLED.exists(), reason="the labelled articles lie beside the repository")
def test_shuffles_and_threads_do_not_change_real_articles():
    with gzip.open(LABELLED, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line, _ in zip(lines, range(300), strict=False)]
    vectors = UniversalEncoder().encode([row["title"] + ". " + row["text"] for row in rows])
    documents = [TopicDocument(f"{at:03}", row["title"], row["text"], "en") for at, row in enumerate(rows)]
    found = set()
    for seed in range(5):
        order = np.random.default_rng(seed).permutation(len(documents))
        with threadpool_limits(1 + seed % 2):
            result = fit_topics([documents[i] for i in order], vectors[order], random_state=3)
        found.add(json.dumps([result.topics, result.themes, result.assignments]))
    assert len(found) == 1
