"""The functions of SciPy that figures need. SciPy is read at the first figure: it would be a third of every start."""

from collections.abc import Callable
from typing import Any


def _at_first_use(name: str) -> Callable[..., Any]:
    def asked(*values: Any) -> Any:
        from scipy import special

        return getattr(special, name)(*values)

    return asked


bdtr, bdtrc, betaincinv = map(_at_first_use, ("bdtr", "bdtrc", "betaincinv"))  # binomial and beta
chdtrc, gammaincc, gammaincinv, pdtrik = map(_at_first_use, ("chdtrc", "gammaincc", "gammaincinv", "pdtrik"))  # Poisson
ndtri, stdtr, stdtrit = map(_at_first_use, ("ndtri", "stdtr", "stdtrit"))  # normal and Student's t
