"""What can happen to an intervention. Whoever is on the panel keeps and counts; the clerk says how far it may go."""

from wardmote.interventions.writes.counting import correct, count, count_monthly, take_back
from wardmote.interventions.writes.keeping import agree, edit, follow_matter, keep, mark

__all__ = ["agree", "correct", "count", "count_monthly", "edit", "follow_matter", "keep", "mark", "take_back"]
