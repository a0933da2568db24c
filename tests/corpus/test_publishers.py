import pytest

from corpus.errors import SchemaError
from corpus.publishers import UNKNOWN, Publisher, Publishers, publisher, slug

RIVER = Publisher("river-news", "أخبار النهر", "River News", aliases=("river", "النهر"), domains=("river.example",))
HILL = Publisher("hill-post", "بريد التل", "Hill Post", marks=("ادعم بريد التل", "بريد التل"))
KNOWN = Publishers([RIVER, HILL])


@pytest.mark.parametrize(
    "raw",
    ["river-news", "River News", "RIVER", "أَخبار  النّهر", "النهر", "www.river.example", "https://ar.river.example/a"],
)
def test_one_publisher_under_many_names(raw):
    assert KNOWN.resolve(raw) is RIVER


def test_an_unknown_name_makes_a_publisher_and_none_is_unknown():
    assert KNOWN.resolve(" صدى  الجبل ") == Publisher("صدي-الجبل", "صدى الجبل", "صدى الجبل")
    assert KNOWN.resolve("  ") is UNKNOWN
    assert KNOWN.get("صدى الجبل") is None
    assert slug("Al-Watan (Syria)") == "al-watan-syria"


def test_marks_of_a_page():
    assert KNOWN.by_mark("نص\nادعم بريد التل\n") is HILL
    assert KNOWN.by_mark("نص") is None


def test_two_claims_to_a_name_are_refused():
    with pytest.raises(SchemaError, match="claimed by 'river-news' and 'other'"):
        Publishers([RIVER, Publisher("other", "آخر", "Other", aliases=("River",))])


def test_the_packages_publishers():
    assert publisher("aawsat").name_ar == "الشرق الأوسط"
    assert publisher("tigris-desk").is_sample
    assert publisher("عنب بلدي").id == "enab-baladi"
