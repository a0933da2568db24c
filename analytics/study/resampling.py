"""The cluster bootstrap over stories: how sure a mean is of articles that copy one another.

Stories are drawn, not articles: a report that six publishers carry says once what it says. A resample gives each story
a weight, drawn from the exponential distribution of mean 1, that all its articles share, in every group and on every
page alike (the Bayesian bootstrap, Rubin 1981, Ann. Stat. 9:130-134, by clusters; Field and Welsh 2007, JRSS B
69:369-390). So differences of groups are paired, and a group has the same interval whoever asks for it. No weight is 0:
no resample is without a story of a group.

A run of more than ``CLUSTERS`` stories has them strewn over as many random groups, which are drawn instead (Wolter
2007, Introduction to Variance Estimation, ch. 2): the cost then no longer grows with the articles.

How often an interval holds the true mean, in 1,200 made selections each whose stories have one to ten copies: .96, .93,
.94, .94, .95 and .96 with 3, 6, 15, 30, 60 and 200 stories of evenly strewn tones; .94, .92, .93, .95, .94 and .95 of
skewed ones.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

RESAMPLES: Final = 2000
CLUSTERS: Final = 2048
FEW_STORIES: Final = 12
"""Below as many effective stories, intervals are by Student's t from the standard error of the resamples, from it on
their quantiles. In 600 made samples each, of normal and of skewed tones, the quantiles cover .72 and .72 with 3
stories, .93 and .91 with 8, .96 and .92 with 12; Student's t .95 and .90, .94 and .91, .96 and .91 (wider by a tenth
where skewed)."""
_SEED: Final = 20140610
_CHUNK: Final = 256
"""Groups resampled at once: 4 MB."""
_NO_SCATTER: Final = 1e-9
"""Standard errors below it are of rounding: tones have six decimals."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@lru_cache(maxsize=1)
def weights() -> Floats:
    """The weight of each cluster in each resample, shape (CLUSTERS, RESAMPLES)."""
    drawn = np.random.default_rng(_SEED).standard_exponential((CLUSTERS, RESAMPLES))
    drawn.flags.writeable = False
    return drawn


def clusters(story_no: Ints, n_stories: int) -> Ints:
    """The cluster of each story: its own in a run of up to ``CLUSTERS``, else that of a hash of its number.

    Parameters
    ----------
    story_no : ndarray of shape (n,)
        From 1 to ``n_stories``.
    n_stories : int
        Stories of the whole run, whatever is selected.
    """
    if n_stories <= CLUSTERS:
        return np.asarray(story_no - 1)
    with np.errstate(over="ignore"):  # splitmix64 (Steele, Lea and Flood 2014, OOPSLA): arithmetic modulo 2**64
        mixed = story_no.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray((mixed ^ (mixed >> np.uint64(31))) % np.uint64(CLUSTERS)).astype(np.int64)


def resampled(group: Ints, cluster: Ints, values: Floats, n_groups: int) -> Floats:
    """Sums of groups in each resample, shape (n_groups, RESAMPLES).

    Parameters
    ----------
    group, cluster, values : ndarray of shape (n,)
        One row a story and group: which group, which cluster, and what is summed.
    """
    from scipy.sparse import csr_array  # slow to import; only tone needs it

    shape: Any = (n_groups, CLUSTERS)
    return np.asarray(csr_array((values, (group, cluster)), shape=shape) @ weights())


def added(group: Ints, values: NDArray[Any], n_groups: int) -> Floats:
    """Values added up by group, shape (n_groups,)."""
    return np.bincount(group, values, n_groups).astype(np.float64)


def effective(group: Ints, sizes: Floats, n_groups: int) -> Floats:
    """How many stories of one size would say as much (Kish 1965, Survey Sampling, 8.2), shape (n_groups,)."""
    total = added(group, sizes, n_groups)
    squares = added(group, sizes**2, n_groups)
    return np.divide(total**2, squares, out=np.zeros(n_groups), where=squares > 0)


