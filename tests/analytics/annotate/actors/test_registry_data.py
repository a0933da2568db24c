"""The data files of the registry, the gazetteer and the publishers hold what their heads promise."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from analytics.annotate.actors.names import spelling
from analytics.annotate.actors.registry import Registry
from analytics.schema import ACTOR_TYPES
from corpus.publishers import Publishers

ROOT = Path(__file__).resolve().parents[4]
ACTOR_FILES = sorted((ROOT / "analytics/annotate/actors/registry").glob("*.toml"))
OTHERS = ("aliases_ku", "aliases_tr", "aliases_fr")  # Kurdish, Turkish, French
LISTS = ("aliases_en", "aliases_ar", *OTHERS, "short_en", "short_ar", "coref_en", "coref_ar")


def rows(path: Path, key: str) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))[key]
    return content


ACTORS = [row for path in ACTOR_FILES for row in rows(path, "actor")]
PLACES = [
    row for path in sorted((ROOT / "analytics/annotate/places/gazetteer").glob("*.toml")) for row in rows(path, "place")
]
PUBLISHERS = rows(ROOT / "corpus/publishers.toml", "publisher")


def owners(items: list[dict[str, Any]]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for item in items:
        others = [name for key in OTHERS for name in item.get(key, ())]
        for name in (
            item["name_en"],
            item["name_ar"],
            *item.get("aliases_en", []),
            *item.get("aliases_ar", []),
            *others,
        ):
            found[spelling(name)].add(item["id"])
    return found


def shared(items: list[dict[str, Any]]) -> dict[str, set[str]]:
    return {name: ids for name, ids in owners(items).items() if len(ids) > 1}


@pytest.mark.parametrize(("items", "least"), [(ACTORS, 800), (PLACES, 400), (PUBLISHERS, 120)])
def test_ids_are_unique_slugs(items: list[dict[str, Any]], least: int) -> None:
    ids = [item["id"] for item in items]
    assert len(ids) == len(set(ids)) >= least
    assert all(id_ and set(id_) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for id_ in ids)


def test_actors_are_well_formed() -> None:
    assert len(ACTOR_FILES) >= 8
    for actor in ACTORS:
        assert actor["type"] in ACTOR_TYPES, actor["id"]
        assert actor["name_en"].strip() and actor["name_ar"].strip(), actor["id"]
        assert all(name == name.strip() and name for key in LISTS for name in actor.get(key, [])), actor["id"]


def test_every_kind_of_actor_occurs() -> None:
    assert {actor["type"] for actor in ACTORS} == set(ACTOR_TYPES)


def test_no_certain_name_belongs_to_two_actors() -> None:
    assert shared(ACTORS) == {}


def test_no_certain_name_belongs_to_two_actors_when_offices_are_added() -> None:
    registry = Registry.load()
    found: defaultdict[str, set[str]] = defaultdict(set)
    for actor in registry.values():
        for name in actor.names:
            found[spelling(name)].add(actor.id)
    assert {name: ids for name, ids in found.items() if len(ids) > 1 and name != spelling("عمان")} == {}
    assert not [name for name in found if "statess" in name or "officialss" in name]


def test_no_wikidata_item_is_two_actors() -> None:
    items = [actor["qid"] for actor in ACTORS if "qid" in actor]
    assert len(items) == len(set(items))
    assert all(item[0] == "Q" and item[1:].isdigit() for item in items)


def test_parents_exist() -> None:
    ids = {actor["id"] for actor in ACTORS}
    assert {actor["parent"] for actor in ACTORS if "parent" in actor} <= ids


def test_names_are_in_the_script_of_their_list() -> None:
    arabic = {chr(code) for code in range(0x0621, 0x064B)}
    for item in [*ACTORS, *PLACES]:
        for name in (item["name_en"], *item.get("aliases_en", [])):
            assert arabic.isdisjoint(name), (item["id"], name)
        assert not arabic.isdisjoint(item["name_ar"]), item["id"]


def test_the_main_actors_are_found_by_their_usual_names() -> None:
    by_name = owners(ACTORS)
    expected = {
        "داعش": "islamic-state", "ISIS": "islamic-state", "قسد": "syrian-democratic-forces",
        "البنتاجون": "pentagon", "سنتكوم": "us-central-command", "التحالف الدولي": "global-coalition",
        "الحشد الشعبي": "popular-mobilization-forces", "رويترز": "reuters", "أردوغان": "recep-tayyip-erdogan",
    }  # fmt: skip
    assert {name: by_name[spelling(name)] for name in expected} == {name: {id_} for name, id_ in expected.items()}


def test_a_name_of_two_places_is_told_apart_by_their_regions_or_levels() -> None:
    by_id = {place["id"]: place for place in PLACES}
    for name, ids in shared(PLACES).items():
        regions = [(by_id[i]["level"], by_id[i].get("governorate") or by_id[i].get("country")) for i in ids]
        assert len(set(regions)) == len(ids), name


def test_every_state_is_also_a_place() -> None:
    countries = {spelling(place["name_ar"]) for place in PLACES if place["level"] == "country"}
    states = [actor for actor in ACTORS if actor["type"] == "state" and actor.get("capital_en")]
    for state in states:
        names = {spelling(name) for name in (state["name_ar"], *state["aliases_ar"])}
        assert names & countries or state["id"] == "mali", state["id"]


def test_publishers_are_well_formed_and_none_is_claimed_twice() -> None:
    Publishers.load()
    for publisher in PUBLISHERS:
        assert publisher["name_en"].strip() and publisher["name_ar"].strip(), publisher["id"]
        assert publisher["languages"], publisher["id"]


def test_the_desks_of_the_sample_say_that_they_are_samples() -> None:
    desks = [publisher for publisher in PUBLISHERS if publisher.get("sample")]
    assert len(desks) == 6
    assert all("(sample)" in desk["name_en"] and "(نص تجريبي)" in desk["name_ar"] for desk in desks)


@pytest.mark.parametrize(
    ("name", "publisher_id"),
    [
        ("aawsat", "asharq-al-awsat"),
        ("BBC", "bbc"),
        ("manar", "al-manar"),
        ("الميادين", "al-mayadeen"),
        ("was", "saudi-press-agency"),
    ],
)
def test_codes_and_names_lead_to_the_publisher(name: str, publisher_id: str) -> None:
    found = Publishers.load().get(name)
    assert found is not None and found.id == publisher_id
