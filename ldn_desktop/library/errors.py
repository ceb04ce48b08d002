"""What a library refuses. The text of each is one sentence for the user: what, why, what to do."""

from __future__ import annotations

from ldn_desktop.storage.files import StoreError


class LibraryError(StoreError):
    """A library that cannot be made, opened, read or written. Nothing is half-written."""


class WrongKeyError(LibraryError):
    """A passphrase or recovery key that does not open the library: one refusal, whatever is wrong with it."""


class ReadOnlyError(LibraryError):
    """A library that is open to be read alone was to be written."""


class NewerError(LibraryError):
    """A library or file of a newer program that this one cannot read."""


class DamagedError(LibraryError):
    """Bytes that are not what was written: a key file, a database, a backup."""


class ErasedError(LibraryError):
    """A record of somebody whose records were erased for good: it is not taken back."""


class UnknownParentError(LibraryError):
    """A record that follows on one which the library does not have."""
