"""Request -> one read or one deed -> page. The clock is read here."""
