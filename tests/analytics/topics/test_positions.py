from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numba
import numpy as np
import pytest
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from analytics.encoder import unit_rows
from analytics.topics import positions
from analytics.topics.positions import map_positions, place_new, position_rows, turned_onto

ROOT = Path(__file__).resolve().parents[3]
N = 120


def groups(n: int = N, k: int = 3, seed: int = 0) -> NDArray[np.float32]:
    """Unit vectors of ``k`` subjects in turn."""
    draw = np.random.default_rng(seed)
    middles = np.repeat(np.eye(k, 16), -(-n // k), axis=0).reshape(k, -1, 16).transpose(1, 0, 2).reshape(-1, 16)[:n]
    return unit_rows(middles + draw.normal(0, 0.12, (n, 16)))


def named(n: int, first: int = 0) -> list[str]:
    return [f"مقال-{i:04}" if i % 2 else f"article-{i:04}" for i in range(first, first + n)]


def test_articles_lie_beside_those_of_their_subject() -> None:
    at = map_positions(groups(), named(N))
    distance = np.linalg.norm(at[:, None] - at[None], axis=2)
    nearest = np.argsort(distance, axis=1, kind="stable")[:, 1:6]
    same = (nearest % 3) == (np.arange(N) % 3)[:, None]
    assert same.mean() > 0.95


def test_any_order_of_the_articles_gives_the_same_map() -> None:
    vectors, ids = groups(), named(N)
    order = np.random.default_rng(1).permutation(N)
    straight = map_positions(vectors, ids, random_state=3)
    assert map_positions(vectors[order], [ids[i] for i in order], random_state=3).tolist() == straight[order].tolist()
    assert map_positions(vectors, ids, random_state=4).tolist() != straight.tolist()


def test_any_number_of_threads_gives_the_same_map() -> None:
    vectors, ids = groups(400), named(400)
    vectors[60:90] = vectors[60]  # of copies UMAP asks the mean of all distances, which it sums in as many parts
    found = []
    for threads in (1, numba.config.NUMBA_NUM_THREADS):
        numba.set_num_threads(threads)
        with threadpool_limits(threads):
            found.append(map_positions(vectors, ids).tolist())
        assert numba.get_num_threads() == threads  # left as it was
    assert found[0] == found[1]


def test_articles_of_the_run_before_stay_where_they_were() -> None:
    vectors, ids = groups(150), named(150)
    before = map_positions(vectors[:N], ids[:N])
    turned = before @ np.array([[0.0, 1.0], [1.0, 0.0]]) + [40.0, -7.0]  # a reader knows this map, mirrored and moved
    previous = {article: (float(x), float(y)) for article, (x, y) in zip(ids, turned, strict=False)}
    after = map_positions(vectors, ids, previous=previous)
    extent = np.sqrt(((turned - turned.mean(axis=0)) ** 2).sum(axis=1).mean())
    moved = np.linalg.norm(after[:N] - turned, axis=1).mean() / extent
    afresh = np.linalg.norm(map_positions(vectors, ids)[:N] - turned, axis=1).mean() / extent
    assert moved < 0.15
    assert moved < afresh / 3
    for row in range(N, 150):  # the new ones join their subject
        nearest = np.argsort(np.linalg.norm(after[:N] - after[row], axis=1))[:5]
        assert (nearest % 3 == row % 3).sum() >= 3


def test_a_map_is_turned_but_not_stretched() -> None:
    at = np.array([[0.0, 0.0], [2.0, 0.0], [0.0, 1.0]])
    known = np.array([[5.0, 5.0], [5.0, 9.0], [3.0, 5.0]])  # turned by a quarter, moved, and twice as large
    turned = turned_onto(at, at, known)
    assert np.linalg.norm(turned[1] - turned[0]) == pytest.approx(2.0)
    assert turned[1] - turned[0] == pytest.approx([0.0, 2.0])
    assert turned.mean(axis=0) == pytest.approx(known.mean(axis=0))


def test_a_new_article_lies_in_the_middle_of_its_five_nearest() -> None:
    old = np.eye(6, 8, dtype=np.float32)
    at = np.array([[1.0, 1.0], [2.0, 2.0], [3.0, 9.0], [4.0, 4.0], [5.0, 5.0], [90.0, -90.0]])
    new = unit_rows(np.array([[6, 5, 4, 3, 2, 1, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0]], dtype=np.float64))
    found = place_new(new, old, at)
    assert found[0].tolist() == [3.0, 4.0]  # not drawn to the far sixth, nor up by one of five
    assert np.isnan(found[1]).all()


def test_places_that_are_not_known_are_passed_over() -> None:
    at = np.array([[np.nan, np.nan], [2.0, 2.0]])
    assert place_new(np.eye(1, 4, dtype=np.float32), np.eye(2, 4, dtype=np.float32), at).tolist() == [[2.0, 2.0]]
    nowhere = np.full((2, 2), np.nan)
    assert np.isnan(place_new(np.eye(1, 4, dtype=np.float32), np.eye(2, 4, dtype=np.float32), nowhere)).all()


def test_a_large_corpus_is_laid_out_by_a_sample_that_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(positions, "LAID_OUT", 60)
    vectors, ids = groups(), named(N)
    at = map_positions(vectors, ids)
    assert np.isfinite(at).all()
    distance = np.linalg.norm(at[:, None] - at[None], axis=2) + np.diag(np.full(N, np.inf))
    assert (distance.argmin(axis=1) % 3 == np.arange(N) % 3).mean() > 0.9
    kept = {ids[row] for row in positions.landmarks(ids)}
    grown = sorted(ids + named(12, first=N))
    assert len(kept & {grown[row] for row in positions.landmarks(grown)}) >= 50
    assert len(positions.landmarks(grown)) == 60


@pytest.mark.parametrize("n", [1, 2, 29, 30, 31])
def test_few_articles_have_places(n: int) -> None:
    at = map_positions(groups(n), named(n))
    assert at.shape == (n, 2)
    assert np.isfinite(at).all()
    assert at.mean(axis=0) == pytest.approx([0, 0], abs=1e-3)


@pytest.mark.parametrize("n", [3, 200])
def test_identical_articles_have_places(n: int) -> None:
    at = map_positions(np.tile(groups(1), (n, 1)), named(n))
    assert np.isfinite(at).all()


def test_many_copies_lie_together() -> None:
    vectors = groups()
    vectors[:60] = vectors[0]
    at = map_positions(vectors, named(N))
    spread = np.linalg.norm(at - at.mean(axis=0), axis=1).mean()
    assert np.linalg.norm(at[:60] - np.median(at[:60], axis=0), axis=1).mean() < spread


def test_an_article_without_a_vector_has_no_place_and_moves_no_other() -> None:
    vectors, ids = groups(40), named(41)
    at = map_positions(np.vstack([vectors, np.zeros((1, 16), dtype=np.float32)]), ids)
    assert np.isnan(at[40]).all()
    assert at[:40].tolist() == map_positions(vectors, ids[:40]).tolist()
    rows = position_rows(ids, at)
    assert [row["article_id"] for row in rows] == sorted(ids[:40])
    assert set(rows[0]) == {"article_id", "x", "y"}


def test_no_articles_and_only_empty_ones() -> None:
    assert map_positions(np.zeros((0, 4), dtype=np.float32), []).shape == (0, 2)
    assert np.isnan(map_positions(np.zeros((2, 4), dtype=np.float32), ["أ", "b"])).all()


@pytest.mark.parametrize("module", ["analytics", "analytics.figures", "analytics.study", "dashboard.app", "reports"])
def test_looking_at_a_map_does_not_load_what_draws_it(module: str) -> None:
    code = f"import sys, {module}; print([m for m in ('umap', 'numba', 'pynndescent', 'bertopic') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_what_does_not_fit_together_is_refused() -> None:
    with pytest.raises(ValueError, match="2 vectors for 1 articles; give one vector each"):
        map_positions(groups(2), ["a"])
    with pytest.raises(ValueError, match="Article 'خبر' is given twice; give each article once"):
        map_positions(groups(2), ["خبر", "خبر"])
    with pytest.raises(ValueError, match="3 old vectors for 1 positions; give one position each"):
        place_new(groups(1), groups(3), np.zeros((1, 2)))
