"""Demand: places and callers that the police hear of again and again, told as bands and as nothing else.

For the police's own machine. Nothing that is read is kept, and nothing that names a place or a caller is ever put out.
"""

from wardmote.figures.demand.incidents import Export, Incident, Unusable, read_export
from wardmote.figures.demand.profile import Profile, Threshold, read_profile
from wardmote.figures.demand.repeats import Demand, Repeats, demand, most_within

__all__ = [
    "Demand",
    "Export",
    "Incident",
    "Profile",
    "Repeats",
    "Threshold",
    "Unusable",
    "demand",
    "most_within",
    "read_export",
    "read_profile",
]
