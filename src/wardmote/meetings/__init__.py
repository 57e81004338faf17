"""Meetings: notes come in, the agenda carries over what is unfinished, and the next meeting's pack goes out."""
