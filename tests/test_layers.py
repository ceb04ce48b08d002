"""The floors of the house, read from the syntax tree of every module.

import-linter holds the floors too (`make check`); this test needs nothing installed, sees what import-linter cannot
(parts of the standard library, floats, signal connections) and refuses a module that stands on no floor.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import ROOT

PACKAGE = "ldn_desktop"
FLOORS = {
    "__main__": 10,
    "app": 9,
    "cli": 9,
    "ui": 8,
    "printing": 7,
    "workspace": 6,
    "exchange": 5,
    "library": 5,
    "papers": 4,
    "articles": 4,
    "read_back": 4,
    "reference": 3,
    "storage": 3,
    "decoding": 2,
    "domain": 1,
    "doctor": 0,
    "__init__": 0,
}
WITH_QT = {"ui", "printing", "app"}
QT = ("PySide6", "shiboken6")
NETWORK = (
    "aiohttp",
    "asyncio",
    "ftplib",
    "http",
    "httpx",
    "imaplib",
    "nntplib",
    "poplib",
    "PySide6.QtNetwork",
    "PySide6.QtWebSockets",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "websockets",
    "xmlrpc",
)
# Clocks, files, locale, chance: what comes into the domain comes in as an argument.
NOT_IN_DOMAIN = ("io", "locale", "logging", "os", "pathlib", "random", "secrets", "tempfile", "time", "uuid")
CLOCK_CALLS = {"now", "today", "utcnow"}
MODULES = sorted((ROOT / PACKAGE).rglob("*.py"))


def floor_name(path: Path) -> str:
    """`domain` for ldn_desktop/domain/amount.py, `cli` for ldn_desktop/cli.py."""
    first = path.relative_to(ROOT / PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports(tree: ast.AST, path: Path) -> Iterator[str]:
    """Every module, and every name of a module, that the tree imports, in full."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join((*above, node.module) if node.module else above)
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and _called(node) in {"import_module", "__import__"}:
            yield from (str(arg.value) for arg in node.args if isinstance(arg, ast.Constant))


def is_within(module: str, wholes: tuple[str, ...]) -> bool:
    return any(module == whole or module.startswith(f"{whole}.") for whole in wholes)


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def upward(tree: ast.AST, path: Path) -> list[str]:
    """What a module imports from a floor above its own."""
    own = FLOORS[floor_name(path)]
    found = []
    for module in imports(tree, path):
        parts = module.split(".")
        if parts[0] == PACKAGE and len(parts) > 1 and FLOORS.get(parts[1], 0) > own:
            found.append(module)
    return found


def floats(tree: ast.AST) -> list[str]:
    """Where floats are written or made."""
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float | complex))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]


def foreign_to_domain(tree: ast.AST, path: Path) -> list[str]:
    """What the domain may not import or call: other packages, clocks, files, locale, chance."""
    found = [
        module
        for module in imports(tree, path)
        if is_within(module, NOT_IN_DOMAIN) or module.split(".")[0] not in {*sys.stdlib_module_names, PACKAGE}
    ]
    found += [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _called(node) in {*CLOCK_CALLS, "open"}
    ]
    return found


def captured_connections(tree: ast.AST) -> list[str]:
    """Signals connected to a lambda or a partial, which keep the widget alive."""
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "connect"
        and any(
            isinstance(arg, ast.Lambda) or (isinstance(arg, ast.Call) and _called(arg) == "partial")
            for arg in node.args
        )
    ]


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def inverted_flags(tree: ast.AST) -> list[str]:
    """Flags behind a ``~``: newer Pythons leave out all above the flag too, as Ctrl above Shift."""
    inverted = (
        node.operand
        for node in ast.walk(tree)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert)
    )
    return [
        ast.unparse(flag) for flag in inverted if isinstance(flag, ast.Attribute) and flag.attr[:1].isupper()
    ]


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_every_module_stands_on_a_floor_and_imports_only_downwards(path: Path) -> None:
    assert floor_name(path) in FLOORS, "a new top-level part: give it a floor here and in pyproject.toml"
    assert upward(parsed(path), path) == []


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_nothing_speaks_to_a_network(path: Path) -> None:
    assert [module for module in imports(parsed(path), path) if is_within(module, NETWORK)] == []


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_no_signal_is_connected_to_a_lambda_or_partial(path: Path) -> None:
    assert captured_connections(parsed(path)) == []


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_no_flag_of_qt_is_inverted(path: Path) -> None:
    assert inverted_flags(parsed(path)) == []


