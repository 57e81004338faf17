"""Figures: tables in, findings out. Published crime figures, what may be said of them, and how sure one can be."""
