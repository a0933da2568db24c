"""Sources that stand for one cited before: "the source", "المصدر نفسه", "البيان", "the monitor"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from analytics.annotate.citations.source_kinds import SourceKinds
from analytics.annotate.spans import Source
from corpus.text.normalise import fold

_SAME: Final = frozenset("نفسه نفسها نفسهم ذاته ذاتها same".split())
_POINTING: Final = frozenset("the this that these those same latter هذا هذه ذلك تلك".split()) | _SAME
_ISSUED: Final = frozenset("بيان statement communique".split())  # whoever was cited last issued it
_BODIES: Final = frozenset("group organization organisation agency ministry وكالة منظمة مجموعة".split())
_MONITORS: Final = frozenset("monitor monitors monitoring watchdog".split())
_WITH_MONITORS: Final = frozenset("a an the war group ngo organization british-based britain-based uk-based".split())
_MONITORING_NAMES: Final = ("observatory", "network for human rights", "violations documentation", "airwars")


class Entry(Protocol):
    """What is asked of an actor."""

    @property
    def name_en(self) -> str:
        """English name."""


def monitors_violence(actor: Entry) -> bool:
    """Whether an actor is a body that counts victims and strikes ("a monitoring group" means it)."""
    name = actor.name_en.lower()
    return any(part in name for part in _MONITORING_NAMES)


def is_monitor(words: Sequence[str]) -> bool:
    """Whether folded words are "a monitor", "the monitoring group", "war monitor" and nothing more."""
    return bool(_MONITORS.intersection(words)) and _MONITORS.union(_WITH_MONITORS).issuperset(words)


def referred(words: Sequence[str], earlier: Sequence[Source], kinds: SourceKinds) -> Source | None:
    """The source cited before that the words mean; None where they mean none.

    Parameters
    ----------
    words : sequence of str
        The folded words of a source that is no known actor.
    earlier : sequence of Source
        The sources cited before, the last one first.
    kinds : SourceKinds
        The nouns of sources.
    """
    nouns = [word for word in words if word not in _POINTING]
    if len(nouns) != 1:
        return None
    noun = bare(nouns[0])
    definite = len(nouns) < len(words) or noun != nouns[0]
    if not definite or noun not in kinds.heads:
        return None
    if noun in _ISSUED:
        return next((source for source in earlier if source.detail == "named"), None)
    for source in earlier:
        label = [bare(word) for word in fold(source.label).split()]
        if noun in label and source.detail != "named":
            return source
        if noun in _BODIES and source.detail == "named" and source.kind == kinds.heads[noun]:
            return source
    return earlier[0] if earlier and _SAME.intersection(words) else None


def bare(word: str) -> str:
    """A folded Arabic word without the article and a preposition before it ("للبيان"); others as they are."""
    if word.startswith("لل") and len(word) > 3:
        return word[2:]
    return word[2:] if word.startswith("ال") and len(word) > 4 else word
