"""`driver.py` and `folders.py` are programs: to import them opens a town."""

collect_ignore = ["driver.py", "folders.py", "loading.py", "steps.py"]
