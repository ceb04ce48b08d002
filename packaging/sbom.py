"""The bill of materials: every bundled part with its version and licence, as CycloneDX JSON."""

from __future__ import annotations

import hashlib
import json
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path

from cyclonedx.factory.license import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6

sys.path.insert(0, str(Path(__file__).resolve().parent))
from parts import ROOT, Part

sys.path.insert(0, str(ROOT))
from ldn_desktop import __version__


def write_sbom(out: Path, parts: set[Part], epoch: int) -> None:
    """Write the bill of materials; the same parts give the same bytes. ``epoch`` is the time it bears."""
    made = LicenseFactory()
    bom = Bom()
    bom.metadata.timestamp = datetime.fromtimestamp(epoch, UTC)
    program = bom.metadata.component = Component(
        name="ldn-desktop",
        version=__version__,
        type=ComponentType.APPLICATION,
        bom_ref="ldn-desktop",
        licenses=[made.make_from_string("Apache-2.0")],
    )
    others = sorted(
        (part for part in parts if part.purl.name != program.name), key=lambda part: str(part.purl)
    )
    components = [
        Component(
            name=part.purl.name,
            version=part.purl.version,
            type=ComponentType.LIBRARY,
            bom_ref=f"{part.purl.name}@{part.purl.version or ''}".rstrip("@"),
            licenses=[made.make_from_string(part.licence)],
            purl=part.purl,
        )
        for part in others
    ]
    bom.components.update(components)
    bom.register_dependency(program, components)
    told = [(str(part.purl), part.licence) for part in others]
    digest = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    bom.serial_number = uuid.UUID(digest[:32])
    out.write_text(JsonV1Dot6(bom).output_as_string(indent=2) + "\n", encoding="utf-8")
