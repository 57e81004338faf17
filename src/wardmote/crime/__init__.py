"""Crime figures said aloud: which area the town is, what it is compared with, and which claims were checked."""
