"""The clerk's desk: the first day, the review of what was read, and what waits for whoever signed in."""
