"""Proposals: what one body asks of another, who says what of it over the years, and the answer that comes back."""
