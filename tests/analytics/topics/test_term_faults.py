from __future__ import annotations

import pytest

from analytics.topics.term_faults import TermFault, term_faults


@pytest.mark.parametrize(
    ("term", "language", "kind"),
    [
        ("2016", "ar", "digit"),
        ("الفرقة ٢٥", "ar", "digit"),
        ("division 25", "en", "digit"),
        ("قوات_النظام", "ar", "joined"),
        ("air_strikes", "en", "joined"),
        ("قوات US", "ar", "script"),
        ("forces قوات", "en", "script"),
        ("x", "en", "letter"),
        ("م", "ar", "letter"),
        ("قال", "ar", "stop_word"),
        ("أيلول", "ar", "stop_word"),
        ("سبتمبر", "ar", "stop_word"),
        ("said", "en", "stop_word"),
        ("September", "en", "stop_word"),
        ("read more", "en", "stop_word"),
        ("photo", "en", "stop_word"),
        ("العربية نت", "ar", "publisher"),
        ("رويترز", "ar", "publisher"),
        ("وكالة فرانس برس", "ar", "publisher"),
        ("Al Arabiya", "en", "publisher"),
        ("AFP", "en", "publisher"),
        ("the Town Echo", "en", "publisher"),
        ("صدى البلدة", "ar", "publisher"),
    ],
)
def test_what_is_wrong_is_named(term, language, kind):
    assert TermFault(term, kind) in term_faults([term], language, ["Town Echo", "صدى البلدة"])


def test_nothing_is_wrong_with_terms_of_a_topic():
    assert (
        term_faults(["US", "UN", "Islamic State", "air strikes", "Deir ez-Zor", "Kurdistan Workers' Party"], "en") == []
    )
    assert term_faults(["داعش", "حزب العمال الكردستاني", "غارات جوية", "محادثات السلام"], "ar") == []
    assert term_faults([], "ar") == []


def test_faults_come_in_the_order_of_the_terms():
    found = term_faults(["سلام", "2016", "حرب", "قال"], "ar")
    assert [fault.term for fault in found if fault.kind != "letter"][:1] == ["2016"]
    assert found[-1] == TermFault("قال", "stop_word")
