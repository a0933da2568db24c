import numpy as np

from corpus.candidates import Components, Signed
from corpus.nearcopies import N_HASHES, Evidence, are_copies
from corpus.storygroups import Numbers, pairs_of_groups

SETS = [
    frozenset(one) for one in ((), (1,), (1, 2, 3), (1, 2, 3, 4), (3, 4, 5, 6), (4, 5, 6, 7, 8), (10**17, 9, 1, 2, 3))
]


def test_numbers_refuse_a_pair_as_the_check_of_two_texts_does():
    numbers = Numbers.of(SETS)
    every = np.arange(len(SETS))
    shingles = np.array([5], np.uint32)
    for one in every.tolist():
        told = [
            are_copies(Evidence(shingles, SETS[one]), Evidence(shingles, other), same_publisher=True) for other in SETS
        ]
        assert numbers.may_be_copies(one, every).tolist() == told
    assert numbers.may_be_copies(3, every).tolist() == [True, True, True, True, True, False, True]
    assert numbers.may_be_copies(3, every[:0]).tolist() == []


def _signed(rows):
    ranks = np.arange(rows)
    same = np.ones((rows, N_HASHES), np.uint16)
    return Signed(same, np.ones(rows, bool), ranks, ranks.astype(np.uint64))


def _pairs(groups, joined, sets, rows=8):
    arrays = tuple(np.array(group) for group in groups)
    found = pairs_of_groups(arrays, _signed(rows), joined, lambda places: [sets[place] for place in places])
    return [(one, other) for one, others in found for other in others.tolist()]


def test_each_pair_of_several_groups_is_given_once():
    groups = [(1, 3, 4), (3, 4, 7), (1, 3, 4, 7)]
    none = [frozenset()] * 8
    assert _pairs(groups, Components(8), none) == [(1, 3), (1, 4), (1, 7), (3, 4), (3, 7), (4, 7)]
    assert _pairs(groups[:2], Components(8), none) == [(1, 3), (1, 4), (3, 4), (3, 7), (4, 7)]
    assert _pairs([], Components(8), none) == []


def test_pairs_of_one_story_or_with_other_numbers_are_passed_over():
    joined = Components(8)
    joined.join(1, 3)
    sets = [frozenset(range(10 * k, 10 * k + 5)) for k in range(8)]
    assert _pairs([(1, 3, 4)], joined, sets) == []
    assert _pairs([(1, 3, 4)], joined, [sets[0]] * 8) == [(1, 4), (3, 4)]
