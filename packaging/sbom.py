"""The bill of materials: every bundled part with its version and licence, as CycloneDX JSON."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path

from cyclonedx.factory.license import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

sys.path.insert(0, str(Path(__file__).resolve().parent))
from parts import ROOT, bundled, licence_of, name_of

sys.path.insert(0, str(ROOT))
from ldn_desktop import __version__


def write_sbom(out: Path, epoch: int) -> None:
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
    parts = [(PackageURL("pypi", None, name_of(part), part.version), licence_of(part)) for part in bundled()]
    parts.append((_python(), "PSF-2.0"))
    components = [
        Component(
            name=purl.name,
            version=purl.version,
            type=ComponentType.LIBRARY,
            bom_ref=f"{purl.name}@{purl.version}",
            licenses=[made.make_from_string(licence)],
            purl=purl,
        )
        for purl, licence in parts
    ]
    bom.components.update(components)
    bom.register_dependency(program, components)
    told = sorted((str(purl), licence) for purl, licence in parts)
    digest = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    bom.serial_number = uuid.UUID(digest[:32])
    out.write_text(JsonV1Dot6(bom).output_as_string(indent=2) + "\n", encoding="utf-8")


def _python() -> PackageURL:
    """Return which Python this is: Debian's, with its mends, where packaging/python.sh built it."""
    source = Path(sys.base_prefix) / "debian-version"
    if source.is_file():
        name = f"python{sys.version_info.major}.{sys.version_info.minor}"
        return PackageURL("deb", "debian", name, source.read_text(encoding="ascii").strip())
    return PackageURL("generic", None, "python", platform.python_version())
