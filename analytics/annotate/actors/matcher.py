"""Mentions of the registry's actors in an article, by one pass of two automata (Aho and Corasick 1975)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from analytics.annotate.actors.beside import OtherNames
from analytics.annotate.actors.context import FREE, ActingContext
from analytics.annotate.actors.home import HomeNames
from analytics.annotate.actors.implied import Cues, ImpliedNames
from analytics.annotate.actors.names import Form, Keys, adjectives_of, forms_of, written_of
from analytics.annotate.actors.namesakes import Homonyms, Namesakes
from analytics.annotate.actors.registry import Registry
from analytics.annotate.actors.scan import Hit, NameScanner
from analytics.annotate.copies import copy_of, name_copy
from analytics.annotate.spans import Mention, Sentence
from analytics.annotate.toml_rows import read_toml
from analytics.schema import whole
from corpus.text.normalise import Normalised

_USE_ORDER: Final = {
    "certain": 0,
    "announced": 1,
    "country": 2,
    "capital": 3,
    "short": 4,
    "coref": 5,
    "home": 6,
    "cue": 7,
}
_ADJECTIVES: Final = frozenset("الخارجيه الداخليه المعارضه".split())  # short names that also qualify a noun
_QUOTES: Final = frozenset("\"'«»“”„‘’()")
_COORDINATION: Final = frozenset({"و", "،و", "، و", "،", "and", ",", ", and"})
_HOUSE: Final = ("ال سعود", "ال ثاني", "ال نهيان", "ال خليفه")
_INDEFINITE: Final = frozenset("a an any another no some".split())
_MINISTERS: Final = frozenset("وزير وزيره وزراء وزيرا ووزيرا لوزير لوزيره بوزير ووزير ووزيره وزيري".split())
_ARTICLES: Final = frozenset("the and but when while as if".split())
_LAST: Final = re.compile(r"([^\W\d_]+) $")
_NEXT_DEFINITE: Final = re.compile(r" (ال[^\W\d_]+)")
_PORTFOLIOS: Final = ("ال", "خارجيه ", "داخليه ", "دفاع ")  # "وزير خارجية تركيا" is no ministry


@dataclass(slots=True)
class _Reading:
    """What has been read so far of one article."""

    copy: Normalised
    written: str
    title_end: int
    named: frozenset[str]  # actors with a certain name anywhere in the article
    cues: Cues
    home: str | None  # the state it is about
    last_seen: dict[str, int] = field(default_factory=dict)
    state_until: int = -1  # end of the last state read and whether it acted, for "Russia and Iran"
    state_acted: bool = False


class ActorMatcher:
    """Finds the mentions of a registry's actors: names, short names, and common nouns that stand for them."""

    def __init__(self, registry: Registry) -> None:
        self._context = ActingContext.load()
        keys = Keys(name for actor in registry.values() for name in written_of(actor))
        self._adjectives = adjectives_of(registry, keys)
        self._outlets = frozenset(actor.id for actor in registry.values() if actor.type == "media")
        self._people = frozenset(actor.id for actor in registry.values() if actor.type == "person")
        self._implied = ImpliedNames.load(registry, keys)
        self._home = HomeNames(registry, keys)
        self._others = OtherNames(registry, keys)
        nouns = read_toml(Path(__file__).parent / "context.toml")["nouns"]
        self._nouns = frozenset(_bare(keys[noun]) for noun in (*nouns["ar"], *nouns["en"]))
        self._cut = frozenset(_bare(keys[noun]) for noun in nouns["bare"])
        self._namesakes = Namesakes(registry, keys)
        self._homonyms = Homonyms(keys)
        forms = itertools.chain(
            forms_of(registry.values(), keys, self._adjectives), self._implied.forms(keys), self._home.forms(keys)
        )
        self._scanner = NameScanner(forms, self._implied.spoken_of, self._home.states_of)

    def find(self, title: str, text: str, sentences: Sequence[Sentence]) -> list[Mention]:
        """Mentions in order, none overlapping, as spans of ``whole(title, text)``.

        A mention lies inside one sentence. Short names and common nouns count after a name of their actor; a short
        name in the title counts when the name is anywhere in the text; one of the ``implied`` rules of
        ``context.toml`` counts without it where the article speaks of what the rule asks for.
        """
        original = whole(title, text)
        copy, written = name_copy(original)
        hits = self._scanner.scan(copy, written)
        named = frozenset(actor_id for hit in hits for actor_id in hit.group.certain)
        home = self._home.of(hit.group.about for hit in hits)
        reading = _Reading(copy, written, len(title), named, _cues(hits, copy, sentences), home)
        mentions: list[Mention] = []
        free = 0
        for hit in hits:
            if hit.begin < free:
                continue
            form = self._decide(hit, reading)
            if form is None or (form.key.startswith(_HOUSE) and hit.start == free + 1 and mentions):
                continue  # "محمد بن سلمان آل سعود" is one name
            free = hit.end
            reading.last_seen[form.actor_id] = hit.start
            start, end = copy.span(hit.start + form.lead, hit.end)
            noun = form.use == "coref" or _bare(form.key) in self._nouns
            kind = "coreference" if noun else "name"
            mentions.append(Mention(start, end, original[start:end], form.actor_id, kind))
        joined = _joined(mentions, original)
        return [mention for mention, later in _with_next(joined) if not self._is_title(mention, later, original)]

    def _is_title(self, mention: Mention, later: Mention | None, original: str) -> bool:
        """Whether it is only the office of the person named right after it: "أمير الكويت، الشيخ صباح الأحمد"."""
        if later is None or mention.actor_id != later.actor_id or mention.actor_id not in self._people:
            return False
        if not set(copy_of(mention.surface).text.split()).isdisjoint(copy_of(later.surface).text.split()):
            return False  # two names, not an office and a name
        between = original[mention.end : later.start]
        return "\n" not in between and len(between.split()) <= 3 and not set(between) & set(".!?؟()")

    def _decide(self, hit: Hit, reading: _Reading) -> Form | None:
        """The form meant at this place, if any: names before short names before nouns, the latest actor first."""
        possible = [form for form in hit.group.forms if self._is_possible(form, reading)]
        if len(possible) < 2:
            return possible[0] if possible and self._holds(possible[0], hit, reading) else None
        ranked = sorted(possible, key=lambda form: (_USE_ORDER[form.use], -reading.last_seen.get(form.actor_id, -1)))
        return next((form for form in ranked if self._holds(form, hit, reading)), None)

    def _is_possible(self, form: Form, reading: _Reading) -> bool:
        """Whether its actor can have been introduced: the short name of an office has a hundred owners, mostly not."""
        if form.use not in {"short", "coref", "home"} or (form.use != "home" and form.actor_id in reading.last_seen):
            return True
        if self._home.may_mean(form, reading.home):
            return True
        return form.use == "short" and (form.actor_id in reading.named or form.actor_id in self._implied)

    def _holds(self, form: Form, hit: Hit, reading: _Reading) -> bool:
        if form.key.startswith(_PORTFOLIOS) and _follows(reading.copy.text, hit.start, _MINISTERS):
            return False  # "وزير الداخلية" is the minister
        if form.use == "short" and form.key in _ADJECTIVES and _follows_definite(reading.copy.text, hit.start):
            return False  # "المساعدات الخارجية"
        if form.use == "certain":
            if form.actor_id in self._people and not self._is_person(form, hit, reading):
                return False
            return not (form.key.startswith("الجانب ") and "حدود" in reading.copy.text[hit.end : hit.end + 12])
        if form.use == "cue":
            return False
        if form.use == "announced":
            seen = form.actor_id in reading.last_seen or self._is_announced(form, hit, reading)
            return seen or self._is_implied(form, hit, reading)
        if form.use in {"country", "capital"}:
            return self._state_acts(form, hit, reading)
        if not form.is_arabic and _follows(reading.copy.text, hit.start, _INDEFINITE):
            return False  # "a coalition of"
        if form.use == "short" and form.actor_id not in self._people and self._is_part(form, hit, reading):
            return False
        return self._holds_short(form, hit, reading)

    def _is_part(self, form: Form, hit: Hit, reading: _Reading) -> bool:
        """Whether a short name of a body is cut from a longer one: «المخابرات العسكرية», "Free Syria Army"."""
        text = reading.copy.text
        if form.is_arabic:
            after = _NEXT_DEFINITE.match(text, hit.end)
            return after is not None and after[1] not in FREE and _bare(form.key) in self._cut
        before = _LAST.search(text[max(0, hit.start - 24) : hit.start])
        if form.lead or " " in form.key or before is None or form.case != "capital":
            return False
        return reading.written[hit.start - len(before[0])].isupper() and before[1] not in _ARTICLES

    def _is_person(self, form: Form, hit: Hit, reading: _Reading) -> bool:
        """Whether a full name is not that of a son, nor of somebody else who bears it."""
        text = reading.copy.text
        if self._others.is_son(form, text, hit.end):
            return False
        if " " not in form.key.removeprefix("al "):
            start = hit.start + form.lead
            return not self._others.of_person(form, text, reading.written, start, hit.end)
        return form.key not in self._namesakes or self._namesakes.means(form, text, hit.start, hit.end, reading.named)

    def _holds_short(self, form: Form, hit: Hit, reading: _Reading) -> bool:
        """Whether a short name or a noun means its actor: introduced, or told by what the article speaks of."""
        if form.use == "coref" and reading.copy.text.startswith(" of ", hit.end):
            return False  # "the group of states"
        if form.use == "short" and form.actor_id in self._people:
            start = hit.start + form.lead
            if self._others.of_person(form, reading.copy.text, reading.written, start, hit.end):
                return False
        if form.use != "home" and form.actor_id in reading.last_seen:
            return True
        if self._home.may_mean(form, reading.home):
            rivals = {other.actor_id for other in hit.group.forms if other.use != "home"} - {form.actor_id}
            free = self._home.stands_free(form, reading.copy.text, hit.start, hit.end)
            if free and reading.named.isdisjoint(rivals):
                return True
        if form.use != "short":
            return False
        in_title = int(reading.copy.origins[hit.start]) < reading.title_end
        return (in_title and form.actor_id in reading.named) or self._is_implied(form, hit, reading)

    def _is_implied(self, form: Form, hit: Hit, reading: _Reading) -> bool:
        return self._implied.hold(form, reading.copy.text, hit.start, hit.end, reading.cues)

    def _is_announced(self, form: Form, hit: Hit, reading: _Reading) -> bool:
        original, start = reading.copy.original, hit.start + form.lead
        first, stop = reading.copy.span(start, hit.end)
        outlet = form.actor_id in self._outlets
        quoted = original[max(0, first - 1) : first] in _QUOTES and original[stop : stop + 1] in _QUOTES
        return (outlet and quoted) or self._context.announces(reading.copy.text, start, hit.end, outlet=outlet)

    def _state_acts(self, form: Form, hit: Hit, reading: _Reading) -> bool:
        text, start = reading.copy.text, hit.start + form.lead
        if self._others.of_state(form, text, reading.written, start, hit.end):
            return False
        if not self._homonyms.allows(form, reading.copy, start, hit.end):
            return False
        likely = form.use == "country" and form.actor_id not in self._context.theatre
        if reading.state_until >= 0 and text[reading.state_until : start].strip() in _COORDINATION:
            likely = reading.state_acted
        acts = self._context.acts(
            text,
            start,
            hit.end,
            arabic=form.is_arabic,
            adjective=form.key in self._adjectives,
            capital=form.use == "capital",
            likely=likely,
        )
        reading.state_until, reading.state_acted = hit.end, acts
        return acts


