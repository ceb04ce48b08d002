"""Plans at rest: append-only records behind one store, encrypted whole; keys, index, backups."""
