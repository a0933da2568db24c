from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from analytics.topics.describe import describe
from analytics.topics.vocabulary import TopicDocument, build_vocabulary


def test_a_topic_of_two_articles_a_language_is_still_named_in_both():
    texts = {"en": "Oil trucks burned near the border.", "ar": "احترقت شاحنات النفط قرب الحدود."}
    languages = ["en", "en", "ar", "ar"] * 2
    documents = [TopicDocument(f"a{i}", "", texts[language], language) for i, language in enumerate(languages)]
    vocabulary = build_vocabulary(documents)
    weights = sp.csr_matrix(np.ones((2, len(vocabulary.columns))))
    described = describe(vocabulary, languages, np.repeat([0, 1], 4), weights)
    assert all(topic.label_ar and topic.label_en and topic.terms_ar and topic.terms_en for topic in described)
    assert "oil" in described[0].label_en.lower()
