from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
import scipy.sparse as sp

from analytics.topics.describe import Description
from analytics.topics.term_counts import TermCounts
from analytics.topics.term_tables import term_tables
from analytics.topics.vocabulary import TopicDocument, build_vocabulary

TEXTS = {
    ("en", 0): "Oil trucks burned near the border.",
    ("ar", 0): "احترقت شاحنات النفط قرب الحدود.",
    ("en", 1): "Wheat fields wait for rain.",
    ("ar", 1): "حقول القمح تنتظر المطر.",
}


def articles(repeats=4):
    """Articles on oil and wheat in both languages, with the group of each."""
    found = [
        (TopicDocument(f"a{number}{language}{group}", "", text, language), group)
        for number in range(repeats)
        for (language, group), text in TEXTS.items()
    ]
    documents = [document for document, _ in found]
    return documents, np.array([group for _, group in found])


def counts_of(documents):
    return TermCounts.of(build_vocabulary(documents), [document.article_id for document in documents])


def test_groups_are_named_in_both_languages():
    documents, groups = articles()
    oil, wheat = counts_of(documents).describe(groups)
    assert {"oil", "trucks"} <= {part.lower() for term in oil.terms_en for part in term.split()}
    assert "النفط" in " ".join(oil.terms_ar)
    assert "fields" in wheat.label_en
    assert "حقول" in wheat.label_ar
    assert oil.coherence == pytest.approx(1.0)


def test_a_topic_of_two_articles_a_language_is_still_named_in_both():
    documents, groups = articles(repeats=2)
    described = counts_of(documents).describe(groups)
    assert all(group.label_ar and group.label_en and group.terms_ar and group.terms_en for group in described)


def test_stored_counts_describe_as_the_fitted_ones():
    documents, groups = articles()
    vocabulary = build_vocabulary(documents)
    ids = [document.article_id for document in documents]
    stored = TermCounts.from_tables(*term_tables(vocabulary, ids))
    place = {article: at for at, article in enumerate(ids)}
    regrouped = groups[[place[article] for article in stored.article_ids]]
    assert stored.describe(regrouped) == TermCounts.of(vocabulary, ids).describe(groups)
    assert stored.article_ids == tuple(sorted(ids))
    assert set(stored.languages) == {"ar", "en"}
    assert set(stored.term_languages) == {"ar", "en"}


def test_stored_counts_are_read_in_any_order_of_rows_and_chunks():
    documents, _ = articles()
    terms, article_terms = term_tables(build_vocabulary(documents), [document.article_id for document in documents])
    whole = TermCounts.from_tables(terms, article_terms)
    mixed = article_terms.take(np.roll(np.arange(article_terms.num_rows), 5))
    chunked = pa.concat_tables([mixed.slice(0, 3), mixed.slice(3)])
    again = TermCounts.from_tables(terms.take(np.arange(terms.num_rows)[::-1].copy()), chunked)
    assert again.article_ids == whole.article_ids
    assert again.keys == whole.keys
    assert (again.matrix != whole.matrix).nnz == 0


def test_articles_of_no_group_count_for_nothing_and_a_number_without_articles_has_no_words():
    documents, groups = articles()
    counts = counts_of(documents)
    spread = np.where(groups == 1, 2, -1)
    _, nobody, wheat = counts.describe(spread)
    assert nobody == Description()
    assert "fields" in wheat.label_en
    assert counts.describe(np.full(len(groups), -1)) == []


def test_one_label_an_article_is_asked_for():
    documents, groups = articles()
    with pytest.raises(ValueError, match="3 labels for 16 articles"):
        counts_of(documents).describe(groups[:3])


def test_weights_are_term_frequency_times_log_of_mean_size_over_frequency():
    documents = [TopicDocument("a", "", "river river garden", "en"), TopicDocument("b", "", "garden", "en")]
    counts = counts_of(documents)
    assert counts.keys == ("garden", "river")
    weights = counts.weights(np.array([0, 1])).toarray()  # four terms in two groups: two a group
    expected = [[1 / 3 * np.log(2 / 2 + 1), 2 / 3 * np.log(2 / 2 + 1)], [np.log(2 / 2 + 1), 0]]
    np.testing.assert_allclose(weights, expected)


def test_weights_are_those_of_bertopic():
    transformer = pytest.importorskip("bertopic.vectorizers").ClassTfidfTransformer
    documents, groups = articles(repeats=3)
    documents.append(TopicDocument("z", "", "Rain, rain, wheat and trucks", "en"))
    groups = np.append(groups, 2)
    counts = counts_of(documents)
    for language in ("ar", "en"):
        own = np.flatnonzero(np.array(counts.term_languages) == language)
        summed = np.array([counts.matrix[groups == group][:, own].sum(axis=0).A1 for group in range(3)])
        expected = transformer().fit_transform(sp.csr_matrix(summed, dtype=np.float64)).toarray()
        np.testing.assert_allclose(counts.weights(groups)[:, own].toarray(), expected, rtol=1e-12)


def test_what_a_term_tells_is_its_part_of_the_information():
    documents = [
        TopicDocument(str(number), "", text, "en")
        for number, text in enumerate(("river river", "river garden", "garden", "garden garden"))
    ]
    counts = counts_of(documents)
    telling = counts.telling(np.array([0, 0, 1, 1])).toarray()  # garden, river
    np.testing.assert_allclose(telling, [[0, np.log(2)], [np.log(4 / 3), 0]])
