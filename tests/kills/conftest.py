"""`driver.py` is a program: to import it opens a town."""

collect_ignore = ["driver.py"]
