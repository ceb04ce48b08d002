"""A record: what is kept once and never changed. Canonical JSON, known by the SHA-256 of its bytes.

The bytes hold an id that chance made, so no hash can be guessed from what is known of a patient. ``parents`` are
hashes: a revision vouches for all that it follows on. Times are told, never compared: a clock may jump. What comes
after what is said by parents, and by the place that a store gives.
"""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

from ldn_desktop.library.bodies import Body, Copied, Erasure, Filters, Known, Settings

FORMAT, VERSION = "ldn-record", 1
PRACTICE = "practice"
"""The subject of what belongs to no patient."""
_ID_BYTES = 16


class Record(NamedTuple):
    """A record as it is kept: ``data`` are its bytes, ``hash`` their SHA-256 in hexadecimal digits.

    ``subject`` says which plan it is of: a text that chance made, or ``PRACTICE``. ``at`` is the clock's time in UTC,
    to the second. To be made by ``make`` and ``ldn_desktop.library.record_reader.read_record``.
    """

    kind: str
    subject: str
    id: str
    parents: tuple[str, ...]
    author: str
    at: datetime
    reason: str
    body: Body
    data: bytes
    hash: str


def new_subject() -> str:
    """Return a subject for a plan that is kept for the first time."""
    return secrets.token_hex(_ID_BYTES)


def make(
    body: Known,
    subject: str,
    *,
    author: str,
    at: datetime,
    parents: tuple[str, ...] = (),
    reason: str = "",
    record_id: str = "",
) -> Record:
    """Return a new record; ``at`` has a time zone. What belongs to no patient has no subject but ``PRACTICE``.

    Refused (``ValueError``): a text that cannot be written as UTF-8, a body that belongs to another subject.
    """
    if isinstance(body, Settings | Filters | Copied | Erasure) != (subject == PRACTICE):
        raise ValueError(f"a record of the kind {body.KIND} does not belong there")
    moment = at.astimezone(UTC).replace(microsecond=0)
    record_id = record_id or secrets.token_hex(_ID_BYTES)
    members = {
        "format": FORMAT,
        "version": VERSION,
        "kind": body.KIND,
        "subject": subject,
        "id": record_id,
        "parents": list(parents),
        "author": author,
        "at": moment.isoformat(),
        "reason": reason,
        "body": body.members(),
    }
    data = canonical(members)
    return Record(body.KIND, subject, record_id, parents, author, moment, reason, body, data, hash_of(data))


def canonical(value: object) -> bytes:
    """Return a JSON value in its one spelling: keys sorted, no blanks, one line without its end."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode()


def hash_of(data: bytes) -> str:
    """Return the hash by which the record of these bytes is known."""
    return sha256(data).hexdigest()
