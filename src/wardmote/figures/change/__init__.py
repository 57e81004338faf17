"""Before and after: whether what was changed made a difference, and how far the evidence reaches."""

from wardmote.figures.change.answers import Answer
from wardmote.figures.change.displacement import Displacement, displacement
from wardmote.figures.change.interrupted import Interrupted, interrupted
from wardmote.figures.change.maryland import Maryland, maryland_level

__all__ = [
    "Answer",
    "Displacement",
    "Interrupted",
    "Maryland",
    "displacement",
    "interrupted",
    "maryland_level",
]
