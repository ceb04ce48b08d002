"""Opioids: the table of them, their names, and how long each stays."""
