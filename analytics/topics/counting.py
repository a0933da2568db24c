"""Terms counted in articles that came after those the terms were found in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa
import scipy.sparse as sp
from numpy.typing import NDArray

from analytics.topic_schema import WORD_FORMS
from analytics.topics.known_names import NameIndex
from analytics.topics.phrases import LONGEST, WordStream
from analytics.topics.term_tables import article_terms_table
from analytics.topics.vocabulary import TopicDocument, Vocabulary, analyser_of, publisher_names, whole_text
from analytics.topics.words import LANGUAGES

_FORM, _PUBLISHER = WORD_FORMS.fields[0].allowed


def word_forms_table(vocabulary: Vocabulary) -> pa.Table:
    """Table ``word_forms`` of a vocabulary: what :func:`count_terms` analyses the words of further articles by."""
    forms, publishers = sorted(vocabulary.forms.items()), vocabulary.publishers
    columns = (
        [_PUBLISHER] * len(publishers) + [_FORM] * len(forms),
        [*publishers, *(form for form, _ in forms)],
        [None] * len(publishers) + [n for _, n in forms],
    )
    schema = WORD_FORMS.arrow_schema()
    return pa.table(
        [pa.array(values, type_) for values, type_ in zip(columns, schema.types, strict=True)], schema=schema
    )


def count_terms(
    terms: pa.Table,
    word_forms: pa.Table,
    documents: Sequence[TopicDocument],
    *,
    names: Iterable[tuple[str, ...]] = (),
    outlets: Iterable[str] = (),
) -> pa.Table:
    """Table ``article_terms`` of the articles: of an article the terms were found in, the counts it had there.

    Parameters
    ----------
    terms, word_forms : pyarrow.Table
        As the run stores them that the terms were found in.
    documents : sequence of TopicDocument
        The articles, in any number and language.
    names, outlets : iterable
        As they were given to :func:`~analytics.topics.vocabulary.build_vocabulary`.
    """
    kinds, texts, amounts = (word_forms[field.name].to_pylist() for field in WORD_FORMS.fields)
    forms = {text: n for kind, text, n in zip(kinds, texts, amounts, strict=True) if kind == _FORM}
    old = [text for kind, text in zip(kinds, texts, strict=True) if kind == _PUBLISHER]
    known, dropped = tuple(names), (*sorted({*old, *publisher_names(documents)}), *outlets)
    counts = sp.csr_matrix((len(documents), terms.num_rows), dtype=np.int32)
    columns = zip(*(terms[name].to_pylist() for name in ("language", "term", "term_no")), strict=True)
    numbers: dict[str, dict[str, int]] = {language: {} for language in LANGUAGES}
    for language, term, number in columns:
        numbers[language][term] = number
    for language in LANGUAGES:
        rows = np.array([row for row, document in enumerate(documents) if document.language == language], dtype=int)
        analyser = analyser_of(language, forms, NameIndex(language, known, dropped))
        stream = WordStream.of(analyser, (whole_text(documents[row]) for row in rows))
        articles, found = _occurrences(stream, numbers[language])
        ones = np.ones(len(found), dtype=np.int32)
        counts += sp.csr_matrix((ones, (rows[articles], found)), shape=counts.shape)
    counts.sort_indices()
    return article_terms_table([document.article_id for document in documents], counts)


def _occurrences(stream: WordStream, numbers: dict[str, int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Article and term of each place at which a known term stands."""
    articles, found = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for size in range(1, LONGEST + 1):
        positions = stream.phrases(size)
        phrases, first = stream.numbered(positions, size)
        known = np.array([numbers.get(stream.key(positions[at], size), -1) for at in first], dtype=np.int64)
        terms = known[phrases]
        articles.append(stream.articles[positions[terms >= 0]])
        found.append(terms[terms >= 0])
    return np.concatenate(articles), np.concatenate(found)
