"""Search over everything the reference holds: words, entries, index, spelling, answers."""
