"""One key for the spellings of a name that are the same by rule."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from analytics.annotate.toml_rows import read_toml
from corpus.text.normalise import fold

_SERVANT: Final = "عبد"
_KUNYAS: Final = frozenset({"ابو", "ابي", "ابا"})
_SON: Final = frozenset({"بن", "ابن"})
_FEWEST: Final = 3
"""Words that a name keeps without "son of": «فيصل بن فهد» is a father's name, «فيصل فهد» may be a family's."""
_UNWRITTEN: Final = str.maketrans(dict.fromkeys('"#_', " "))


def name_key(name: str) -> str:
    """The key of a name as it is written, or of its key: "~" and its folded words.

    "Servant of" and a kunya are joined to the word after them («عبد الرحمن», «عبدالرحمن»), "son of" is left out of
    longer names («بدر بن عبد الرحمن السمحان», «بدر عبدالرحمن السمحان»). The key of a key is itself.
    """
    return f"~{' '.join(key_words(fold(name.removeprefix('~')).translate(_UNWRITTEN).split()))}"


def is_given_alone(key: str) -> bool:
    """Whether a key is a given name or a kunya alone: in another article it is another's.

    Such names are marked in their article, but nobody can decide whom they mean in all of them.
    """
    word = key.removeprefix("~")
    return " " not in word and (word in _given_names() or word.removeprefix("ابو") in _given_names())


@functools.cache
def _given_names() -> frozenset[str]:
    lists = read_toml(Path(__file__).parent / "given_names.toml")
    return frozenset(fold(" ".join(lists.values())).split())


def key_words(words: Iterable[str]) -> list[str]:
    """The words of a name's key, from its folded words."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] == _SERVANT:
            joined[-1] += word
        elif joined and joined[-1] in _KUNYAS:
            joined[-1] = f"ابو{word}"
        else:
            joined.append(word)
    short = [word for place, word in enumerate(joined) if not place or word not in _SON]
    return short if len(short) >= _FEWEST else joined
