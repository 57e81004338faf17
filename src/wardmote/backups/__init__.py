"""Backups: a town in one sealed file, which files are kept, its keys on paper, and which seats have ended."""
