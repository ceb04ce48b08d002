"""What of the wheel `pyproject.toml` cannot say.

The resources and the guide, which lie beside the package, go into it.
"""

from pathlib import Path
from shutil import copytree, ignore_patterns, rmtree

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
# The facts are there to test the content by; the program reads them nowhere.
NOT_READ = ignore_patterns("facts")


class WithResources(build_py):
    """Copies them into the package that is built; an editable install reads them where they lie."""

    def run(self) -> None:
        """Build the modules, then put beside them what the program reads."""
        super().run()
        if not self.editable_mode:
            package = Path(self.build_lib) / "ldn_desktop"
            for folder in ("resources", "docs/guide"):
                # What a build before this one left would stay.
                rmtree(package / folder, ignore_errors=True)
                copytree(ROOT / folder, package / folder, ignore=NOT_READ)


setup(cmdclass={"build_py": WithResources})
