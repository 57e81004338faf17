"""Summons: a meeting is called in time, put off or called off, and its notes come to stand."""
