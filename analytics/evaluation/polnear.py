"""PolNeAR (Newell, Margolin and Ruths 2018, LREC): attributions in English political news, and which of them are found.

Gold attributions and citations are matched one to one where their cues share a character, greedily from the largest
overlap. A gold attribution without a source ("it was said that") is no error to find and none to miss. Citations in
passages the annotators discarded (credits of pictures, links) are left out, as are agency credits, which PolNeAR does
not annotate and which have no cue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analytics.annotate.citations import find_citations
from analytics.annotate.pipeline import Annotator
from analytics.annotate.sentences import split_sentences
from analytics.annotate.spans import Citation
from analytics.schema import whole

FILE: Final = "labelled/attribution_polnear_dev.jsonl.gz"
COUNTS: Final = ("gold", "found", "hits", "sources", "with_content", "contents")
Pieces = tuple[tuple[int, int], ...]
"""A span may be in several pieces."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A gold attribution: the pieces of its cue, source and content, and whether finding it is optional."""

    cue: Pieces
    source: Pieces
    content: Pieces
    optional: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its attributions and the passages that were discarded.

    Attributes
    ----------
    document_id, title, text : str
        ``whole(title, text)`` is the document itself, into which all pieces point.
    """

    document_id: str
    title: str
    text: str
    gold: Sequence[Attribution]
    discarded: Sequence[tuple[int, int]]

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Document:
        """The document of a row of the file."""
        title, text = headline_and_body(str(row["text"]))
        return cls(str(row["id"]), title, text, *read_brat(str(row["brat"])))


def headline_and_body(text: str) -> tuple[str, str]:
    """The first paragraph and the others, so that ``whole`` of the two is the text itself.

    Raises
    ------
    ValueError
        If the text is one paragraph.
    """
    title, blank, body = text.partition("\n\n")
    if not blank:
        raise ValueError("a document of PolNeAR begins with its headline and a blank line; this one is one paragraph")
    return title, body


def read_brat(text: str) -> tuple[list[Attribution], list[tuple[int, int]]]:
    """The attributions and the discarded passages of a document in the standoff format of brat."""
    spans: dict[str, tuple[str, Pieces]] = {}
    attributions: list[Attribution] = []
    discarded: list[tuple[int, int]] = []
    for line in sorted(text.splitlines(), reverse=True):  # spans (T) before the events (E) that name them
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            kind, _, offsets = rest.partition("\t")[0].partition(" ")
            pairs = [piece.split() for piece in offsets.split(";")]
            spans[name] = kind, tuple((int(start), int(end)) for start, end in pairs)
            if kind == "Discard":
                discarded += spans[name][1]
        elif name.startswith("E"):
            parts: dict[str, Pieces] = {}
            for role, _, span in (piece.partition(":") for piece in rest.split()):
                role = role.rstrip("0123456789")
                parts[role] = parts.get(role, ()) + spans[span][1]
            cue, source, content = (parts.get(role, ()) for role in ("Cue", "Source", "Content"))
            attributions.append(Attribution(cue, source, content, not source or not cue))
    return attributions, discarded


def overlap(one: Iterable[tuple[int, int]], other: Iterable[tuple[int, int]]) -> int:
    """Characters that two sets of pieces share."""
    other = tuple(other)
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)


def pieces(citation: Citation, role: str) -> Pieces:
    """The span of a role of a citation, as pieces."""
    span = citation.source.span if role == "source" else getattr(citation, role)
    return ((span.start, span.end),) if span is not None else ()


def matched(gold: Sequence[Attribution], found: Sequence[Citation]) -> Iterator[tuple[int, int]]:
    """Pairs of places in the two lists, one to one, from the largest overlap of cues."""
    pairs = []
    for j, citation in enumerate(found):
        for i, attribution in enumerate(gold):
            shared = overlap(attribution.cue, pieces(citation, "cue"))
            if shared:
                pairs.append((-shared, i, j))
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for _, i, j in sorted(pairs):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            yield i, j


def found_in(document: Document, annotator: Annotator) -> list[Citation]:
    """The citations of a document that PolNeAR would annotate."""
    sentences = split_sentences(document.title, document.text)
    mentions = annotator.actor_matcher.find(document.title, document.text, sentences)
    found = find_citations(whole(document.title, document.text), sentences, mentions, annotator.registry)
    return [one for one in found if one.cue is not None and not overlap(pieces(one, "cue"), document.discarded)]


def document_counts(gold: Sequence[Attribution], found: Sequence[Citation]) -> NDArray[np.float64]:
    """What ``COUNTS`` names, for one document, shape (6,)."""
    pairs = list(matched(gold, found))
    firm = [(i, j) for i, j in pairs if not gold[i].optional]
    with_content = [(i, j) for i, j in firm if gold[i].content]
    return np.array(
        [
            sum(not one.optional for one in gold),
            len(found) - len(pairs) + len(firm),
            len(firm),
            sum(overlap(gold[i].source, pieces(found[j], "source")) > 0 for i, j in firm),
            len(with_content),
            sum(overlap(gold[i].content, pieces(found[j], "content")) > 0 for i, j in with_content),
        ],
        dtype=np.float64,
    )
