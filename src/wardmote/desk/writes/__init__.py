"""What can happen at the desk: a town begins, and its people are invited."""

from wardmote.desk.writes.founding import Founded, Notes, found_town, invite

__all__ = ["Founded", "Notes", "found_town", "invite"]
