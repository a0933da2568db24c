"""Quotation marks, in pairs and alone."""

import pytest

from analytics.annotate.citations.forms import verb_forms
from analytics.annotate.citations.quotes import Quotes, find_quotes
from analytics.annotate.citations.tokens import is_arabic, tokenise
from analytics.annotate.spans import Span


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("قال «نعم» ثم غادر", ["«نعم»"]),
        ("قال “نعم” ثم «لا»", ["“نعم”", "«لا»"]),
        ("توفير مراقبة لـ”قسد” التي تقاتل", ["”قسد”"]),
        ('he said "yes" and "no"', ['"yes"', '"no"']),
        ('a stray" mark and a "pair" here', ['"pair"']),
        ('an open "mark\nand a "pair" here', ['"pair"']),
        ("no marks at all", []),
    ],
)
def test_quotations(text, quoted):
    assert [text[span.start : span.end] for span in find_quotes(text)] == quoted


def test_look_up_by_position():
    quotes = Quotes('he said "yes" and "no"')
    assert quotes.at(9) == Span(8, 13)
    assert quotes.at(14) is None
    assert quotes.within(Span(0, 20)) == [Span(8, 13), Span(18, 22)]


def test_tokens_keep_their_place_in_the_original():
    text = "قالَ #المرصد: (U.S.)"
    tokens = tokenise(text)
    assert [token.text for token in tokens] == ["قال", "المرصد", ":", "(", "u.s.", ")"]
    assert [text[token.start : token.end] for token in tokens] == ["قالَ", "المرصد", ":", "(", "U.S.", ")"]


def test_the_name_ali_is_no_preposition_where_the_text_tells_them_apart():
    assert [token.text for token in tokenise("علي على الطريق")] == ["عليّ", "علي", "الطريق"]


def test_script_of_the_sentence_decides_the_grammar():
    assert is_arabic("قال متحدث CNN")
    assert not is_arabic("said Karim from دمشق on Sunday")


def test_weak_verbs_lose_their_last_letter():
    forms = {form.text for form in verb_forms("نفي", "نفي", "نافي")}
    assert {"نفي", "نفت", "نفوا", "ينفي", "تنفي", "ينفون", "نافيا", "نافيه", "ونفت", "فنفت", "نفتها"} <= forms
    assert {form.text for form in verb_forms("دعا", "-", "-")} >= {"دعا", "دعت", "دعوا"}
