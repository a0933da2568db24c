"""How a proposed topic is described, and which earlier proposals it may continue."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analytics.run import Run, current_run
from analytics.topic_changes import Assignees, _described, _proposed_before
from analytics.topics.proposals import Proposal
from analytics.topics.vocabulary import TopicDocument
from analytics.topics_before import TopicsBefore
from tests.analytics.topics.edits.made_run import made_workspace

TEXTS = {
    "ar": ("أعلنت الوزارة حصاد القمح", "تراجعت أسعار الذهب عالميا", "أعلنت الوزارة افتتاح المستشفى"),
    "en": ("ministry wheat harvest", "gold market prices", "ministry hospital clinic"),
}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_word_that_topics_share_tells_no_proposal_from_them(language: str) -> None:
    documents, found, members = {}, [], {}
    for group, text in enumerate(TEXTS[language]):
        ids = [f"{group}{number}" for number in range(6)]
        documents |= {one: TopicDocument(one, text, f"{text}. {text}.", language, "p", "p", None) for one in ids}
        if group < 2:
            found.append(Proposal(f"p{group}", tuple(ids), 0.9, 0, 0.1))
        else:
            members = dict.fromkeys(ids, 0)
    described = _described(found, Assignees(documents, {}, members, (), ()))
    terms = getattr(described[0], f"terms_{language}")
    shared, own = ("الوزارة", "القمح") if language == "ar" else ("ministry", "wheat")
    ranks = {word: next((at for at, term in enumerate(terms) if word in term), 99) for word in (shared, own)}
    assert ranks[own] < ranks[shared]


def test_a_fit_keeps_the_proposals_of_its_base_for_the_update_that_follows(tmp_path: Path) -> None:
    workspace = made_workspace(tmp_path / "w", unfit=["a03"], proposed=["a03"])
    base = current_run(workspace)
    path = base.folder / "run.json"
    path.write_text(json.dumps(base.manifest | {"made": "update", "base_run": "run-00000000000f"}), "utf-8")
    fit = Run("run-00000000000a", base.folder, {**base.manifest, "made": "fit", "base_run": base.run_id})
    assert _proposed_before(TopicsBefore(workspace, fit, [], {})) == {"p0000000a": ["a03"]}
