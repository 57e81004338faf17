"""Search: every word that the reader may see, and every time that one thing was discussed."""
