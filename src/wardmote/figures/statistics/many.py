"""Many comparisons at once: some look striking by chance, and that is allowed for."""

import numpy as np
import numpy.typing as npt


def q_values(p: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Benjamini and Hochberg's adjusted p-values, of any shape: call what is at most 0.05, and at most 5 % are false.

    Every comparison that was made goes in, also those that nobody means to speak of. NaN stays NaN and is not counted.

    Source: Benjamini and Hochberg (1995), J. R. Statist. Soc. B 57:289, procedure (1).

    >>> [round(q, 3) for q in q_values([0.01, 0.04, 0.03, 0.5]).tolist()]
    [0.04, 0.053, 0.053, 0.5]

    Raises:
        ValueError: a p-value is not between 0 and 1.
    """
    given = np.asarray(p, dtype=np.float64)
    made = ~np.isnan(given)
    tried = given[made]
    if ((tried < 0) | (tried > 1)).any():
        raise ValueError("A p-value lies between 0 and 1.")
    order = np.argsort(tried, kind="stable")
    raised = tried[order] * tried.size / np.arange(1, tried.size + 1)
    found = np.full(given.shape, np.nan)
    q = np.empty(tried.size)
    q[order] = np.minimum.accumulate(raised[::-1])[::-1]
    found[made] = np.minimum(q, 1.0)
    return found
