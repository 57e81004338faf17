"""Policing: the local team by its posts, what the council asked of it, and the promises of both sides."""
