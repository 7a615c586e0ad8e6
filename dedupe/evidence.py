"""What speaks for and against two articles being copies of one story, as one sum.

No measure decides alone: items of one mould share most of their words, a damaged copy loses
names and figures, a follow-up has half of the story before it. Each term is evidence in the
sense of record linkage (Fellegi and Sunter 1969): together, with the weights of `evidence.toml`,
they are the log-odds that a pair are copies. Weights are fitted by logistic regression.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import numpy as np
import tomli
from numpy.typing import NDArray

from dedupe.measures import Measures

#: So many uncommon shingles in both make a mould half as likely to explain what is shared.
_MANY = 50.0
#: How likely a figure or a name is the same in two items of one mould; in copies it is as likely
#: as a word is to survive, within bounds: a desk may write "two" for "2" whatever the damage.
_SAME_IN_MOULD = 0.3
_LEAST_SURVIVAL, _MOST_SURVIVAL = 0.3, 0.9
#: Copies are hours apart, some a day: from so many days on it speaks against them, fully from the
#: second number on.
_APART, _FAR_APART = 2.0, 4.0
#: Log-odds that figures, or names, tell at most.
_MOST_TOLD = 8.0


@cache
def weights() -> dict[str, float]:
    """The weight of each term, in the order of `terms`, and of `always`, which is no term."""
    text = (resources.files("dedupe") / "evidence.toml").read_text("utf-8")
    return {name: float(entry["weight"]) for name, entry in tomli.loads(text).items()}


def thinness(measures: Measures) -> NDArray[np.float64]:
    """How much of what pairs share a mould may explain, (m,) float64.

    It is 1 where nothing uncommon is shared, and near 0 where hundreds of uncommon shingles are.
    """
    return _MANY / (_MANY + measures.rare.astype(np.float64))


def terms(measures: Measures) -> dict[str, NDArray[np.float64]]:
    """The terms of m pairs by name, each (m,); `evidence.toml` says what each is for."""
    m = measures
    containment = np.maximum(m.containment, 1e-3)
    thin = thinness(m)
    survival = np.clip(np.sqrt(containment), _LEAST_SURVIVAL, _MOST_SURVIVAL)
    return {
        "covered": m.coverage,
        "covered_thinly": m.coverage * thin,
        "begins_alike": np.minimum(1.0, m.lead / np.maximum(containment, 0.05)) * thin,
        # The union over the smaller set: how much longer the longer article is.
        "longer": np.log(containment / np.maximum(m.jaccard, 1e-6)),
        "figures": _against(m.figures, m.figure_count, survival) * thin,
        "names": _against(m.names, m.name_count, survival) * thin,
        "other_figures": np.log1p(m.figure_count - m.figures),
        "days_apart": np.clip((m.days - _APART) / (_FAR_APART - _APART), 0.0, 1.0) * thin,
    }


def _against(
    shared: NDArray[np.int64], count: NDArray[np.int64], survival: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The log-likelihood ratio of copy to mould by which facts are shared, where it is negative."""
    told = shared * np.log(survival / _SAME_IN_MOULD)
    told += (count - shared) * np.log((1 - survival) / (1 - _SAME_IN_MOULD))
    return np.clip(told, -_MOST_TOLD, 0.0)


def evidence(measures: Measures) -> NDArray[np.float64]:
    """The log-odds, (m,) float64, that pairs are copies: above 0 they rather are than not."""
    weight = weights()
    found = np.full(len(measures.first), weight["always"])
    for name, values in terms(measures).items():
        found += weight[name] * values
    return found
