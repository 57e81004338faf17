"""Request -> one read or one deed -> page, a file for each page of the desk."""
