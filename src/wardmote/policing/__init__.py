"""Policing: the local team by its posts, what the council asked of it, and its update for the next meeting."""