def _bare(key: str) -> str:
    """A key without its article."""
    return key.removeprefix("the ").removeprefix("لل").removeprefix("ال")


def _cues(hits: Sequence[Hit], copy: Normalised, sentences: Sequence[Sentence]) -> Cues:
    places = ((actor_id, hit.start) for hit in hits for actor_id in hit.group.speaks_for)
    return Cues(places, copy.origins, sentences)


def _joined(mentions: list[Mention], original: str) -> list[Mention]:
    """The mentions, two of one actor side by side made one: "Syria's state news agency SANA"."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if last and (last.actor_id, last.kind) == (mention.actor_id, mention.kind):
            between = original[last.end : mention.start]
            if len(between) <= 3 and set(between) <= {" ", *'"«»“”'} and not _repeats(last, mention):
                surface = original[last.start : mention.end]
                joined[-1] = Mention(last.start, mention.end, surface, mention.actor_id, mention.kind)
                continue
        joined.append(mention)
    return joined


def _repeats(one: Mention, other: Mention) -> bool:
    """Whether two names share a word, as those in a list of tags do: they are two mentions."""
    return not set(copy_of(one.surface).text.split()).isdisjoint(copy_of(other.surface).text.split())


def _with_next(mentions: list[Mention]) -> Iterator[tuple[Mention, Mention | None]]:
    return zip(mentions, [*mentions[1:], None], strict=True) if mentions else iter(())


def _follows_definite(text: str, start: int) -> bool:
    """Whether the word right before is a noun or adjective with the article."""
    before = text[max(0, start - 24) : start].split(" ")
    return len(before) > 1 and before[-1] == "" and before[-2].startswith("ال") and before[-2] not in FREE


def _follows(text: str, start: int, words: frozenset[str]) -> bool:
    before = text[max(0, start - 16) : start].split(" ")
    return len(before) > 1 and before[-1] == "" and before[-2] in words
