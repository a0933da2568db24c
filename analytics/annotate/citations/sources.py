"""Who is meant: the words of a source become a known actor, a label, or the nearest earlier source."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from analytics.annotate.citations.arabic_shapes import is_feminine_past, is_verb_form
from analytics.annotate.citations.cues import arabic_cues, english_cues
from analytics.annotate.citations.passage import Passage
from analytics.annotate.citations.references import is_monitor, referred
from analytics.annotate.citations.source_kinds import NAMED_KINDS, SourceKinds, source_kinds
from analytics.annotate.citations.statements import Phrase, Statement
from analytics.annotate.citations.tokens import COMMAS
from analytics.annotate.spans import Mention, Source, Span
from corpus.text.normalise import fold

_BEFORE_OTHERS: Final = frozenset(  # what follows belongs to somebody else's name
    "باسم من لدي عن الي مع of to for with by from on about against between".split()
)
_REMEMBERED: Final = 12  # sources cited last that "the source" may mean
_LONGEST: Final = 8  # words of a source without a noun of sources and without an actor
_TRIM: Final = COMMAS | frozenset("\"'().:-")


class ActorEntry(Protocol):
    """What the source finder needs to know of an actor."""

    @property
    def type(self) -> str:
        """Kind of actor."""

    @property
    def name_en(self) -> str:
        """English name."""


class ActorNames(Protocol):
    """A registry of actors."""

    def __getitem__(self, actor_id: str, /) -> ActorEntry:
        """The actor with this id."""


def actor_source(mention: Mention, registry: ActorNames) -> Source:
    """The actor of a mention as a source."""
    actor = registry[mention.actor_id]
    kind = NAMED_KINDS.get(actor.type, "organisation")
    return Source(actor.name_en, mention.actor_id, Span(mention.start, mention.end), kind, "named")


@dataclass(frozen=True, slots=True)
class Named:
    """A source with the sentence it stood in and its gender, as a later pronoun sees it."""

    source: Source
    sentence: int
    gender: str


@dataclass(frozen=True, slots=True)
class SourceWords:
    """Words for roles, voices of a body, media, and media without a name, of both languages."""

    roles: frozenset[str]
    voices: frozenset[str]
    media: frozenset[str]
    generic_media: frozenset[str]
    no_subjects: frozenset[str]
    particles: frozenset[str]


@functools.cache
def source_words() -> SourceWords:
    """The words of both cue lists."""
    one, other = arabic_cues().words, english_cues().words
    return SourceWords(
        roles=one["roles"] | other["roles"],
        voices=one["voices"] | other["voices"],
        media=one["media"] | other["media"],
        generic_media=one["generic_media"] | other["generic_media"],
        no_subjects=one["no_subjects"],
        particles=one["verbs_and_particles"],
    )


@dataclass
class SourceResolver:
    """Turns the words of a statement into a source; remembers sources for implied subjects."""

    registry: ActorNames
    words: SourceWords = field(default_factory=source_words)
    kinds: SourceKinds = field(default_factory=source_kinds)
    earlier: list[Named] = field(default_factory=list)
    monitor: Source | None = None  # the one body the article names that counts victims
    surnames: set[str] = field(default_factory=set)  # last words of the people cited who are no known actors
    last_medium: Source | None = None

    def named(self, p: Passage, words: Phrase | Mention) -> Source | None:
        """The source that the words name; None where nothing is left of them."""
        if isinstance(words, Mention):
            return self.of_mention(words)
        first, last = self._trimmed(p, words)
        if not any(token.word for token in p.tokens[first:last]):
            return None
        actor = self._actor(p, first, last)
        if actor is not None:
            return self.of_mention(actor)
        medium = self._earlier_medium(p, first, last)
        if medium is not None:
            return medium
        if self._no_name(p, first, last):
            return None
        meant = self._meant([token.text for token in p.tokens[first:last] if token.word])
        if meant is not None:
            return replace(meant, span=p.span(first, last))
        return self._by_words(p, first, last)

    def _by_words(self, p: Passage, first: int, last: int) -> Source:
        """A source that no actor is: its words, class and detail."""
        span = p.span(first, last)
        label = " ".join(p.whole[span.start : span.end].split())
        kind, detail = self._kind(p, first, last)
        if kind == "person" and detail == "named":
            self.surnames.add(fold(label).split()[-1])
        elif kind == "other" and fold(label) in self.surnames:
            kind, detail = "person", "named"
        if label.startswith("لل") and len(label) > 3:  # "وفقا للمرصد": the preposition is no part of the name
            return Source("ال" + label[2:], None, Span(span.start + 1, span.end), kind, detail)
        if label.startswith("ل") and p.tokens[first].text[1:] in self.words.roles | self.words.voices:
            return Source(label[1:], None, Span(span.start + 1, span.end), kind, detail)
        if label.endswith(("'s", "’s")):  # "the ministry's", of its statement
            return Source(label[:-2], None, Span(span.start, span.end - 2), kind, detail)
        return Source(label.removeprefix("#"), None, span, kind, detail)

    def _meant(self, words: Sequence[str]) -> Source | None:
        """The source that "the source", "البيان" or "a monitor" stands for."""
        if self.monitor is not None and is_monitor(words):
            return self.monitor
        return referred(words, [named.source for named in reversed(self.earlier[-_REMEMBERED:])], self.kinds)

    def _no_name(self, p: Passage, first: int, last: int) -> bool:
        """Whether Arabic words are a clause or have no noun of sources and are too long to be a name."""
        words = [token.text for token in p.tokens[first:last] if token.word]
        if words[0].isascii():
            return False
        if words[0] in self.words.no_subjects or any(word in self.words.particles for word in words):
            return True
        verb = any(is_verb_form(p.text(k)) for k in range(first, last) if p.mention_at[k] is None)
        verb = verb or (len(words) > 1 and p.mention_at[first] is None and is_feminine_past(words[0]))
        if verb and not any(self.kinds.given_name(word) for word in words) and not self._headed(words):
            return True
        return len(words) > _LONGEST and not self._headed(words) and not p.mentions_in(first, last)

    def _headed(self, words: Sequence[str]) -> bool:
        """Whether one of the first words is a noun of sources."""
        return any(self.kinds.is_head(word) for word in words[:2])

    def _kind(self, p: Passage, first: int, last: int) -> tuple[str, str]:
        types = {self.registry[mention.actor_id].type for mention in p.mentions_in(first, last)}
        words = p.tokens[first:last]
        return self.kinds.of_words(p.whole, words, body=bool(types - {"state", "person"}), country="state" in types)

    def of_mention(self, mention: Mention) -> Source:
        """The actor of a mention as a source."""
        return actor_source(mention, self.registry)

    def outlet(self, p: Passage, words: Phrase) -> Source | None:
        """The medium the words name; None where they name somebody else."""
        source = self.named(p, words)
        if source is None:
            return None
        listed = p.text(self._trimmed(p, words)[0]) in self.words.media  # a platform may be a known company
        if source.actor_id is not None:
            return source if listed or self.registry[source.actor_id].type == "media" else None
        quoted = p.text(words.first) == '"'  # "قالوا لـ«المدينة» إن"
        return source if quoted or listed else None

    def _earlier_medium(self, p: Passage, first: int, last: int) -> Source | None:
        """The medium that "the newspaper" means: the one cited last."""
        words = [token.text for token in p.tokens[first:last] if token.word]
        if len(words) > 2 or words[-1].removeprefix("ل") not in self.words.generic_media:
            return None
        return replace(self.last_medium, span=p.span(first, last)) if self.last_medium else None

    @staticmethod
    def _trimmed(p: Passage, words: Phrase) -> tuple[int, int]:
        first, last = words.first, min(words.last, len(p))
        while first < last and p.text(first) in _TRIM:
            first += 1
        while last > first and p.text(last - 1) in _TRIM - {")"}:
            last -= 1
        return first, last

    def _actor(self, p: Passage, first: int, last: int) -> Mention | None:
        """The actor the phrase names: a person in it, else an organisation that speaks through it."""
        mentions = p.mentions_in(first, last)
        for mention in mentions:
            if self.registry[mention.actor_id].type != "person" or self._of_another(p, mention, first):
                continue
            if not self._apposed(p, mention, first):
                return mention
        if not mentions:
            return None
        whole = mentions[0]
        head = p.tokens[first].text
        if whole.start <= p.tokens[first].end or (whole.end >= p.tokens[last - 1].start and last - first <= 1):
            return None if self._role_follows(p, whole, last) or self._unnamed(whole) else whole
        texts = [token.text for token in p.tokens[first:last]]
        if head.startswith("ال") or not head.isascii():
            bare = head.removeprefix("و").removeprefix("ل")
            if bare in self.words.voices or head in self.words.voices:
                return whole
            return None if bare in self.words.roles or head in self.words.roles else self._near(p, whole, first)
        if any(text in self.words.voices for text in texts) and not any(text in self.words.roles for text in texts):
            return whole
        return None if any(text in self.words.roles for text in texts) else self._near(p, whole, first)

    def _apposed(self, p: Passage, mention: Mention, first: int) -> bool:
        """Whether the person is named in an apposition to another name ("فلان الفلاني، ممثل المرجع علي ...")."""
        comma = next((k for k in range(first, len(p)) if p.is_comma(k) or p.tokens[k].start >= mention.start), first)
        if not p.is_comma(comma):
            return False
        return self.kinds.of_words(p.whole, p.tokens[first:comma], body=False, country=False) == ("person", "named")

    def _role_follows(self, p: Passage, mention: Mention, last: int) -> bool:
        """Whether an English role follows the name ("Pentagon officials"): then the name is no source."""
        end = p.tokens[last - 1].end
        after = [token.text for token in p.tokens if mention.end <= token.start < end]
        return any(text in self.words.roles and text.isascii() for text in after[:2])

    def _unnamed(self, mention: Mention) -> bool:
        """Whether the mention is of people by their role ("US officials"): they are no named source."""
        return mention.surface.isascii() and mention.surface.rpartition(" ")[2].lower() in self.words.roles

    @staticmethod
    def _near(p: Passage, mention: Mention, first: int) -> Mention | None:
        """The mention, where at most three words introduce it."""
        between = [token for token in p.tokens[first:] if token.end <= mention.start and token.word]
        return mention if len(between) <= 3 else None

    @staticmethod
    def _of_another(p: Passage, mention: Mention, first: int) -> bool:
        before = [token for token in p.tokens[first:] if token.end <= mention.start and token.word]
        return bool(before) and before[-1].text in _BEFORE_OTHERS

    def implied(self, p: Passage, statement: Statement) -> Source | None:
        """The nearest earlier source that the verb can mean."""
        here = self.cited_in(p)
        if statement.same_sentence and here is not None:
            return here
        if statement.subjects:
            return self.of_mention(self._agreeing(statement))
        for named in reversed(self.earlier[-4:]):
            if self._agrees(statement.gender, named):
                return named.source
        return self.earlier[-1].source if self.earlier else None

    def _agrees(self, gender: str, named: Named) -> bool:
        """Whether a pronoun or an Arabic verb can mean an earlier source."""
        if gender in ("person", "body"):
            actor_id = named.source.actor_id
            return actor_id is None or (self.registry[actor_id].type == "person") == (gender == "person")
        return not gender or not named.gender or gender == named.gender

    def _agreeing(self, statement: Statement) -> Mention:
        """The first actor of the sentence; for a feminine Arabic verb the first body rather than a man."""
        if statement.gender == "f":
            for mention in statement.subjects:
                if self.registry[mention.actor_id].type != "person":
                    return mention
        return statement.subjects[0]

    def cited_in(self, p: Passage) -> Source | None:
        """The source cited last in this sentence."""
        if self.earlier and self.earlier[-1].sentence == p.sentence.number:
            return self.earlier[-1].source
        return None

    def repeats(self, p: Passage, source: Source) -> bool:
        """Whether the source has just been cited in this sentence, by the same name or a part of it."""
        here = self.cited_in(p)
        if here is None:
            return False
        if source.actor_id is not None or here.actor_id is not None:
            return source.actor_id == here.actor_id
        span = source.span
        return (p.whole[span.start : span.end] if span is not None else source.label) in here.label

    def remember(self, p: Passage, source: Source, gender: str) -> None:
        """Make the source one that later statements may mean."""
        self.earlier.append(Named(source, p.sentence.number, gender))
        if source.actor_id is not None and self.registry[source.actor_id].type == "media":
            self.last_medium = source
