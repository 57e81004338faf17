"""Calendars: when bodies meet, the year at a glance, feeds for calendar programs, and what to do by when."""
