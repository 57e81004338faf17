"""Correspondence: what goes out by e-mail, left in an outbox by the deed that sends it."""
