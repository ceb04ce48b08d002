"""Reads finished papers back. It shares no code with what wrote them, so a fault of theirs cannot hide in it."""
