"""The sentences behind a tone, in the words of their articles, each with who wrote it and when."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from analytics.study import Filters, Study
from reports.grammar import GENITIVE, counted, day, isolated, signed
from reports.sentences import quoted
from reports.table_shape import plain
from reports.wording import Wording

MOST: Final = 3
"""Sentences of each direction."""
LONGEST: Final = 420
"""Characters of a quote: a longer one is cut at a word, with a sign that it is."""
_TURNS: Final = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
"""Marks of direction: one left open in an article would turn what stands after the quote."""


def quote_groups(study: Study, filters: Filters, words: Wording) -> list[dict[str, Any]]:
    """The most negative and the most positive sentences of a selection, one a story: title, quotes of each group.

    A quote has text, direction, language and credit. A direction without a sentence is left out.
    """
    names = study.publishers(filters).set_index("publisher_id")[f"name_{words.language}"].to_dict()
    groups = []
    for label in ("negative", "positive"):
        found = study.tone_sentences(filters, label=label, limit=MOST)
        if len(found):
            quotes = [quote(row, names, words) for _, row in found.iterrows()]
            groups.append({"title": words(f"tone.quotes_{label}"), "quotes": quotes})
    return groups


def quote(row: pd.Series[Any], publishers: Mapping[Any, str], words: Wording) -> dict[str, str]:
    """A sentence as it was published, in its own direction, and who wrote it.

    Parameters
    ----------
    row : Series
        A row of ``Study.tone_sentences``.
    publishers : mapping
        What publishers are called, by publisher_id.
    words : Wording
    """
    line = " ".join(_TURNS.sub("", str(row["sentence"])).split())
    if len(line) > LONGEST:
        head = line[:LONGEST]
        line = (head.rsplit(" ", 1)[0] if " " in head else head) + "\u00a0…"
    when = row["published_at"]
    date = words("tone.undated") if pd.isna(when) else day(when.date(), words.language)
    title = " ".join(_TURNS.sub("", str(row["title"])).split())
    about = [] if title == line else [quoted(title, words)]  # a title may be the sentence itself
    credit = [plain(publishers.get(row["publisher_id"], row["publisher"])), date, *about]
    copies = int(row["n_copies"])
    more = [words("tone.copies", articles=counted(copies, "article", words.language, GENITIVE))] if copies else []
    score = words("tone.score", tone=signed(row["tone"]))
    return {
        "text": isolated(line),
        "direction": direction_of(line, words.direction),
        "language": str(row["language"]) if row["language"] in ("ar", "en") else words.language,
        "credit": words("grammar.comma").join([*credit, score, *more]),
    }


def direction_of(text: str, default: str) -> str:
    """The direction of the first letter that has one (Unicode Annex 9, rule P2)."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return default
