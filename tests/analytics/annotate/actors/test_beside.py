"""Names that are only a part of another name, or that others bear too, with the shipped registry."""

import pytest

from analytics.annotate.actors.matcher import ActorMatcher
from analytics.annotate.actors.registry import Registry
from analytics.annotate.sentences import split_sentences


@pytest.fixture(scope="module")
def shipped():
    return ActorMatcher(Registry.load())


def found(matcher, text):
    return [(m.surface, m.actor_id) for m in matcher.find("", text, split_sentences("", text))]


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan toured the school.",
        "Jordan Peterson gave a lecture.",
        "The Jordan River is low. Farmers of the Jordan Valley left.",
        "نهر الأردن يفيض وغور الأردن خصب",
        "An Iran Air flight landed late.",
        "Paris Hilton said she was tired.",
        "Hunter Biden spoke.",
        "Donald Trump Jr. was at the rally.",
        "تحدث دونالد ترامب الابن في الحفل",
        "تعاقدت البلدية مع شركة رايدر للنقل",
        "Anti-terror prosecutors in another land spoke.",
        "كرم المدير الطلبة النجباء",
        "Two ethnic Chechens sang.",
        "Ahmed Karim, a farmer, saw nothing.",
    ],
)
def test_a_part_of_another_name_is_no_actor(shipped, text):
    assert found(shipped, text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ahmed al-Baghdadi, a baker, fled the Islamic State.", ["Islamic State"]),
        ("The Baghdadi family of Basra fled Daesh.", ["Daesh"]),
        ("Troops entered al-Baghdadi town against Daesh.", ["Daesh"]),
        ("فر الخباز أحمد البغدادي من داعش إلى ناحية البغدادي", ["داعش"]),
        ("Daesh followed Baghdadi until Baghdadi died.", ["Daesh", "Baghdadi", "Baghdadi"]),
        ("تبع داعش البغدادي حتى قتل البغدادي", ["داعش", "البغدادي", "البغدادي"]),
        ("President Joe Biden spoke, Hunter Biden did not, and Biden left.", ["Joe Biden", "Biden"]),
        ("The Islamic State took it. IT IS A TEST.", ["Islamic State"]),
    ],
)
def test_a_surname_is_not_that_of_a_namesake(shipped, text, names):
    assert [surface for surface, _ in found(shipped, text)] == names


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Lisa Smith bought bread.", None),
        ("اشترت ليزا سميث خبزا", None),
        ("Mark Green won the chess match.", None),
        ("Mark Green, the administrator, spoke.", "mark-green"),
        ("Gen. Robert White spoke.", "robert-white"),
        ("Robert White painted the wall.", None),
        ("The US Senate voted. Chris Murphy was against.", "chris-murphy"),
        ("تحدث الجنرال جون ألين أمس", "john-allen"),
        ("باع جون ألين منزله", None),
    ],
)
def test_a_common_full_name_needs_the_body_or_the_office(shipped, text, actor):
    assert {"mark-green", "robert-white", "lisa-smith", "chris-murphy", "john-allen"} & {
        actor_id for _, actor_id in found(shipped, text)
    } == ({actor} if actor else set())


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("اجتمعت السعودية والإمارات والكويت وعمان", "oman"),
        ("وقالت عُمان إنها ترحب", "oman"),
        ("تقارب بين عمان وأبوظبي", "oman"),
        ("وقالت عمان إنها تستقبل اللاجئين في الأردن", "jordan"),
        ("Amman said it would receive them", "jordan"),
        ("Oman said it would mediate", "oman"),
    ],
)
def test_oman_is_told_from_amman(shipped, text, actor):
    assert actor in {actor_id for _, actor_id in found(shipped, text)}
    assert {"oman": "jordan", "jordan": "oman"}[actor] not in {actor_id for _, actor_id in found(shipped, text)}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("فلاديمير بوتن في موسكو", "vladimir-putin"),
        ("زار هاقان فيدان القرية", "hakan-fidan"),
        ("أعلن البنتاقون ذلك", "pentagon"),
        ("Scott Rawlinson spoke.", "scott-rawlinson"),
        ("تحدث جيمس رولينسون", "scott-rawlinson"),
        ("The Observatory for Human Rights spoke of Syria and Syrian towns.", "syrian-observatory-for-human-rights"),
        ("The National Coalition left, Syrian towns rejoiced.", "syrian-national-coalition"),
    ],
)
def test_other_spellings_and_shorter_names(shipped, text, actor):
    assert actor in {actor_id for _, actor_id in found(shipped, text)}
