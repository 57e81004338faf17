"""Confidentiality: who has signed which agreement, who was named, and so who may see what."""
