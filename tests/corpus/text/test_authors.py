import pytest

from corpus.publishers import Publisher, Publishers
from corpus.text.authors import credit_of, own_names
from corpus.text.credits import Credits

KNOWN = Publishers(
    [
        Publisher("river-news", "أخبار النهر", "River News", aliases=("rivernews",), domains=("river.example",)),
        Publisher("al-watan-x", "الوطن المثال", "Al Watan of the Example"),
        Publisher("riyadh-x", "الرياض", "Riyadh Paper"),
    ]
)


def _credit(author, own="river-news"):
    return credit_of(author, own_names(KNOWN.get(own), KNOWN))


@pytest.mark.parametrize(
    ("author", "credits"),
    [
        ("بغداد: سامر الحلبي", Credits("بغداد", author="سامر الحلبي")),
        ("لندن: «أخبار النهر»", Credits("لندن")),
        ("London: River News", Credits("London")),
        ("أبوظبي - أخبار النهر", Credits("أبوظبي")),
        ("دبي ـ قناة أخبار النهر", Credits("دبي")),
        ("واشنطن - رويترز", Credits("واشنطن", "رويترز")),
        ("Paris - AFP", Credits("Paris", "AFP")),
        ("واس - عمان", Credits("عمان", "واس")),
        ("بيروت - أ ف ب:", Credits("بيروت", "أ ف ب")),
        ("أخبار النهر، وكالات", Credits(agency="وكالات")),
        ("أخبار النهر", Credits()),
        ("River News", Credits()),
        ("سامر الحلبي (جدة)", Credits("جدة", author="سامر الحلبي")),
        ("أخبار النهر (بغداد، عمان)", Credits("بغداد، عمان")),
        ("سامر الحلبي من فيينا", Credits("فيينا", author="سامر الحلبي")),
        ("سامر الحلبي - القاهرة", Credits("القاهرة", author="سامر الحلبي")),
        ("بيروت - إسطنبول: «أخبار النهر»", Credits("بيروت - إسطنبول")),
        ("Claire Morvan (Raqqa, Syrie, envoyée spéciale)", Credits("Raqqa, Syrie", author="Claire Morvan")),
        ("By Rima Nasser", Credits(author="Rima Nasser")),
        ("&nbsp;رويترز (لندن)", Credits("لندن", "رويترز")),
        ("بغداد-أخبار النهر:", Credits("بغداد")),
        ("عواصم - وكالات", Credits(agency="وكالات")),
        ("0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f", Credits()),
    ],
)
def test_an_author_value_is_parted_into_what_it_names(author, credits):
    assert _credit(author) == credits


@pytest.mark.parametrize(
    "author",
    [
        "سامر الحلبي",
        "Rima Nasser",
        "Jean-Pierre al-Halabi",
        "د. سامر الحلبي",
        "سامر الحلبي - ريما ناصر",
        "Rima Nasser, Jon Reed",
        "فارس الحلبي",
        "سامر الحلبي (زائر)",
        "",
    ],
)
def test_a_name_stays_as_it_was_published(author):
    assert _credit(author) == Credits(author=author)


def test_several_by_lines_in_one_value_stay_together():
    assert _credit("بغداد: سامر الحلبي - أربيل: ريما ناصر") == Credits(
        "بغداد", author="بغداد: سامر الحلبي - أربيل: ريما ناصر"
    )


def test_a_publisher_is_known_by_the_short_form_of_its_name_and_a_place_of_that_name_stays_a_place():
    assert _credit("أبها: الوطن", "al-watan-x") == Credits("أبها")
    assert _credit("الرياض - سامر الحلبي", "riyadh-x") == Credits("الرياض", author="سامر الحلبي")
    assert _credit("دبي - الرياض", "riyadh-x") == Credits("دبي")
    assert credit_of("أبها: صحيفة الوطن") == Credits("أبها", author="صحيفة الوطن")


def test_what_may_be_an_unknown_place_or_half_a_bracket_is_no_author_by_itself():
    assert _credit("مدينتنا - لندن: «أخبار النهر»") == Credits("لندن", author="مدينتنا - لندن: «أخبار النهر»")
    assert _credit("سامر الحلبي (هاتفيا - إسطنبول)").author == "سامر الحلبي (هاتفيا - إسطنبول)"
