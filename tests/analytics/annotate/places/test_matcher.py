"""Places in text, on a small gazetteer of our own."""

import itertools
import re

import pytest

from analytics.annotate.places.gazetteer import Gazetteer, Place
from analytics.annotate.places.matcher import PlaceMatcher
from analytics.annotate.spans import Mention
from analytics.errors import RegistryError

PLACES = [
    Place(id="hama", name_en="Hama", name_ar="حماة", level="city", country="SY"),
    Place(id="hama-governorate", name_en="Hama", name_ar="حماة", level="governorate", country="SY"),
    Place(id="deir-ez-zor", name_en="Deir ez-Zor", name_ar="دير الزور", level="city", aliases_en=("Deir al-Zour",)),
    Place(id="al-bab", name_en="Al-Bab", name_ar="الباب", level="town", country="SY"),
    Place(id="iraq", name_en="Iraq", name_ar="العراق", level="country", country="IQ"),
    Place(id="douma", name_en="Douma", name_ar="دوما", level="city"),
    Place(id="jeddah", name_en="Jeddah", name_ar="جدة", level="city"),
    Place(id="balad", name_en="Balad", name_ar="بلد", level="city"),
    Place(id="hit", name_en="Hit", name_ar="هيت", level="town", country="IQ"),
]


@pytest.fixture(scope="module")
def matcher():
    return PlaceMatcher(Gazetteer(PLACES))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصلوا إلى حماة وبحماة ولحماة", [("حماة", "hama")] * 3),
        ("في محافظة حماة وفي ريف حماة", [("حماة", "hama-governorate")] * 2),
        ("Fighting in Hama province and in Hama.", [("Hama", "hama-governorate"), ("Hama", "hama")]),
        ("عاد للعراق عبر #دير_الزور", [("لعراق", "iraq"), ("دير_الزور", "deir-ez-zor")]),
        ("The road to Deir Ez-Zor and Deir al-Zour", [("Deir Ez-Zor", "deir-ez-zor"), ("Deir al-Zour", "deir-ez-zor")]),
        ("فتح الباب ثم دخل مدينة الباب", [("الباب", "al-bab")]),
        ("Hit men hit the town of Hit", [("Hit", "hit")]),
        ("حماةٌ وحموات والعراقي والعراقية", [("حماةٌ", "hama")]),
        ("iraqi Iraqis irAq", []),
        ("زاروا دوما، ودوماً يعودون إلى دوما", [("دوما", "douma"), ("دوما", "douma")]),
        ("عاد إلى جده في جدة", [("جدة", "jeddah")]),
        ("كل بلد في بلد آخر، وقضاء بلد", [("بلد", "balad")]),
        ("", []),
    ],
)
def test_places(matcher, text, expected):
    found = matcher.find(text, [])
    assert [(text[place.start : place.end], place.place_id) for place in found] == expected
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_place_inside_an_actor_is_not_a_place(matcher):
    text = "جيش العراق في العراق"
    mention = Mention(0, 10, "جيش العراق", "iraqi-army", "name")
    assert [(place.start, place.end) for place in matcher.find(text, [mention])] == [(14, 20)]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('level = "planet"', "level 'planet' is unknown"),
        ('level = "city"\nlat = 91.0', "'lat' must be between -90 and 90 degrees, got 91.0"),
        ('level = "city"\nheight = 3', "unknown key 'height'"),
    ],
)
def test_a_faulty_gazetteer_is_refused(tmp_path, row, message):
    path = tmp_path / "places.toml"
    path.write_text(f'[[place]]\nid = "x"\nname_en = "X"\nname_ar = "س"\n{row}\n', encoding="utf-8")
    with pytest.raises(RegistryError, match=re.escape(message)):
        Gazetteer.load(path)