@pytest.mark.parametrize("path", [path for path in MODULES if floor_name(path) not in WITH_QT], ids=relative)
def test_only_the_window_knows_qt(path: Path) -> None:
    assert [module for module in imports(parsed(path), path) if is_within(module, QT)] == []


@pytest.mark.parametrize("path", [path for path in MODULES if floor_name(path) == "domain"], ids=relative)
def test_the_domain_is_exact_and_alone(path: Path) -> None:
    assert floats(parsed(path)) == []
    assert foreign_to_domain(parsed(path), path) == []


# The rules above, shown to catch what they are for.
IN_DOMAIN = ROOT / PACKAGE / "domain" / "example.py"


@pytest.mark.parametrize(
    "source",
    [
        "import ldn_desktop.ui.shell.window",
        "from ldn_desktop import reference",
        "from ..workspace import session",
        "from .. import cli",
        "def late():\n    from ldn_desktop.storage.files import StoreError",
        "import importlib\nimportlib.import_module('ldn_desktop.app')",
    ],
)
def test_an_upward_import_is_caught(source: str) -> None:
    assert upward(ast.parse(source), IN_DOMAIN)


@pytest.mark.parametrize("source", ["from .amount import parse_dose", "import ldn_desktop.domain.plan"])
def test_an_import_on_the_same_floor_is_none(source: str) -> None:
    assert upward(ast.parse(source), IN_DOMAIN) == []


@pytest.mark.parametrize(
    ("source", "wholes"),
    [
        ("import socket", NETWORK),
        ("from urllib import request", NETWORK),
        ("from urllib.request import urlopen", NETWORK),
        ("from http.client import HTTPConnection", NETWORK),
        ("from PySide6 import QtNetwork", NETWORK),
        ("from PySide6.QtNetwork import QTcpSocket", NETWORK),
        ("from PySide6.QtCore import QObject", QT),
        ("__import__('PySide6')", QT),
    ],
)
def test_network_and_qt_imports_are_caught(source: str, wholes: tuple[str, ...]) -> None:
    assert any(is_within(module, wholes) for module in imports(ast.parse(source), IN_DOMAIN))


def test_reading_an_address_is_not_speaking_to_it() -> None:
    found = imports(ast.parse("from urllib.parse import quote"), IN_DOMAIN)
    assert not any(is_within(module, NETWORK) for module in found)


@pytest.mark.parametrize("source", ["x = 0.5", "x = float(y)", "def f(x: float) -> None: ...", "x = 1e3"])
def test_a_float_is_caught(source: str) -> None:
    assert floats(ast.parse(source))


@pytest.mark.parametrize(
    "source",
    ["import yaml", "import time", "from pathlib import Path", "datetime.date.today()", "open('x')"],
)
def test_what_is_foreign_to_the_domain_is_caught(source: str) -> None:
    assert foreign_to_domain(ast.parse(source), IN_DOMAIN)


@pytest.mark.parametrize(
    "source",
    [
        "a.clicked.connect(lambda: b())",
        "a.clicked.connect(partial(b, 1))",
        "a.s.connect(functools.partial(b))",
    ],
)
def test_a_captured_connection_is_caught(source: str) -> None:
    assert captured_connections(ast.parse(source))
    assert not captured_connections(ast.parse("a.clicked.connect(self.on_clicked)"))


def test_an_inverted_flag_is_caught() -> None:
    assert inverted_flags(ast.parse("a & ~Qt.KeyboardModifier.ShiftModifier"))
    assert not inverted_flags(ast.parse("a & Qt.KeyboardModifier.ShiftModifier; ~form.mask"))


def test_every_folder_of_the_package_is_found_without_walking_the_machine() -> None:
    """Installing looks for packages in the whole tree: only through folders that say that they are one, and ours do."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"][
        "find"
    ]
    assert told["namespaces"] is False
    folders = {path.parent for path in (ROOT / "ldn_desktop").rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []
