"""Sittings: the meeting in the room, from the first arrival to the close, kept as it is typed."""
