"""A workspace's own actors: entries, changes, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analytics.annotate.actors.actor import Actor, Role
from analytics.annotate.actors.changes import change_of, merged
from analytics.annotate.actors.conflicts import MAX_NAME
from analytics.annotate.actors.entries import actor_of, row_of, toml_of
from analytics.annotate.actors.likeness import Likeness, consonants
from analytics.annotate.actors.names import is_acronym
from analytics.annotate.actors.own import NO_OWN, OwnActors
from analytics.annotate.actors.own_files import gather, own_actors
from analytics.annotate.actors.registry import Registry
from analytics.annotate.pipeline import Annotator
from analytics.annotate.toml_rows import read_rows
from analytics.errors import RegistryError

QUTAIBA = (
    '[[actor]]\nid = "qutaiba-al-zarnuqi"\ntype = "person"\n'
    'name_en = "Qutaiba al-Zarnuqi"\nname_ar = "قتيبة الزرنوقي"\n'
)


def written(root: Path, text: str, name: str = "own.toml") -> Path:
    (root / "actors").mkdir(exist_ok=True)
    (root / "actors" / name).write_text(text, encoding="utf-8")
    return root


def test_an_entry_adds_an_actor_and_says_where_it_stands(tmp_path: Path) -> None:
    own = own_actors(written(tmp_path, QUTAIBA)).own
    registry = Registry.load(own)
    assert registry["qutaiba-al-zarnuqi"].name_ar == "قتيبة الزرنوقي"
    assert (registry.origin("qutaiba-al-zarnuqi"), registry.origin("islamic-state")) == ("workspace", "registry")
    assert own.where("qutaiba-al-zarnuqi") == "actors/own.toml, actor 1"
    assert len(registry) == len(Registry.load()) + 1


def test_an_entry_takes_the_place_of_the_registrys(tmp_path: Path) -> None:
    text = '[[actor]]\nid = "mazloum-abdi"\ntype = "person"\nname_en = "Mazloum Abdi"\nname_ar = "مظلوم عبدي"\n'
    registry = Registry.load(own_actors(written(tmp_path, text)).own)
    assert registry["mazloum-abdi"] == Actor(
        id="mazloum-abdi", type="person", name_en="Mazloum Abdi", name_ar="مظلوم عبدي"
    )
    assert registry.origin("mazloum-abdi") == "workspace"


def test_a_change_corrects_a_name_without_copying_the_entry(tmp_path: Path) -> None:
    before = Registry.load()["us-military"]
    text = (
        '[[change]]\nid = "us-military"\nadd_aliases_ar = ["جيش العم سام"]\nremove_aliases_en = ["us TROOPS"]\n'
        'add_roles = [{ title_en = "Host", title_ar = "مضيف", start = "2014" }]\n'
    )
    registry = Registry.load(own_actors(written(tmp_path, text)).own)
    after = registry["us-military"]
    assert "US troops" in before.aliases_en and "US troops" not in after.aliases_en
    assert after.aliases_ar == (*before.aliases_ar, "جيش العم سام")
    assert after.roles == (*before.roles, Role(title_en="Host", title_ar="مضيف", start="2014"))
    assert registry.origin("us-military") == "registry"


def test_files_and_their_order_do_not_count(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir(), two.mkdir()
    first = '[[change]]\nid = "asayish"\nadd_short_ar = ["الأمن الداخلي"]\n'
    second = '[[change]]\nid = "asayish"\nadd_aliases_en = ["Northern Security"]\n'
    written(one, QUTAIBA + first + second)
    written(two, second, "a.toml"), written(two, first + QUTAIBA, "b.toml")
    assert gather(one).own.digest == gather(two).own.digest
    assert dict(Registry.load(gather(one).own)) == dict(Registry.load(gather(two).own))


def test_nothing_of_ones_own_leaves_the_registry_as_it_is(tmp_path: Path) -> None:
    assert gather(tmp_path).own == NO_OWN == OwnActors()
    assert dict(Registry.load(NO_OWN)) == dict(Registry.load())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[actor", "actors/own.toml cannot be read as TOML"),
        ("[[actor]]\nid = 'x'\n", "actors/own.toml, actor 1: 'type' must be a non-empty string, got None"),
        ("[[actors]]\nid = 'x'\n", "unknown table 'actors'; allowed: [[actor]] and [[change]]"),
        ("actor = 3\n", "'actor' must be a list of tables"),
        (QUTAIBA + 'aliases_en = "K"\n', "actor 1: 'aliases_en' must be a list of non-empty strings, got 'K'"),
        (QUTAIBA + "qid = 5\n", "actor 1: 'qid' must be a non-empty string, got 5"),
        (QUTAIBA.replace("qutaiba-al", "Qutaiba al"), "must be small Latin letters, digits and single hyphens"),
        (QUTAIBA + 'parent = "nobody"\n', "'parent' is 'nobody', which is no actor"),
        (QUTAIBA + 'aliases_ar = ["و"]\n', "'aliases_ar' of 'qutaiba-al-zarnuqi' has 'و', which has fewer than two"),
        (QUTAIBA + 'aliases_en = ["..."]\n', "which has fewer than two letters"),
        (QUTAIBA + 'aliases_en = ["a\\u202Eb c"]\n', "which holds a hidden control character"),
        (QUTAIBA + 'aliases_en = ["Foo\\nBar"]\n', "which holds a hidden control character"),
        (QUTAIBA + 'aliases_ar = ["قتيبة\\u2028الزرنوق"]\n', "which holds a hidden control character"),
        (QUTAIBA + 'aliases_en = ["The "]\n', "has 'The ', which begins or ends with a blank"),
        (QUTAIBA + 'aliases_ar = [" قتيبة"]\n', "has ' قتيبة', which begins or ends with a blank"),
        (QUTAIBA + 'aliases_en = ["The"]\n', "has 'The', which is only an article"),
        (QUTAIBA + 'aliases_ar = ["ال"]\n', "has 'ال', which is only an article"),
        (QUTAIBA + f'aliases_en = ["{"k" * (MAX_NAME + 1)}"]\n', f"has {MAX_NAME + 1} characters; a name has at most"),
        ('[[change]]\nid = "nobody"\nadd_short_ar = ["س ع"]\n', "change 1: there is no actor 'nobody' to change"),
        ('[[change]]\nadd_short_ar = ["س ع"]\n', "change 1: 'id' must be a non-empty string, got None"),
        ('[[change]]\nid = "asayish"\nalias = ["x"]\n', "change 1: unknown key 'alias'; allowed: id, name_en"),
        (QUTAIBA + QUTAIBA, "actor 2: id 'qutaiba-al-zarnuqi' is taken by actors/own.toml, actor 1"),
    ],
)
def test_what_is_not_well_formed_is_told_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    problems = gather(written(tmp_path, text)).problems
    assert any(message in problem for problem in problems), problems
    with pytest.raises(RegistryError, match="actors check -w"):
        own_actors(tmp_path)


@pytest.mark.parametrize(
    "name",
    [
        *("داعش", "ISIS", "تنظيم الدولة الإسلامية", "Islamic State"),
        *("ISLAMIC STATE", "The Islamic State", "I.S.I.S.", "DAESH", "تنظيم الدولة الاسلاميه"),
    ],
)
def test_a_name_that_would_belong_to_two_actors_is_refused_with_both(tmp_path: Path, name: str) -> None:
    (problem,) = gather(written(tmp_path, QUTAIBA + f'aliases_ar = ["{name}"]\n')).problems
    assert "actors/own.toml, actor 1" in problem
    assert f"the name {name!r} would belong to two actors, 'qutaiba-al-zarnuqi' and 'islamic-state'" in problem
    assert '[[change]] id = "islamic-state"' in problem and "short_" in problem


def test_a_joined_name_is_the_same_name(tmp_path: Path) -> None:
    whole = Registry.load()["rami-abdel-rahman"].name_ar
    joined = whole.replace("عبد ال", "عبدال")
    assert joined != whole
    (problem,) = gather(written(tmp_path, QUTAIBA + f'aliases_ar = ["{joined}"]\n')).problems
    assert f'[[change]] id = "rami-abdel-rahman", remove_aliases_ar = ["{whole}"]' in problem


@pytest.mark.parametrize("written_as", ["P.K.K.", "PKK"])
def test_an_acronym_is_one_name_with_and_without_dots(written_as: str) -> None:
    actor = Actor(id="a", type="armed_group", name_en="Some Party", name_ar="حزب ما", aliases_en=("PKK", "pkk lovers"))
    change = change_of({"id": "a", "remove_aliases_en": [written_as]}, "f")
    assert change.apply(actor).aliases_en == ("pkk lovers",)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("ISIS", True), ("P.K.K.", True), ("YPG-J", True), ("HAYAT TAHRIR", False), ("K", False), ("داعش", False)],
)
def test_only_one_word_in_capitals_is_an_acronym(name: str, expected: bool) -> None:
    assert is_acronym(name) is expected


def test_a_name_taken_from_one_actor_may_go_to_another(tmp_path: Path) -> None:
    alias = Registry.load()["us-military"].aliases_ar[0]
    text = QUTAIBA + f'aliases_ar = ["{alias}"]\n[[change]]\nid = "us-military"\nremove_aliases_ar = ["{alias}"]\n'
    assert gather(written(tmp_path, text)).problems == ()


def test_all_problems_are_told_not_the_first_alone(tmp_path: Path) -> None:
    written(tmp_path, "[[actor", "a.toml")
    written(tmp_path, "[[actor]]\nid = 'x'\n[[actor]]\nid = 'y'\n", "b.toml")
    assert len(gather(tmp_path).problems) == 3
    with pytest.raises(RegistryError, match="There are 2 more problems"):
        own_actors(tmp_path)


def test_two_changes_that_contradict_each_other_are_refused() -> None:
    rows = [{"id": "a", "name_en": "One"}, {"id": "a", "name_en": "Two"}]
    with pytest.raises(RegistryError, match="'name_en' of 'a' is 'Two' here and 'One' in f, change 0"):
        merged(change_of(row, f"f, change {number}") for number, row in enumerate(rows))


def test_an_entry_survives_being_written_and_read(tmp_path: Path) -> None:
    actor = Actor(
        id="a-b",
        type="person",
        name_en='A "B" \\ \x7f',
        name_ar="ألف\tباء",
        aliases_ku=("Ş î",),
        roles=(Role(body="sdf", start="2014"), Role(title_en="Head", title_ar="رئيس", end="2015-01")),
    )
    path = tmp_path / "one.toml"
    path.write_text(toml_of(row_of(actor)), encoding="utf-8")
    assert [actor_of(row, "f") for row in read_rows(path, "actor")] == [actor]
    own = OwnActors((actor,), (change_of({"id": "x", "add_roles": row_of(actor)["roles"]}, "f"),))
    path.write_text(own.to_json(), encoding="utf-8")
    assert OwnActors.from_file(path) == own


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{}", "'actors' must be a list of objects, got None"),
        ('{"actors": []}', "'changes' must be a list of objects, got None"),
        ('{"actors": [3], "changes": []}', "'actors' must be a list of objects, got [3]"),
        ("[]", "'actors' must be a list of objects, got None"),
        ("[" * 100_000, "cannot be read"),
        ("{", "cannot be read"),
        ('{"actors": [{"id": "x"}], "changes": []}', "'type' must be a non-empty string, got None"),
    ],
)
def test_a_file_of_a_run_that_is_damaged_is_told(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "own.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RegistryError, match=f"^own.json.*{re.escape(message)}"):
        OwnActors.from_file(path)


def test_own_actors_are_found_in_texts_of_both_languages(tmp_path: Path) -> None:
    annotator = Annotator.load(own_actors(written(tmp_path, QUTAIBA)).own)
    for text in ("وصرّح قتيبة الزرنوقي بأن الأمن عاد.", "Security was back, Qutaiba al-Zarnuqi said."):
        found = annotator.annotate("", text)
        assert [mention.actor_id for mention in found.mentions] == ["qutaiba-al-zarnuqi"]
        assert found.candidates == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مظلوم", "mazloum"),
        ("خالد", "khaled"),
        ("الدندل".removeprefix("ال"), "dandal"),
        ("صالح", "saleh"),
        ("قاسم", "qassem"),
    ],
)
def test_spellings_of_one_name_have_the_same_consonants(one: str, other: str) -> None:
    assert consonants(one) == consonants(other) != ""


ACTORS = {
    actor.id: actor
    for actor in (
        Actor(id="mazloum-abdi", type="person", name_en="Mazloum Abdi", name_ar="مظلوم عبدي"),
        Actor(id="rami-abdel-rahman", type="person", name_en="Rami Abdel Rahman", name_ar="رامي عبد الرحمن"),
        Actor(id="ali-hassan", type="person", name_en="Ali Hassan", name_ar="علي حسن"),
        Actor(id="raqqa-council", type="government_body", name_en="Raqqa Civil Council", name_ar="مجلس الرقة المدني"),
    )
}


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Mazlum Abdy", "person", ("mazloum-abdi",)),
        ("مظلوم عبدى", "person", ("mazloum-abdi",)),
        ("Rami Abdulrahman", "person", ("rami-abdel-rahman",)),
        ("رامي عبدالرحمن", "person", ("rami-abdel-rahman",)),
        ("العميد عبدي", "person", ("mazloum-abdi",)),
        ("Omar Ali", "person", ()),
        ("عمر علي", "person", ()),
        ("Raqqa Council", "organisation", ("raqqa-council",)),
        ("مجلس الرقة", "organisation", ("raqqa-council",)),
        ("مجلس حلب", "organisation", ()),
        ("Mazlum Abdy", "organisation", ()),
        ("", "person", ()),
        ("🙂 \u202e", "person", ()),
        ("ن" * 100_000, "person", ()),
    ],
)
def test_actors_a_name_may_mean(name: str, kind: str, expected: tuple[str, ...]) -> None:
    assert Likeness(ACTORS).of(name, kind) == expected
