"""The frozen program's door. The package's own ``__main__`` is imported, so that it finds its resources."""

from __future__ import annotations

from ldn_desktop.__main__ import main

if __name__ == "__main__":
    raise SystemExit(main())
