"""Arabic words of the news that are not parts of names: ``python -m analytics.annotate.actors.common_words FILE...``.

Arabic has no capitals, so the word after a given name may be a surname or the rest of the sentence. Which words go on
with the sentence is learnt from plain articles: a word is common where it is in several of them and rarely stands right
after a given name (or "بن"), where surnames stand. The list is written beside this file and read by discovery.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import itertools
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from analytics.annotate.toml_rows import read_toml
from corpus.text.normalise import fold

_FOLDER: Final = Path(__file__).parent
_LIST: Final = _FOLDER / "common_words_ar.txt"
_PART: Final = re.compile(r"[\u0621-\u064a]+|[^\w\s]|\n|\d+")
_LEAST_ARTICLES: Final = 6  # of some 9,000: at 3 the list doubles and what it adds is mostly rare foreign names
_MOST_AFTER_GIVEN: Final = 0.1  # surnames stand there in .2 to .9 of their places, nouns and verbs in under .05
_CLITICS: Final = ("وال", "فال", "بال", "كال", "و", "ف", "ب", "ل", "ك")
_SHORTEST: Final = 3


@functools.cache
def common_words() -> frozenset[str]:
    """The folded words of the list shipped with Marsad.

    Raises
    ------
    OSError
        If the list is missing.
    """
    return frozenset(_LIST.read_text(encoding="utf-8").split())


def is_common(word: str, words: frozenset[str]) -> bool:
    """Whether a folded word is on the list, as it is or without its proclitics."""
    if word in words:
        return True
    if word.startswith("لل") and f"ال{word[2:]}" in words:
        return True
    for clitic in _CLITICS:
        if word.startswith(clitic) and len(word) - len(clitic) >= _SHORTEST:
            bare = word[len(clitic) :]
            if bare in words or (len(clitic) > 1 and f"ال{bare}" in words):
                return True
    return word.startswith("ال") and word[2:] in words


def learn(texts: Iterable[str], given: frozenset[str]) -> list[str]:
    """The common words of the texts in the order of the alphabet; ``given`` are folded given names, never common."""
    articles: Counter[str] = Counter()
    places: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for text in texts:
        words = _PART.findall(fold(text))
        articles.update(set(words))
        places.update(words)
        after.update(word for before, word in itertools.pairwise(words) if before in given)
    found = {
        word
        for word, count in articles.items()
        if count >= _LEAST_ARTICLES and word.isalpha() and word not in given and not _is_joined(word, given)
        if after[word] < _MOST_AFTER_GIVEN * places[word]
    }
    return sorted(word for word in found if not _is_derived(word, found))


def _is_derived(word: str, found: set[str]) -> bool:
    """Whether the word is another of the list with a proclitic."""
    return any(word.startswith(clitic) and len(word) > 5 and word[len(clitic) :] in found for clitic in "وفبلك")


def _is_joined(word: str, given: frozenset[str]) -> bool:
    """Whether a word is a given name after "and" or, for a longer one, after "to"."""
    bare = word[1:]
    return bare in given and (word[0] == "و" or (word[0] == "ل" and len(bare) > _SHORTEST))


def _texts(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield f"{row['title']}\n{row['text']}"


def main() -> None:
    """Write the list learnt from gzipped JSON lines with ``title`` and ``text``."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", type=Path, nargs="+", help="gzipped JSON lines of Arabic articles")
    names = read_toml(_FOLDER / "given_names.toml")
    words = frozenset(fold(names["words"]).split())
    given = frozenset(fold(f"{names['arabic']} {names['foreign']}").split()) - words | {"بن"}
    _LIST.write_text("\n".join(learn(_texts(parser.parse_args().files), given)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
