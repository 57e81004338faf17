"""Interventions: what was changed, and whether it worked."""
