"""The forms under which an actor may be written, and what each form proves."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from analytics.annotate.actors.actor import Actor
from analytics.annotate.actors.derived import country_names
from analytics.annotate.copies import copy_of

_ARABIC: Final = re.compile("[\u0621-\u064a]")
_PARTICLES: Final = frozenset("al el bin ibn abu abd van von de عبد ابو ابي ابن بن ال".split())
# Names that are also everyday words once folded: alone they never mean the person.
_EVERYDAY: Final = frozenset(
    "علي على سريع صالح خالد سعيد جديد كبير عام عادل كامل سالم حسن محمد احمد حسين عمر الله الدين الملك الامير الشيخ "
    "الرحمن العزيز سليم كريم امين راشد ناصر نصر فهد سعد عيسى عيسي موسى موسي منصور الاول الثاني الثالث الرابع مراد "
    "john جون king prince bush may power gates rice hope white brown black hall young long".split()
)


class Form(NamedTuple):
    """One way to write one actor.

    ``use`` is certain, announced (an outlet or group whose name is also a word), short, coref, country, capital, or
    cue (a word that speaks for the actor and never names it); ``case`` any, capital (begins with a capital letter) or
    acronym (written exactly so); ``lead`` the characters at its beginning that are matched but not part of the name.
    """

    key: str
    actor_id: str
    use: str
    case: str = "any"
    lead: int = 0

    @property
    def is_arabic(self) -> bool:
        """Whether it is written in Arabic letters."""
        return bool(_ARABIC.search(self.key))


def is_acronym(name: str) -> bool:
    """Whether a name is matched in capitals only: one word of at least two letters, all of them capitals."""
    letters = [character for character in name if character.isalpha()]
    return len(letters) > 1 and all(character.isupper() for character in letters) and len(name.split()) == 1


def undotted(name: str) -> str:
    """The name; an acronym without its dots: "P.K.K." is "PKK"."""
    return _acronym_spellings(name)[0] if is_acronym(name) else name


def spelling(name: str) -> str:
    """The form by which two spellings are one name: folded, but an acronym ("IS") keeps its capitals."""
    return undotted(name) if is_acronym(name) else copy_of(name).text.strip()


class Keys(dict[str, str]):
    """Names and the keys under which they are looked for; names asked for together are folded together."""

    def __init__(self, names: Iterable[str]) -> None:
        listed = list(dict.fromkeys(names))
        folded = copy_of("\n".join(listed)).text.split("\n")
        super().__init__((name, key.strip()) for name, key in zip(listed, folded, strict=True))

    def __missing__(self, name: str) -> str:
        self[name] = copy_of(name).text.strip()
        return self[name]


def written_of(actor: Actor) -> Iterator[str]:
    """All that is written of an actor in its entry, and what may be its surnames: to be folded together."""
    yield from actor.names
    for listed in (actor.short_en, actor.short_ar, actor.coref_en, actor.coref_ar, actor.capital_en, actor.capital_ar):
        yield from listed
    yield from (*actor.demonym_en, *actor.demonym_ar, *_peoples(actor))
    if actor.type == "person":
        for name in actor.names:
            words = name.replace("-", " ").split()
            yield from words[-2:]
            yield " ".join(words[-2:])


def adjectives_of(actors: Mapping[str, Actor], keys: Keys) -> frozenset[str]:
    """The keys of the adjectives of all states, those of their people among them."""
    words = ((*actor.demonym_en, *actor.demonym_ar, *_peoples(actor)) for actor in actors.values())
    return frozenset(keys[word] for word in itertools.chain.from_iterable(words))


def forms_of(actors: Iterable[Actor], keys: Keys, adjectives: frozenset[str]) -> Iterator[Form]:
    """Every form of some actors: where two claim one name, the registry's own actor comes before a derived one."""
    for actor in sorted(actors, key=lambda actor: (actor.derived, actor.id)):
        yield from forms(actor, keys, adjectives)


