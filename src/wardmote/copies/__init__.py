"""Copies: the confidential part of a meeting's papers in print, each copy numbered, named and accounted for."""
