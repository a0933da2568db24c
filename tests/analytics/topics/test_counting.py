from __future__ import annotations

from analytics.topics.counting import count_terms, word_forms_table
from analytics.topics.term_tables import term_tables
from analytics.topics.vocabulary import TopicDocument, build_vocabulary

NAMES = (("حزب العمال الكردستاني", "Kurdistan Workers' Party", "PKK"),)
OUTLETS = ("Town Echo",)
TEXTS = (
    ("en", "Kurdistan Workers' Party fighters crossed the river, the Town Echo wrote. The PKK denied it."),
    ("ar", "عبر مقاتلو حزب العمال الكردستاني النهر، وقالت صدى البلدة إنهم عادوا."),
    ("en", "Wheat harvest festival draws farmers to dry fields and to the river."),
    ("ar", "مهرجان حصاد القمح يجذب المزارعين إلى الحقول الجافة وبالحقول القريبة من النهر."),
    ("other", "Un jardin fleuri."),
)


def documents(repeats):
    return [
        TopicDocument(f"a{number:02}{at}", "", text, language, "sada", "صدى البلدة")
        for number in range(repeats)
        for at, (language, text) in enumerate(TEXTS)
    ]


def fitted(articles):
    vocabulary = build_vocabulary(articles, NAMES, OUTLETS)
    terms, counted = term_tables(vocabulary, [article.article_id for article in articles])
    return terms, counted, word_forms_table(vocabulary)


def test_an_article_has_the_counts_it_had_when_its_terms_were_found():
    for repeats in (1, 15):  # single words only, and phrases too
        articles = documents(repeats)
        terms, counted, forms = fitted(articles)
        assert count_terms(terms, forms, articles, names=NAMES, outlets=OUTLETS).equals(counted)
        some = articles[:4][::-1]
        again = count_terms(terms, forms, some, names=NAMES, outlets=OUTLETS)
        assert again.to_pylist() == counted.to_pylist()[:4][::-1]


def test_new_words_are_not_counted_and_publishers_stay_no_words():
    terms, _, forms = fitted(documents(15))
    new = TopicDocument("new", "", "Wheat, an unheard-of word and the صدى البلدة", "en")
    (row,) = count_terms(terms, forms, [new]).to_pylist()
    shown = terms["shown"].to_pylist()
    assert [(shown[term], n) for term, n in zip(row["terms"], row["counts"], strict=True)] == [("Wheat", 1)]
    arabic = TopicDocument("later", "", "صدى البلدة عن القمح", "ar", "other", "آخر")
    (row,) = count_terms(terms, forms, [arabic]).to_pylist()
    assert [shown[term] for term in row["terms"]] == ["القمح"]


def test_nothing_to_count_gives_no_rows():
    terms, _, forms = fitted(documents(1))
    assert count_terms(terms, forms, []).num_rows == 0
    assert count_terms(terms, forms, [TopicDocument("e", "", "", "ar")]).to_pylist() == [
        {"article_id": "e", "terms": [], "counts": []}
    ]
