"""Reads a finished brief as its reader does, and accounts for every number in it."""
