"""The command line: the same reads and deeds as the pages, in a terminal."""
