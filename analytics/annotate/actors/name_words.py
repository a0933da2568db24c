"""The words by which discovery knows a name: given names, titles, offices, head nouns of bodies, common words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from analytics.annotate.actors.common_words import common_words
from analytics.annotate.actors.registry import Registry
from analytics.annotate.toml_rows import read_toml
from corpus.text.normalise import fold

_FOLDER: Final = Path(__file__).parent
_SERVANT: Final = "عبد"
_ATTRIBUTES: Final = (  # names of God and of holy men after "servant of"
    "الله الرحمن العزيز الكريم اللطيف المجيد الملك الوهاب الرزاق القادر الحميد الجبار السلام الرحيم الغني الفتاح "
    "الحليم المنعم الحكيم الخالق الستار الناصر الهادي الإله الأمير الحسين الرضا الزهرة المهدي الواحد الباقي الباسط "
    "الحفيظ السميع العظيم الغفار الغفور القهار المحسن الحق الحي رب ربه النبي العليم الرؤوف الصمد العال المؤمن الباري "
    "الحافظ المطلب "
    "المسيح الحسن العباس الكاظم الشهيد العلي الجليل الوهاب الودود النور القدوس الصاحب المعطي الخضر القيوم المالك المولى"
)
PARTICLES: Final = frozenset(fold("بن ابن بنت أبو أبي أبا أم آل عبد دي دا دو فان فون لو ديل دير ذو بو ولد نجل").split())
KUNYAS: Final = frozenset(fold("أبو أبي أبا أم").split())
SECOND_PARTS: Final = frozenset(fold(f"الدين الإسلام {_ATTRIBUTES}").split())


def _folded(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


@dataclass(frozen=True, slots=True)
class ArabicWords:
    """Folded Arabic words of each kind. ``given`` are certain given names, ``doubtful`` are words as well."""

    given: frozenset[str]
    doubtful: frozenset[str]
    parts: frozenset[str]  # of the names of the registry's people
    titles: frozenset[str]
    sure_titles: frozenset[str]
    roles: frozenset[str]
    peoples: frozenset[str]  # adjectives of states
    heads: frozenset[str]
    weak_heads: frozenset[str]
    not_people: frozenset[str]
    plain: frozenset[str]
    definite_heads: frozenset[str]
    links: frozenset[str]
    joinable: frozenset[str]
    trailers: frozenset[str]
    not_parts: frozenset[str]
    not_trades: frozenset[str]
    credits: frozenset[str]
    stops: frozenset[str]
    common: frozenset[str]


@dataclass(frozen=True, slots=True)
class LatinWords:
    """Folded words of each kind in Latin letters."""

    given: frozenset[str]
    titles: frozenset[str]
    title_parts: frozenset[str]
    peoples: frozenset[str]
    small_heads: frozenset[str]
    plain_heads: frozenset[str]
    place_nouns: frozenset[str]
    place_openers: frozenset[str]
    roles: frozenset[str]
    heads: frozenset[str]
    not_names: frozenset[str]
    things: frozenset[str]
    credits: frozenset[str]
    at_places: frozenset[str]


@dataclass(frozen=True, slots=True)
class NameWords:
    """The word lists of both scripts."""

    arabic: ArabicWords
    latin: LatinWords

    @classmethod
    def load(cls, registry: Registry) -> NameWords:
        """The lists shipped with Marsad, and the name parts of the registry's people.

        Raises
        ------
        RegistryError
            If a list is missing or is not TOML.
        """
        names, titles = read_toml(_FOLDER / "given_names.toml"), read_toml(_FOLDER / "titles.toml")
        people = [actor for actor in registry.values() if actor.type == "person"]
        arabic = {kind: _folded(text) for kind, text in titles["arabic"].items()}
        latin = {kind: _folded(text) for kind, text in titles["english"].items()}
        doubtful = _folded(names["words"])
        joined = {_SERVANT + part for part in _folded(_ATTRIBUTES)}
        given = (_folded(f"{names['arabic']} {names['foreign']}") | joined) - doubtful - PARTICLES
        known = _folded(" ".join(f"{actor.name_ar} {' '.join(actor.aliases_ar)}" for actor in people))
        common = common_words() - given - doubtful
        peoples = _folded(" ".join(word for actor in registry.values() for word in actor.demonym_ar))
        parts = known - common - arabic["titles"] - arabic["roles"] - PARTICLES
        return cls(
            ArabicWords(given=given, doubtful=doubtful, parts=parts, common=common, peoples=peoples, **arabic),
            LatinWords(
                given=_folded(names["latin"]),
                peoples=_folded(" ".join(word for actor in registry.values() for word in actor.demonym_en)),
                **latin,
            ),
        )
