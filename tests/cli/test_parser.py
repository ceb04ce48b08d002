"""The table of commands: each row has its module, and a command line loads no other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ldn_desktop import cli
from ldn_desktop.cli import COMMANDS, module_of
from ldn_desktop.cli.parser import UsageError, command_named, read

SHARED = {"__init__", "names", "parser", "plans", "run", "terminal"}


def test_each_module_is_a_command_or_shared_by_them() -> None:
    folder = Path(str(cli.__file__)).parent
    assert {path.stem for path in folder.glob("*.py")} == SHARED | set(map(module_of, COMMANDS))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_carries_itself_out(name: str) -> None:
    with pytest.raises(SystemExit) as ended:
        read([name, "--help"])
    assert ended.value.code == 0
    assert callable(command_named(name).run)


def test_what_is_no_command_is_refused() -> None:
    with pytest.raises(UsageError, match="invalid choice: 'names'"):
        read(["names"])


@pytest.mark.parametrize("name", ["--version", "ladder", "search"])
def test_a_command_line_loads_no_other_command(name: str) -> None:
    script = (
        "import sys; from ldn_desktop.cli.parser import read\n"
        "try: read(sys.argv[1:])\n"
        "except BaseException: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script, name], capture_output=True, text=True, check=True)
    loaded = {module.removeprefix("ldn_desktop.cli.") for module in done.stderr.split()}
    assert loaded & set(map(module_of, COMMANDS)) == {name} & set(COMMANDS)