def forms(actor: Actor, keys: Keys, adjectives: frozenset[str]) -> Iterator[Form]:
    """Every form of an actor; ``adjectives`` are the keys of states' adjectives, which no surname may be."""
    countries = (*country_names(actor, "en"), *country_names(actor, "ar")) if actor.type == "state" else ()
    states = {keys[name] for name in countries}

    def written(name: str, use: str) -> Iterator[Form]:
        return written_forms(name, actor.id, use, keys, person=actor.type == "person")

    for name in dict.fromkeys(actor.names):
        if "(" in name or _is_indefinite(actor, keys[name], adjectives):
            continue  # "a name (another)" is two mentions
        use = "country" if keys[name] in states else "certain"
        yield from written(name, "announced" if _is_common(actor, keys[name], use) else use)
    for use, listed in (
        ("capital", actor.capital_en + actor.capital_ar + _peoples(actor)),
        ("short", actor.short_en + actor.short_ar),
    ):
        for name in listed:
            yield from written(name, "announced" if _is_common(actor, keys[name], use) else use)
    for name in actor.coref_en + actor.coref_ar:
        yield from written(name, "coref")
    if actor.type == "person":
        given = [name for name in actor.names if not (actor.short_ar if _ARABIC.search(name) else actor.short_en)]
        for name in _surnames(given, keys):
            if keys[name] not in adjectives:
                yield from written(name, "short")


def written_forms(name: str, actor_id: str, use: str, keys: Keys, *, person: bool = False) -> Iterator[Form]:
    """The forms of one name: as it is, with لل for its article, dotted, with عبد joined or apart."""
    if _ARABIC.search(name):
        for key in _arabic_spellings(keys[name]):
            yield Form(key, actor_id, use)
            if key.startswith("ال"):
                yield Form(f"لل{key[2:]}", actor_id, use, lead=1)
        return
    if is_acronym(name):
        for key in _acronym_spellings(name):
            yield Form(key, actor_id, use, "acronym")
        return
    yield from _latin(name, actor_id, use, keys, person=person)


def _latin(name: str, actor_id: str, use: str, keys: Keys, *, person: bool) -> Iterator[Form]:
    for key in _latin_spellings(keys[name], person=person):
        bare = key.removeprefix("the ")
        lead = len(key) - len(bare)
        proper = name.removeprefix("the ").removeprefix("The ")[:1].isupper()
        needs_capital = proper and (" " not in bare or lead > 0) and use != "coref"
        if lead and use == "short":
            yield Form(bare, actor_id, use, "capital")
            needs_capital = False
        yield Form(key, actor_id, use, "capital" if needs_capital else "any", lead)


def _is_common(actor: Actor, key: str, use: str) -> bool:
    """Whether a name is also a word: one Arabic word with the article, of an outlet, or short for a group."""
    kinds = ("media", "armed_group") if use == "short" else ("media",)
    return actor.type in kinds and key.startswith("ال") and " " not in key


def _is_indefinite(actor: Actor, key: str, adjectives: frozenset[str]) -> bool:
    """Whether an Arabic name is a plain noun with a state's adjective, as "قوات أميركية": some forces, not the army."""
    *nouns, last = key.split(" ")
    return (
        bool(nouns)
        and actor.type != "state"
        and last in adjectives
        and not last.startswith("ال")
        and all(not noun.startswith("ال") for noun in nouns)
        and bool(_ARABIC.search(key))
    )


def _peoples(actor: Actor) -> tuple[str, ...]:
    """A state's people, as "الأميركيون", who stand for it where they act."""
    singular = [word for word in actor.demonym_ar if word.startswith("ال") and word.endswith(("ي", "ى"))]
    return tuple(f"{word[:-1]}ي{ending}" for word in singular for ending in ("ون", "ين"))


def _arabic_spellings(key: str) -> list[str]:
    return list(dict.fromkeys((key, key.replace("عبد ال", "عبدال"), key.replace("عبدال", "عبد ال"))))


def _acronym_spellings(name: str) -> list[str]:
    plain = name.replace(".", "").replace("'", "")
    if "-" in plain:
        return [plain]
    dotted = ".".join(plain)
    return [plain, f"{dotted}."] + ([dotted] if len(plain) > 2 else []) if len(plain) <= 4 else [plain]


def _latin_spellings(key: str, *, person: bool) -> list[str]:
    """The key, other spellings of "jaysh" in it, and for a person also el for al and no article."""
    spellings = [key]
    if "jaysh" in key.split():
        spellings += [key.replace("jaysh", other) for other in ("jaish", "jeish", "jaesh")]
    if person and " al " in key:
        spellings += [key.replace(" al ", " el "), key.replace(" al ", " ")]
    if person and " el " in key:
        spellings += [key.replace(" el ", " al "), key.replace(" el ", " ")]
    return spellings


def _surnames(names: Iterable[str], keys: Keys) -> Iterator[str]:
    """The family name of each full name, with and without its particle."""
    for name in names:
        words = name.replace("-", " ").split()
        if len(words) < 2:
            continue
        last = words[-1]
        if len(last) >= 3 and keys[last] not in _EVERYDAY:
            yield last
        if keys[words[-2]] in _PARTICLES and len(words) > 2:
            yield f"{words[-2]} {last}"
