"""Labelled names: re3d (English, this conflict) and ANERcorp (Arabic, general news), and which of them are found.

On re3d a label counts as a name where, after a leading determiner, it holds a word with a capital that does not merely
open its sentence and is no word of a title: "we", "the regime" and "the Foreign Secretary" are no names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from analytics.annotate.pipeline import Annotation, Annotator
from analytics.errors import EvaluationError
from analytics.evaluation.data import LabelledData
from corpus.text.normalise import fold

RE3D: Final = "labelled/re3d"
ANERCORP: Final = "labelled/ner_anercorp_first70.txt.gz"
RE3D_KINDS: Final = {"Person": "re3d_person", "Organisation": "re3d_organisation"}
ANERCORP_KINDS: Final = {"PERS": "anercorp_person", "ORG": "anercorp_organisation"}
LEAD: Final = 2
"""Characters of the blank line between the empty title and the text, by which spans found are shifted."""
_PLAIN: Final = frozenset("the a an our his her their its these those this that all both some many other".split())
_BODIES: Final = frozenset({"government", "governments", "regime", "opposition", "we", "i", "ministers"})
_TOKENS: Final = 400
"""Tokens of a piece of ANERcorp, which does not part its articles."""


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text and its labels: start, end, and what kind each is of."""

    text: str
    labels: Sequence[tuple[int, int, str]]


def overlaps(start: int, end: int, spans: Iterable[Any]) -> bool:
    """Whether one of the spans shares a character with ``start`` to ``end``."""
    return any(start < span.end and span.start < end for span in spans)


def is_name(value: str, opens: bool, roles: frozenset[str]) -> bool:
    """Whether a label of re3d is a name, by the rule above.

    Parameters
    ----------
    value : str
        The words of the label.
    opens : bool
        Whether it opens its sentence.
    roles : frozenset of str
        Folded words of titles and offices.
    """
    words = value.replace("\u2019", "'").split()
    while words and words[0].casefold() in _PLAIN:
        words, opens = words[1:], False
    for place, word in enumerate(words):
        bare = word.strip("()\"',.").removesuffix("'s")
        if not bare or not bare[0].isupper() or (place == 0 and opens and not bare.isupper()):
            continue
        if fold(bare).rstrip("s") not in roles and fold(bare) not in roles:
            return True
    return opens and len(words) > 1 and words[0][0].isupper() and words[0].casefold() not in roles


def roles_of(annotator: Annotator) -> frozenset[str]:
    """The words that make no name: titles, offices, peoples, and plain bodies."""
    latin = annotator.discoverer.words.latin
    return latin.titles | latin.roles | latin.title_parts | latin.peoples | _BODIES


def re3d(data: LabelledData, roles: frozenset[str], *, names_only: bool = True) -> list[NamedText]:
    """The documents of re3d's sources with their labels of persons and organisations.

    Raises
    ------
    EvaluationError
        If the folder is missing or a file is damaged.
    """
    found = []
    for source in sorted(path.name for path in data.path(RE3D).iterdir() if path.is_dir()):
        texts = dict(data.json_lines(f"{RE3D}/{source}/documents.json", lambda row: (row["_id"], str(row["text"]))))
        labels: dict[str, list[tuple[int, int, str]]] = {key: [] for key in texts}
        for key, start, end, kind, value in data.json_lines(f"{RE3D}/{source}/entities.json", _entity):
            if kind not in RE3D_KINDS or key not in texts:
                continue
            if not names_only or is_name(value, _opens(texts[key], start), roles):
                labels[key].append((start, end, kind))
        found += [NamedText(texts[key], labels[key]) for key in sorted(texts)]
    return found


def _entity(row: dict[str, Any]) -> tuple[str, int, int, str, str]:
    return row["documentId"], int(row["begin"]), int(row["end"]), str(row["type"]), str(row["value"])


def _opens(text: str, start: int) -> bool:
    """Whether a label opens its sentence."""
    before = text[:start].rstrip(" \"'\u201c")
    return not before or before[-1] in ".!?\n:"


def anercorp(data: LabelledData) -> list[NamedText]:
    """Pieces of ANERcorp as they would be printed, with their labels of persons and organisations.

    Raises
    ------
    EvaluationError
        If the file is missing or damaged.
    """
    tokens = [line.split() for line in data.text_lines(ANERCORP) if len(line.split()) == 2]
    if not tokens:
        raise EvaluationError(f"{ANERCORP} has no lines of a word and its tag")
    pieces = [joined(piece) for piece in articles(tokens)]
    return [NamedText(text, [one for one in labels if one[2] in ANERCORP_KINDS]) for text, labels in pieces]


def articles(tokens: Sequence[list[str]], size: int = _TOKENS) -> Iterator[list[list[str]]]:
    """Pieces of about ``size`` tokens that end with a sentence, as the file does not part its articles."""
    piece: list[list[str]] = []
    for token in tokens:
        piece.append(token)
        if len(piece) >= size and token[0] == ".":
            yield piece
            piece = []
    if piece:
        yield piece


def joined(tokens: Sequence[list[str]]) -> tuple[str, list[tuple[int, int, str]]]:
    """The text of tokens as it would be printed, and the spans of its labels."""
    text, spans = "", []
    for word, tag in tokens:
        text += "" if word in ".،,:؛)" or not text or text.endswith("(") else " "
        start = len(text)
        text += word
        if tag.startswith("B-"):
            spans.append((start, len(text), tag[2:]))
        elif tag.startswith("I-") and spans:
            spans[-1] = (spans[-1][0], len(text), spans[-1][2])
    return text, spans


def hits(start: int, end: int, found: Annotation, lead: int = LEAD) -> tuple[bool, bool]:
    """Whether a label is found by the registry alone, and with the names it does not know."""
    named = overlaps(start + lead, end + lead, found.mentions)
    return named, named or overlaps(start + lead, end + lead, found.candidates)
