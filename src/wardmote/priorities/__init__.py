"""Priorities: what the panel has agreed to work on, and what was told of each at every meeting."""
