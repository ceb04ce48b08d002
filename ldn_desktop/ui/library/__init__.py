"""The library's door: made, unlocked, locked."""
