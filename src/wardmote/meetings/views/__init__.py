"""Request -> one read or one deed -> page, a file for the record, for planned meetings, and for settings."""
