"""What a source is and how specific, by its words, in both languages; agencies of credit lines."""

import pytest

from analytics.annotate.citations.credits import agency_credits
from analytics.annotate.citations.source_kinds import pronoun_keys, source_kinds
from analytics.annotate.citations.tokens import tokenise
from analytics.annotate.spans import Citation, Source, Span
from analytics.schema import SOURCE_CLASSES, SOURCE_DETAILS

KINDS = [
    ("مسؤول أمني عراقي", ("official", "field")),
    ("مسؤول في وزارة الدفاع الأمريكية", ("official", "body")),
    ("مسؤولون", ("official", "none")),
    ("مصدر", ("source", "none")),
    ("المصادر", ("source", "none")),
    ("مصادر محلية", ("source", "field")),
    ("مصدر في الشرطة العراقية", ("source", "body")),
    ("شهود عيان", ("witness", "none")),
    ("سكان محليون", ("witness", "field")),
    ("قيادي ميداني", ("fighter", "field")),
    ("ناشطون في الرقة", ("activist", "field")),
    ("خبراء", ("expert", "none")),
    ("عدد من الخبراء", ("expert", "none")),
    ("تقرير", ("document", "none")),
    ("بيان للوزارة", ("document", "body")),
    ("وسائل إعلام محلية", ("medium", "field")),
    ("القيادي خالد الدندل", ("person", "named")),
    ("وزير الدفاع، سالم الكريم", ("person", "named")),
    ("البلدان", ("other", "none")),
    ("a source", ("source", "none")),
    ("security sources", ("source", "field")),
    ("local residents", ("witness", "field")),
    ("witnesses", ("witness", "none")),
    ("an army officer", ("official", "body")),
    ("commanders", ("fighter", "none")),
    ("activists in Raqqa", ("activist", "field")),
    ("experts", ("expert", "none")),
    ("a report", ("document", "none")),
    ("a statement", ("document", "none")),
    ("state media", ("medium", "field")),
    ("Colonel John Smith", ("person", "named")),
    ("John Smith, an analyst", ("person", "named")),
    ("both sides", ("other", "none")),
    ("he", ("other", "none")),
    ("others", ("other", "none")),
    ("هو", ("other", "none")),
    ("وهي", ("other", "none")),
    ("", ("other", "none")),
]


@pytest.mark.parametrize(("words", "expected"), KINDS)
def test_class_and_detail_by_the_words(words, expected):
    assert source_kinds().of_words(words, tokenise(words), body=False, country=False) == expected


def test_a_body_or_a_country_named_inside_makes_it_more_specific():
    words = "a Pentagon official"
    assert source_kinds().of_words(words, tokenise(words), body=True, country=False) == ("official", "body")
    words = "US officials"
    assert source_kinds().of_words(words, tokenise(words), body=False, country=True) == ("official", "field")


def test_the_keys_of_pronouns_in_both_languages():
    labels = {label: Source(label).key in pronoun_keys() for label in ("he", "His", "هو", "وهي", "فهم", "إنّها")}
    assert labels == dict.fromkeys(labels, True)
    labels = {label: Source(label).key in pronoun_keys() for label in ("others", "an official", "هود", "مسؤول", "")}
    assert labels == dict.fromkeys(labels, False)


def test_lists_name_classes_of_the_schema_only():
    kinds = source_kinds()
    assert set(kinds.heads.values()) <= set(SOURCE_CLASSES)
    assert {detail for _, (_, detail) in KINDS} == set(SOURCE_DETAILS)


def known(name):
    return Source("Reuters", "reuters", Span(0, 7), "medium", "named") if name in ("Reuters", "رويترز") else None


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("رويترز", ["Reuters"]),
        ("Reuters", ["Reuters"]),
        ("رويترز / د ب أ", ["Reuters", "د ب أ"]),
        ("Reuters and dpa", ["Reuters", "dpa"]),
        ("Reuters, Reuters", ["Reuters"]),
        (" / ", []),
        ("", []),
        (None, []),
    ],
)
def test_agencies_of_a_credit_line(line, labels):
    credits_ = agency_credits(line, known, [])
    assert [credit.source.label for credit in credits_] == labels
    assert all((credit.mode, credit.cue, credit.content, credit.source.span) == ("credit", None, None, None)
               for credit in credits_)  # fmt: skip


def test_a_credit_that_the_text_has_is_not_added_again():
    in_text = Citation(Source("Reuters", "reuters", Span(40, 47), "medium", "named"), "credit")
    assert agency_credits("رويترز", known, [in_text]) == []
    said = Citation(Source("Reuters", "reuters", Span(40, 47), "medium", "named"), "indirect")
    assert [credit.source.actor_id for credit in agency_credits("رويترز", known, [said])] == ["reuters"]


def test_agencies_without_a_name_are_told_from_named_ones():
    (credit,) = agency_credits("وكالات", known, [])
    assert (credit.source.kind, credit.source.detail) == ("medium", "none")
    (credit,) = agency_credits("dpa", known, [])
    assert (credit.source.kind, credit.source.detail) == ("medium", "named")
