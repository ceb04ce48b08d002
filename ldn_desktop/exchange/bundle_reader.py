"""Finds the plan file in a FHIR Bundle that this program wrote; nothing else of the Bundle is read."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator

from ldn_desktop.decoding.strict import FileError, Node
from ldn_desktop.decoding.strict_json import parse
from ldn_desktop.storage.files import MAX_BUNDLE_BYTES

PLAN_TYPE = "application/vnd.ldn-plan+json"
"""The type of content of the Binary that holds the plan file."""
_MARK = b'"resourceType"'
_FROM_ELSEWHERE = "is FHIR without a plan file in it; choose a Bundle that LDN Desktop exported."
_OF_A_BINARY = ("id", "meta", "implicitRules", "language", "securityContext")
"""What FHIR R4 lets stand beside the data, where another system keeps it."""


def plan_file_in(data: bytes) -> bytes:
    """Return the plan file that a Bundle holds; what is no FHIR as it is.

    Refused (``FileError``): FHIR from elsewhere, a Bundle of more than one plan, one whose plan file is damaged.
    """
    # As a key it can stand in no plan; within a text its quotes would be escaped.
    if _MARK not in data:
        return data
    root = parse(data, "plan", MAX_BUNDLE_BYTES)
    if not isinstance(root.value, dict) or "resourceType" not in root.value:
        return data
    found = list(_files(root)) if root.value["resourceType"] == "Bundle" else []
    if not found:
        raise FileError("", _FROM_ELSEWHERE)
    if len(found) > 1:
        raise FileError("", f"holds {len(found)} plans; open a Bundle of one plan.")
    text = found[0].fields(("resourceType", "contentType", "data"), _OF_A_BINARY)["data"]
    try:
        return base64.b64decode(text.text().encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise text.fail("is damaged, so its plan cannot be read; export it again.") from None


def _files(root: Node) -> Iterator[Node]:
    """Yield the resources of a Bundle that hold a plan file."""
    members = root.entries()
    for entry in members["entry"].any_items() if "entry" in members else ():
        resource = entry.entries().get("resource")
        if resource is None:
            continue
        told = resource.entries()
        if [told[key].value for key in ("resourceType", "contentType") if key in told] == [
            "Binary",
            PLAN_TYPE,
        ]:
            yield resource
