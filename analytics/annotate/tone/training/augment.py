"""Changes to a training example that leave its labels true: other names, names left out, marks that mean nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from typing import Final

from analytics.annotate.actors.registry import Registry
from analytics.annotate.tone.engine import Span
from analytics.annotate.tone.script import is_arabic
from analytics.annotate.tone.training.examples import Example

SWAPPED: Final = 0.2
"""Share of examples whose targets get other names: the label must not hang on the name."""
UNNAMED: Final = 0.3
"""Share of examples whose targets' names are left out."""
_MARKED: Final = 0.35  # share of texts without targets that get marks around words, as sentences with actors have
_FEWEST_WORDS: Final = 4
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Question:
    """What the network is asked of a text, and the classes that answer it."""

    text: str
    targets: tuple[Span, ...]
    unnamed: bool
    is_whole: bool
    tones: tuple[int, ...]
    source: str


class Augmenter:
    """Makes questions of examples.

    Parameters
    ----------
    random : Random
        Decides all that is left to chance.
    """

    def __init__(self, random: Random) -> None:
        self._random = random
        registry = Registry.load()
        actors = [registry[key] for key in registry]
        self._names = {
            True: [actor.name_ar for actor in actors if actor.name_ar],
            False: [actor.name_en for actor in actors if actor.name_en],
        }

    def question(self, example: Example) -> Question:
        """The example with or without a change."""
        chance = self._random.random()
        if not example.targets:
            return self._marked(example)
        if chance < SWAPPED:
            text, targets = self._swapped(example)
            return Question(text, targets, False, False, example.tones, example.source)
        unnamed = chance < SWAPPED + UNNAMED
        return Question(example.text, example.targets, unnamed, False, example.tones, example.source)

    def _swapped(self, example: Example) -> tuple[str, tuple[Span, ...]]:
        names = self._names[is_arabic(example.text)]
        text, at, targets = "", 0, []
        for start, end in example.targets:
            name = self._random.choice(names)
            text += example.text[at:start]
            targets.append((len(text), len(text) + len(name)))
            text, at = text + name, end
        return text + example.text[at:], tuple(targets)

    def _marked(self, example: Example) -> Question:
        """The tone of a text must stay what it is when the actors in it are marked."""
        words = [match.span() for match in _WORD.finditer(example.text)]
        targets: tuple[Span, ...] = ()
        if self._random.random() < _MARKED and len(words) >= _FEWEST_WORDS:
            targets = tuple(sorted(self._random.sample(words, self._random.choice([1, 1, 2]))))
        unnamed = self._random.random() < 0.5
        return Question(example.text, targets, unnamed, True, example.tones, example.source)
