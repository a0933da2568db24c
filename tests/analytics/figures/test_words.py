"""Numbers and dates in words, for pages and printed reports alike."""

from __future__ import annotations

import pytest

from analytics.figures.dates import partial_date
from analytics.figures.numbers import q_text


def test_a_q_value_has_as_many_digits_as_tell_something() -> None:
    written = [q_text(q) for q in (1e-9, 0.0001, 0.0042, 0.01, 0.03, 1.0)]
    assert written == [f"\u2068{text}\u2069" for text in ("<0.0001", "0.0001", "0.0042", "0.01", "0.03", "1.00")]


@pytest.mark.parametrize(
    ("text", "arabic", "english"),
    [
        ("2014", "2014", "2014"),
        ("2014-06", "حزيران/يونيو 2014", "June 2014"),
        ("2014-06-29", "29 حزيران/يونيو 2014", "29 June 2014"),
        ("2014-13", "2014-13", "2014-13"),
        ("sometimes", "sometimes", "sometimes"),
        ("a decade..", "a decade..", "a decade.."),
    ],
)
def test_a_date_is_written_as_exactly_as_it_is_known(text: str, arabic: str, english: str) -> None:
    assert (partial_date(text, "ar"), partial_date(text, "en")) == (arabic, english)
