"""The registry: reading, refusing, and the offices of states."""

import re

import pytest

from analytics.annotate.actors.actor import Actor
from analytics.annotate.actors.entries import read_actors
from analytics.annotate.actors.own import OwnActors
from analytics.annotate.actors.registry import Registry
from analytics.errors import RegistryError

GOOD = 'id = "x"\ntype = "ngo"\nname_en = "Xyz Watch"\nname_ar = "سين"\n'


def load(tmp_path, text):
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return Registry.load(OwnActors(tuple(read_actors([path]).values())))


def test_own_file_adds_an_actor(tmp_path):
    registry = load(tmp_path, f"[[actor]]\n{GOOD}aliases_ar = ['مرصد سين']\n")
    assert registry["x"] == Actor(id="x", type="ngo", name_en="Xyz Watch", name_ar="سين", aliases_ar=("مرصد سين",))
    assert list(registry) == sorted(registry)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[actor]]\nid = 'x'\n", "'type' must be a non-empty string, got None"),
        (f"[[actor]]\n{GOOD}colour = 'red'\n", "unknown key 'colour'; allowed: id, type"),
        (f"[[actor]]\n{GOOD}aliases_en = 'X'\n", "'aliases_en' must be a list of non-empty strings, got 'X'"),
        (f"[[actor]]\n{GOOD.replace('ngo', 'club')}", "type 'club' is unknown; allowed: person"),
        (f"[[actor]]\n{GOOD}[[actor]]\n{GOOD}", "id 'x' is taken"),
        ("[[actor", "own.toml cannot be read as TOML"),
        ("actor = 3", "'actor' must be a list of tables"),
    ],
)
def test_a_faulty_file_is_refused_with_its_place(tmp_path, text, message):
    with pytest.raises(RegistryError, match=re.escape(message)):
        load(tmp_path, text)


def test_unknown_id_is_named():
    with pytest.raises(KeyError, match="No actor 'nobody'"):
        Registry([])["nobody"]


def test_a_state_has_its_government_and_offices():
    state = Actor(
        id="utopia",
        type="state",
        name_en="Utopia",
        name_ar="يوتوبيا",
        demonym_en=("Utopian", "Utopians"),
        demonym_ar=("اليوتوبي", "اليوتوبية"),
    )
    registry = Registry.with_offices([state])
    assert "Utopian government" in registry["utopia"].aliases_en
    assert "الحكومة اليوتوبية" in registry["utopia"].aliases_ar
    ministry = registry["utopian-interior-ministry"]
    assert (ministry.name_en, ministry.name_ar, ministry.parent) == (
        "Utopian Interior Ministry",
        "وزارة الداخلية اليوتوبية",
        "utopia",
    )
    assert ministry.derived


def test_an_office_the_registry_knows_gives_its_names_to_it():
    state = Actor(id="u", type="state", name_en="U", name_ar="يو", demonym_en=("Ut",), demonym_ar=("اليوتي",))
    army = Actor(id="our-army", type="military", name_en="Ut army", name_ar="جيشنا")
    other = Actor(id="ut-navy-2", type="military", name_en="Second Fleet", name_ar="أسطول", aliases_en=("Ut troops",))
    registry = Registry.with_offices([state, army, other])
    assert "ut-army" not in registry
    assert "الجيش اليوتي" in registry["our-army"].aliases_ar
    assert "Ut troops" not in registry["our-army"].aliases_en
    assert not registry["our-army"].derived
    assert registry["ut-police"].derived


def test_an_outlet_has_the_nouns_of_its_kind():
    agency = Actor(id="a", type="media", name_en="Ut News Agency", name_ar="وكالة أنباء يوتوبيا")
    plain = Actor(id="p", type="media", name_en="Ut", name_ar="يوت")
    own = Actor(id="o", type="media", name_en="Own", name_ar="وكالة أون", coref_ar=("النشرة",))
    registry = Registry.with_offices([agency, plain, own])
    assert registry["a"].coref_ar == ("الوكالة",)
    assert {"الوكالة", "الصحيفة", "القناة"} <= set(registry["p"].coref_ar)
    assert (registry["o"].coref_ar, registry["o"].coref_en) == (("النشرة",), ())
