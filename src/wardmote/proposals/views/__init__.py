"""The pages of proposals. The clock is read here."""
