"""Questions to the desk, a file for each of its pages. Each takes the viewer and the time."""