def intervals(group: Ints, cluster: Ints, n: Floats, total: Floats, n_groups: int) -> tuple[Floats, Floats, Floats]:
    """95% intervals of the groups' means and their standard errors.

    Parameters
    ----------
    group, cluster, n, total : ndarray of shape (n_rows,)
        One row a story and group, by group: how many units it has there and the sum of their tones, -n to n.

    Returns
    -------
    low, high, error : ndarray of shape (n_groups,)
        Inside -1 to 1; not a number for a single story, and where all stories have the same tone: however
        many they are, resamples of them say nothing of the doubt.
    """
    low, high, error = (np.full(n_groups, np.nan) for _ in range(3))
    stories = added(group, n > 0, n_groups)
    mean = means(group, n, total, n_groups)
    k = effective(group, n, n_groups)
    told = np.flatnonzero(stories >= 2)
    for start in range(0, len(told), _CHUNK):
        part = told[start : start + _CHUNK]
        place = np.full(n_groups, -1)
        place[part] = np.arange(len(part))
        rows = np.flatnonzero(place[group] >= 0)
        own = place[group[rows]], cluster[rows]
        drawn = resampled(*own, total[rows], len(part)) / resampled(*own, n[rows], len(part))
        error[part] = standard_error(drawn, k[part])
        low[part], high[part] = _ends(drawn, mean[part], error[part], k[part])
    silent = error < _NO_SCATTER
    for values in (low, high, error):
        values[silent] = np.nan
    return low, high, error


def means(group: Ints, n: Floats, total: Floats, n_groups: int) -> Floats:
    """Means of groups; not a number where one is empty."""
    sizes = added(group, n, n_groups)
    none = np.full(n_groups, np.nan)
    return np.asarray(np.divide(added(group, total, n_groups), sizes, out=none, where=sizes > 0))


def standard_error(drawn: Floats, k: Floats) -> Floats:
    """Standard errors from resamples, shape (m, RESAMPLES), of estimates from ``k`` effective stories each.

    Weights of mean 1 that add to k scatter a mean by (k - 1) / (k + 1) of the variance of the mean of k draws.
    """
    freedom = np.maximum(k - 1, 1e-9)
    return np.asarray(drawn.std(axis=-1) * np.sqrt((k + 1) / freedom))


def t_half(error: Floats, freedom: Floats) -> Floats:
    """Half the width of 95% intervals by Student's t; 2, the whole scale of tone, where it would be wider."""
    from scipy.special import stdtrit  # slow to import, see above

    # Below half a degree of freedom, one story and next to nothing else, the quantile is beyond 25.
    half = np.asarray(stdtrit(np.maximum(freedom, 0.05), 0.975)) * error
    return np.fmin(np.where(np.isfinite(half), half, np.where(error > 0, 2.0, error)), 2.0)


def _ends(drawn: Floats, mean: Floats, error: Floats, k: Floats) -> tuple[Floats, Floats]:
    """Quantiles of resamples, further out for few stories (Hesterberg 2015, Am. Stat. 69:371-386, 5.4); or by t."""
    from scipy.special import ndtr, stdtrit

    half = t_half(error, k - 1)
    low, high = mean - half, mean + half
    many = np.flatnonzero(k >= FEW_STORIES)
    ordered = np.sort(drawn[many], axis=1)
    beyond = ndtr(-stdtrit(k[many] - 1, 0.975) * np.sqrt((k[many] + 1) / (k[many] - 1)))
    at = beyond * (RESAMPLES - 1)
    below = np.floor(at).astype(np.int64)
    rows, part = np.arange(len(many)), at - below
    low[many] = ordered[rows, below] * (1 - part) + ordered[rows, below + 1] * part
    high[many] = ordered[rows, -1 - below] * (1 - part) + ordered[rows, -2 - below] * part
    return np.clip(low, -1, 1), np.clip(high, -1, 1)
