from __future__ import annotations

import numpy as np
import pytest

from analytics.topics import proposals
from analytics.topics.proposals import LEAST, LEAST_STORIES, Proposal, pairwise_cosine, propose
from tests.analytics.topics.made_topics import DIMENSION, around, model

MODEL = model((60, 60, 60))
NAMES = ("خبر", "news")


def ids(n: int, prefix: str = "") -> list[str]:
    return [f"{prefix}{NAMES[at % 2]}-{at:03}" for at in range(n)]


def two_groups(n: int) -> tuple[list[str], np.ndarray]:
    """So many articles around two axes no topic lies on, and some around nothing."""
    random = np.random.default_rng(4)
    noise = random.standard_normal((12, DIMENSION))
    noise /= np.linalg.norm(noise, axis=1, keepdims=True)
    vectors = np.concatenate([around(10, n, 1), around(12, n // 2, 2), noise.astype(np.float32)])
    return [*ids(n, "a"), *ids(n // 2, "b"), *ids(12, "z")], vectors


def test_groups_alike_enough_are_proposed_largest_first():
    names, vectors = two_groups(40)
    first, second = propose(MODEL, names, vectors)
    assert {name[0] for name in first.articles} == {"a"}
    assert {name[0] for name in second.articles} == {"b"}
    assert 25 <= len(first.articles) <= 40
    assert first.cohesion == pytest.approx(0.9, abs=0.05)
    assert first.nearest_topic_id in (0, 1, 2)
    assert first.similarity < 0.3


def test_the_articles_nearest_the_middle_come_first():
    names, vectors = two_groups(40)
    first = propose(MODEL, names, vectors)[0]
    cosines = [float(vectors[names.index(name)] @ np.eye(DIMENSION)[10]) for name in first.articles]
    assert np.mean(cosines[:5]) > np.mean(cosines[-5:])


def test_the_order_of_the_articles_changes_nothing():
    names, vectors = two_groups(40)
    order = np.random.default_rng(9).permutation(len(names))
    assert propose(MODEL, [names[row] for row in order], vectors[order]) == propose(MODEL, names, vectors)


def test_what_is_not_alike_is_not_proposed():
    random = np.random.default_rng(6)
    noise = random.standard_normal((200, DIMENSION))
    assert propose(MODEL, ids(200), np.float32(noise / np.linalg.norm(noise, axis=1, keepdims=True))) == ()


def test_too_few_articles_or_stories_are_not_proposed():
    assert propose(MODEL, [], np.empty((0, DIMENSION), dtype=np.float32)) == ()
    assert propose(MODEL, ids(LEAST - 1), around(10, LEAST - 1, 1)) == ()
    vectors = around(10, 30, 1, spread=0.02)
    copies = [f"story-{at % (LEAST_STORIES - 1)}" for at in range(30)]
    assert propose(MODEL, ids(30), vectors, stories=copies) == ()
    enough = [f"story-{at % (2 * LEAST_STORIES)}" for at in range(30)]
    assert len(propose(MODEL, ids(30), vectors, stories=enough)) == 1


def test_identical_articles_of_many_stories_are_one_proposal():
    (found,) = propose(MODEL, ids(50), np.tile(around(10, 1, 1), (50, 1)))
    assert found.articles == tuple(sorted(ids(50)))
    assert found.cohesion == 1


def test_a_proposal_that_grows_keeps_its_id():
    names, vectors = two_groups(40)
    few = [row for row, name in enumerate(names) if not name.startswith("a") or int(name[-3:]) < 20]
    before = propose(MODEL, [names[row] for row in few], vectors[few])
    told = {one.proposal_id: one.articles for one in before}
    after = propose(MODEL, names, vectors, previous=told)
    assert {name[0]: one.proposal_id for one in before for name in one.articles} == {
        name[0]: one.proposal_id for one in after for name in one.articles
    }
    assert max(len(one.articles) for one in after) > max(len(one.articles) for one in before)


def test_a_group_of_other_articles_has_an_id_of_its_own():
    names, vectors = two_groups(40)
    first = propose(MODEL, names, vectors)[0]
    previous = {first.proposal_id: ["another", "وآخر"]}
    renamed = propose(MODEL, names, vectors, previous=previous)
    assert first.proposal_id not in {one.proposal_id for one in renamed}


def test_the_larger_share_keeps_the_id_and_no_id_is_given_twice():
    names, vectors = two_groups(40)
    told = {"p00000002": propose(MODEL, names, vectors)[0].articles[:12], "p00000001": names[:40]}
    found = propose(MODEL, names, vectors, previous=told)
    assert found[0].proposal_id == "p00000001"
    assert len({one.proposal_id for one in found}) == len(found) == 2


def test_ids_are_p_and_eight_digits():
    names, vectors = two_groups(40)
    for one in propose(MODEL, names, vectors):
        assert isinstance(one, Proposal)
        assert one.proposal_id[0] == "p"
        assert len(bytes.fromhex(one.proposal_id[1:])) == 4


def test_pairs_do_not_count_an_article_with_itself():
    vectors = np.float32([[1, 0], [0, 1], [0.6, 0.8]])
    assert pairwise_cosine(vectors) == pytest.approx((0 + 0.6 + 0.8) / 3, abs=1e-6)
    assert pairwise_cosine(vectors[:1]) == 0


def test_numbers_must_agree():
    with pytest.raises(ValueError, match="There are 2 ids, 1 vectors and 2 stories"):
        propose(MODEL, ids(2), around(0, 1, 1))
    assert proposals.LEAST > proposals.LEAST_STORIES
