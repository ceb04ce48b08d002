# `make run` opens the program, `make test` tests it. Both first prepare the system, where they may, and .venv from the locks.
PYTHON ?= python3
UV ?= uv
VENV := .venv
PY := $(VENV)/bin/python
# What packaging/python.sh built, where it was run.
DIST_PYTHON := $(or $(wildcard build/python/bin/python3),$(PYTHON))
PIP := $(PY) -m pip --disable-pip-version-check
# Wheels only: building a package would fetch tools that no lock pins.
INSTALL := $(PIP) install -qq --no-deps --require-hashes --only-binary=:all:
COMPILE := $(UV) --no-config pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links --quiet pyproject.toml --extra build

.NOTPARALLEL:
.PHONY: help run test check lock bench screenshots frozen dist windows clean

help:
	@echo "make run          open the program (ARGS=plan.ldnplan opens a plan); without a display, draw it to build/first-run"
	@echo "make test         run the tests (ARGS=tests/domain runs some of them)"
	@echo "make check        format, lint, types, floors"
	@echo "make lock         pin the dependencies anew (ARGS=--upgrade takes newer ones; needs uv)"
	@echo "make bench        measure"
	@echo "make screenshots  draw every page and paper to build/screenshots"
	@echo "make frozen       freeze the program into build/frozen and test it"
	@echo "make dist         what is handed out: folder, archive, Debian package, checksums, bill of materials"
	@echo "make windows      the same for Windows, made and proved under Wine, in dist/windows"
	@echo "make clean        remove what the above made"
	@echo "As root, run, test, frozen, dist and windows install what the system lacks, after saying so; NO_APT=1 leaves it."

# Without a display the first minute is a plan on paper and a picture of the window.
run: needs-run $(VENV)/.runtime
	@$(PY) docs/screenshots/first_run.py $(ARGS)

test: needs-test $(VENV)/.dev
	$(PY) -m pytest -n auto --dist worksteal $(ARGS)

check: $(VENV)/.dev
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports

bench: $(VENV)/.dev
	$(PY) benchmarks/run.py $(ARGS)
	$(PY) benchmarks/search.py
	$(PY) benchmarks/reference.py
	$(PY) benchmarks/library.py

screenshots: $(VENV)/.dev
	$(PY) docs/screenshots/make.py $(ARGS)
	$(PY) docs/screenshots/plans.py $(ARGS)

frozen: needs-frozen $(VENV)-dist/.made
	PYTHONHASHSEED=1 $(VENV)-dist/bin/python -m PyInstaller --noconfirm --log-level ERROR --distpath build/frozen \
		--workpath build/freezing build.spec
	build/frozen/ldn-desktop/ldn-desktop selftest
	test ! -e build/frozen/ldn-desktop/_internal/resources/facts
	$(VENV)-dist/bin/python packaging/offline_bundle.py build/frozen/ldn-desktop
	$(VENV)-dist/bin/python packaging/parts.py build/frozen/ldn-desktop

dist: needs-frozen $(VENV)-dist/.made
	$(VENV)-dist/bin/python packaging/dist.py dist

windows: needs-test $(VENV)/.dev
	packaging/windows/build.sh
	packaging/windows/test.sh --library
	packaging/windows/prove.sh

# Needs the standard library only: a missing part is named, or installed, before anything is downloaded.
.PHONY: needs-run needs-test needs-frozen python
needs-run needs-test needs-frozen: python
	@$(PYTHON) packaging/system.py $(@:needs-%=%)

# What is in packaging/system.py for the rest, for Python itself.
python:
	@command -v $(PYTHON) >/dev/null || [ "$(PYTHON)$(NO_APT)$$(id -u)" != python30 ] || \
		{ echo "make: installing python3 python3-venv with apt-get (NO_APT=1 leaves it)."; apt-get update -qq; \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3 python3-venv >/dev/null; }
	@command -v $(PYTHON) >/dev/null || \
		{ echo "$(PYTHON) is not installed: on Debian, run as root: apt install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=python3.11 … takes another (Ubuntu 22.04 has it: apt install python3.11 python3.11-venv)." >&2; exit 1; }

# A changed lock gives a fresh .venv, so that nothing the lock no longer names stays behind.
$(VENV)/.runtime: requirements.lock | python
	$(PYTHON) -m venv --clear $(VENV)
	$(INSTALL) -r requirements.lock
	$(PIP) install -qq --no-deps --no-build-isolation -e .
	@touch $@

# The development lock holds the runtime lock at the same versions, so it serves `make run` as well.
$(VENV)/.dev: requirements-dev.lock | python
	$(PYTHON) -m venv --clear $(VENV)
	$(INSTALL) -r requirements-dev.lock
	$(PIP) install -qq --no-deps --no-build-isolation -e .
	@touch $(VENV)/.runtime $@

$(VENV)-dist/.made: requirements-dist.lock $(wildcard build/python/bin/python3) | python
	$(DIST_PYTHON) -m venv --clear $(VENV)-dist
	$(VENV)-dist/bin/python -m pip --disable-pip-version-check install -qq --no-deps --require-hashes \
		--only-binary=:all: -r requirements-dist.lock
	@touch $@

lock:
	@command -v $(UV) >/dev/null || { echo "uv is not installed: name it with make lock UV=path/to/uv." >&2; exit 1; }
	$(COMPILE) $(ARGS) -o requirements.lock
	$(COMPILE) $(ARGS) --extra dev -c requirements.lock -o requirements-dev.lock
	$(COMPILE) $(ARGS) --extra dist -c requirements.lock -o requirements-dist.lock
	@! grep -n 'http' requirements.lock requirements-dev.lock requirements-dist.lock

clean:
	rm -rf $(VENV) $(VENV)-dist .venv-noqt build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info
