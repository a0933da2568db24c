"""The people of the registry: their roles, and the surnames by which articles call some of them."""

from __future__ import annotations

import pytest

from analytics.annotate.actors.matcher import ActorMatcher
from analytics.annotate.actors.registry import Registry
from analytics.annotate.sentences import split_sentences


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


@pytest.fixture(scope="module")
def matcher(registry: Registry) -> ActorMatcher:
    return ActorMatcher(registry)


def people(matcher: ActorMatcher, registry: Registry, text: str) -> list[tuple[str, str]]:
    found = matcher.find("", text, split_sentences("", text))
    return [(mention.actor_id, mention.surface) for mention in found if registry[mention.actor_id].type == "person"]


def test_people_have_roles_in_bodies_of_the_registry(registry: Registry) -> None:
    persons = [actor for actor in registry.values() if actor.type == "person"]
    assert len(persons) >= 1500
    assert [person.id for person in persons if not person.roles] == []
    assert {role.body for person in persons for role in person.roles if role.body} <= set(registry)


@pytest.mark.parametrize(
    ("actor_id", "body", "start", "end"),
    [
        ("abu-bakr-al-baghdadi", "islamic-state", "2013-04", "2019-10"),
        ("abu-ibrahim-al-hashimi-al-qurashi", "islamic-state", "2019-10-31", "2022-02-03"),
        ("haider-al-abadi", "iraqi-government", "2014-09-08", "2018-10-25"),
        ("lloyd-austin", "us-central-command", "2013-03-22", "2016-03-30"),
        ("lloyd-austin", "pentagon", "2021-01-22", "2025-01-20"),
        ("bashar-al-assad", "syrian-government", "2000-07-17", "2024-12-08"),
        ("michael-fallon", "uk-ministry-of-defence", "2014-07-15", "2017-11-01"),
    ],
)
def test_roles_bear_the_dates_of_record(registry: Registry, actor_id: str, body: str, start: str, end: str) -> None:
    assert (body, start, end) in {(role.body, role.start, role.end) for role in registry[actor_id].roles}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aid convoys waited outside Damascus while Assad gave a speech.", [("bashar-al-assad", "Assad")]),
        ("The Syrian war has outlasted every forecast about Asad.", [("bashar-al-assad", "Asad")]),
        ("قال الأسد إن المعركة في سوريا طويلة.", [("bashar-al-assad", "الأسد")]),
        ("وصلت المساعدات إلى دمشق بعد لقاء مع الأسد.", [("bashar-al-assad", "الأسد")]),
        ("In Baghdad, Abadi met the governors.", [("haider-al-abadi", "Abadi")]),
        ("استقبل العبادي في بغداد وفدا من المحافظات.", [("haider-al-abadi", "العبادي")]),
        ("ISIS said Baghdadi had spoken to his men.", [("abu-bakr-al-baghdadi", "Baghdadi")]),
        ("بايع مسلحو داعش البغدادي في ذلك العام.", [("abu-bakr-al-baghdadi", "البغدادي")]),
        ("انتقد المالكي في بغداد خصومه.", [("nouri-al-maliki", "المالكي")]),
    ],
)
def test_a_surname_alone_is_the_person_its_country_speaks_of(
    matcher: ActorMatcher, registry: Registry, text: str, expected: list[tuple[str, str]]
) -> None:
    assert people(matcher, registry, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "شوهد الأسد في حديقة الحيوان.",
        "سقطت صواريخ قرب قاعدة عين الأسد غربي العراق وعلى حدود سوريا.",
        "تراجع منسوب بحيرة الأسد في شمال سوريا.",
        "The keepers named the cub Assad.",
        "Rockets hit Ain al-Asad in Iraq near the Syrian border.",
        "هاجم مسلحو داعش ناحية البغدادي في الأنبار.",
    ],
)
def test_a_surname_that_is_something_else_is_nobody(matcher: ActorMatcher, registry: Registry, text: str) -> None:
    assert people(matcher, registry, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أعلنت سوريا أن ماهر الأسد غادر البلاد.", ["maher-al-assad"]),
        ("Rifaat al-Assad returned to Syria.", ["rifaat-al-assad"]),
        ("حذر ليندسي جراهام من عودة التنظيم.", ["lindsey-graham"]),
        ("حذر ليندسي غراهام من عودة التنظيم.", ["lindsey-graham"]),
        ("They named Imam Abdulwahid Ikhwan and Atal Khalid Zar.", ["imam-abdulwahid-ikhwan", "atal-khalid-zar"]),
        ("قالت قسد إن خالد الدندل ساعد الفارين.", ["khaled-al-dandal"]),
    ],
)  # fmt: skip
def test_kin_and_spellings_are_told_apart(
    matcher: ActorMatcher, registry: Registry, text: str, expected: list[str]
) -> None:
    assert [actor_id for actor_id, _ in people(matcher, registry, text)] == expected
