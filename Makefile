# make run: set up and run the demo.  make test: set up and run every check.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
WORKERS ?= 2

.PHONY: run test soak bench bench-match fmt lint lock audit clean

# pip checks every archive against the hashes in the lock, so two machines install the same bytes.
$(VENV)/.run: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "counciljobs needs Python 3.11 or newer: make PYTHON=python3.x")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(PIP) install --require-hashes -r requirements-dev.lock
	touch $@

run: $(VENV)/.run
	$(BIN)/counciljobs demo

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/python -m pytest -q -n $(WORKERS)

soak: $(VENV)/.dev
	$(BIN)/python -m pytest -q --soak -m soak

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks.crawl

bench-match: $(VENV)/.dev
	$(BIN)/python -m benchmarks.match 50000 1 adverts
	$(BIN)/python -m benchmarks.match 50000 1 other

fmt: $(VENV)/.dev
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

# Needs uv; run it when pyproject.toml's ranges change, and read what moved.
UV ?= uv
LOCK := $(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra build
lock:
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) --extra dev pyproject.toml -o requirements-dev.lock

# Needs pip-audit (pipx install pip-audit) and the network; it fails only when an advisory names what is locked.
AUDIT ?= pip-audit
audit:
	@$(AUDIT) --version >/dev/null 2>&1 || { echo "Not audited: pip-audit is not installed."; exit 0; }; \
	said=$$($(AUDIT) --disable-pip --require-hashes -r requirements.lock 2>&1) && echo "No known weakness is locked." && exit 0; \
	case "$$said" in *"known vulnerabilit"*) echo "$$said"; exit 1;; esac; \
	echo "Not audited: the advisories can't be reached."

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
