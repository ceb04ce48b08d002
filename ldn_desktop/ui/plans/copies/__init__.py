"""Backups, exports of everything, restoring, erasing, and the keys of the library."""
