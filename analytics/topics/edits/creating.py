"""Making topics: of words, of examples, of what a run proposes. Each function gives the edit as written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analytics.errors import TopicError
from analytics.topics.edits.decided import decided
from analytics.topics.edits.entries import ACCEPT, DISMISS, MAX_LABEL, SEED, Edit, SeedVector
from analytics.topics.edits.overlay import assigned
from analytics.topics.edits.seed_words import articles_with, check_joining
from analytics.topics.edits.source import RunSource
from analytics.topics.edits.state import EditState, check_articles, labels_of, written
from analytics.topics.edits.vectors import language_of, seed_vectors, tidied
from corpus.workspace import Workspace


def seed(
    workspace: Workspace,
    *,
    words: Sequence[str] = (),
    examples: Sequence[str] = (),
    label_ar: str = "",
    label_en: str = "",
    who: str,
    note: str = "",
) -> Edit:
    """The edit that makes a topic of words or of example articles; articles near to them move into it.

    :func:`analytics.topics.edits.joining.seeded` says which. Later runs find its articles anew, the same seed among
    their articles.

    Parameters
    ----------
    workspace : Workspace
    words : sequence of str
        Words and phrases in Arabic, English or both; encoded by the run's encoder.
    examples : sequence of str
        Ids of articles.
    label_ar, label_en : str
        Its names; if not given the words of the language, and made from its terms where there are none.
    who, note : str
        Who does it, and why.

    Raises
    ------
    TopicError
        If neither words nor examples are given, a word names no subject or is in no article, no article would join,
        or the run has no such article.
    """
    labels = labels_of(label_ar, label_en)

    def make(state: EditState) -> dict[str, Any]:
        state.check_any()
        if examples:
            check_articles(state, examples)
        tidy, source = tidied(words), RunSource(workspace, state.run)
        vectors, encoder = seed_vectors(workspace, state.run, tidy, sorted(set(examples)))
        having = articles_with(tidy, source.terms) if tidy else {}
        (number,) = state.new_ids(1)
        given = tuple(sorted(set(examples)))
        made = Edit(number=0, action=SEED, topic=number, articles=given, vectors=tuple(vectors), encoder=encoder)
        check_joining(assigned(workspace, state.run), made, having, source)
        row = {"action": SEED, "topic": number, "words": list(words), "articles": list(given)}
        return {**row, **_named(tidy), **labels, "vectors": [_vector_row(one) for one in vectors], "encoder": encoder}

    return written(workspace, make, who, note)


def _named(words: Sequence[str]) -> dict[str, str]:
    """Names made of the words of each language, as many as a name holds."""
    found: dict[str, str] = {}
    for key in ("label_ar", "label_en"):
        for word in (one for one in words if language_of(one) == key[-2:]):
            longer = f"{found[key]} · {word}" if key in found else word
            if len(longer) <= MAX_LABEL:
                found[key] = longer
    return found


def accept(
    workspace: Workspace, proposal: str, *, label_ar: str = "", label_en: str = "", who: str, note: str = ""
) -> Edit:
    """The edit that makes a topic of one that the run proposes.

    Raises
    ------
    TopicError
        If the run does not propose it, or it is decided already.
    """
    labels = labels_of(label_ar, label_en)

    def make(state: EditState) -> dict[str, Any]:
        articles = _open_proposal(state, proposal)
        (number,) = state.new_ids(1)
        return {"action": ACCEPT, "topic": number, "proposal": proposal, "articles": list(articles), **labels}

    return written(workspace, make, who, note)


def dismiss(workspace: Workspace, proposal: str, *, who: str, note: str = "") -> Edit:
    """The edit that takes a proposed topic off the list; its articles stay as they are.

    It stays off the list where later runs propose these articles anew.

    Raises
    ------
    TopicError
        If the run does not propose it, or it is decided already.
    """

    def make(state: EditState) -> dict[str, Any]:
        articles = _open_proposal(state, proposal)
        return {"action": DISMISS, "proposal": proposal, "articles": list(articles)}

    return written(workspace, make, who, note)


def _open_proposal(state: EditState, proposal: str) -> tuple[str, ...]:
    """The articles of a proposal that nobody has decided about."""
    found = RunSource(state.workspace, state.run).proposals
    held = assigned(state.workspace, state.run).ids.tolist()
    by = decided(found, held, state.plan.decisions).get(proposal)
    if by is not None:
        raise TopicError(
            f"Proposal {proposal!r} is decided: edit {by.number} ({by.action}, {by.who or 'unknown'}). "
            f"Take it back first: python -m analytics topics undo {by.number} -w ..."
        )
    if proposal not in found:
        known = ", ".join(sorted(found)[:20]) or "none"
        raise TopicError(f"The current run does not propose {proposal[:40]!r}; proposals: {known}.")
    return found[proposal]


def _vector_row(one: SeedVector) -> dict[str, Any]:
    return {"language": one.language, "vector": list(one.vector)}
