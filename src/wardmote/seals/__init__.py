"""Seals: text and files encrypted for one place only, and the chain that shows a changed log. Pure; keeps no key."""
