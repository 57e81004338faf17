"""Law: what kinds of body there are and what each may do, and which days count for notice."""
