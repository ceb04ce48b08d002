"""Which print service is spoken to."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinterInfo

from ldn_desktop.printing.print_service import SOCKET, client_files, has_printer, keep_to_socket


def test_where_nothing_names_a_server_only_the_socket_is_spoken_to(tmp_path: Path) -> None:
    commented = tmp_path / "client.conf"
    commented.write_text("# ServerName elsewhere\nEncryption Required\n")
    environ: dict[str, str] = {}

    keep_to_socket(environ, (tmp_path / "none", commented))

    assert environ == {"CUPS_SERVER": SOCKET}


def test_a_server_that_somebody_named_is_left(tmp_path: Path) -> None:
    named = tmp_path / "client.conf"
    named.write_text("  servername print.example\n")
    environ = {"HOME": str(tmp_path)}
    keep_to_socket(environ, (named,))
    assert "CUPS_SERVER" not in environ

    environ["CUPS_SERVER"] = "localhost:8631"
    keep_to_socket(environ, ())
    assert environ["CUPS_SERVER"] == "localhost:8631"


def test_the_files_of_the_system_and_of_the_person_are_read() -> None:
    assert client_files({"HOME": "/h", "CUPS_SERVERROOT": "/s"}) == (
        Path("/s/client.conf"),
        Path("/h/.cups/client.conf"),
    )
    assert client_files({}) == (Path("/etc/cups/client.conf"),)


def test_printers_are_asked_for_after_the_socket_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []
    monkeypatch.setenv("CUPS_SERVERROOT", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CUPS_SERVER", "")
    monkeypatch.setattr(sys, "platform", "linux")

    def names() -> list[str]:
        asked.append(os.environ.get("CUPS_SERVER", ""))
        return []

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", names)
    assert not has_printer()
    assert asked == [SOCKET]
