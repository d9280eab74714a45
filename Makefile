# The door to everything. Needs Python 3.11 or newer, make and git; the rest is installed into .venv.
#   make demo ARGS='--port 8123 --json'    make test ARGS='tests/unit -x'    make serve ARGS='--dev'

.SILENT:
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help setup demo serve migrate test lint format bench docs evidence evidence-properties evidence-crash lock postgres chromium

PYTHON ?= python3
WORKERS ?= 2
CAMPAIGNS ?= crash properties
KILLS ?= 50
ARGS ?=
BIN := .venv/bin
READY := .venv/.ready

# uv is many times quicker; pip does it where only pip knows the way to a mirror.
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python
COMPILE := UV_CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/uv pip compile --quiet --universal \
	--python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-config

help: ## Show this list.
	sed -n 's/^\([a-z]*\):.*## \(.*\)/\1	\2/p' Makefile | expand -t 12

setup: $(READY) ## Prepare .venv from the committed, hashed requirements.

# Everything here speaks on standard error: `make demo ARGS=--json` promises one line on standard output.
$(READY): requirements-dev.lock pyproject.toml
	{ test -x $(BIN)/python || $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Python 3.11 or newer is needed; say which with make PYTHON=...'; exit 1; }; } 1>&2
	test -x $(BIN)/python || { echo 'Preparing .venv (once)' 1>&2; $(PYTHON) -m venv .venv 1>&2; }
	sed -n '/^uv==/,/[^\\]$$/p' requirements-dev.lock >.venv/uv.lock
	$(PIP) --require-hashes --requirement .venv/uv.lock 1>&2
	$(UV) --require-hashes --requirement requirements-dev.lock 1>&2 || \
		$(PIP) --require-hashes --requirement requirements-dev.lock 1>&2
	$(PIP) --no-deps --no-build-isolation --editable . 1>&2
	touch $(READY)

demo: $(READY) ## Start a server with a seeded demo store.
	exec $(BIN)/orderwright demo $(ARGS)

serve: $(READY) ## Start a server.
	exec $(BIN)/orderwright serve $(ARGS)

migrate: $(READY) ## Bring the database to the current schema.
	exec $(BIN)/orderwright migrate $(ARGS)

test: $(READY) postgres chromium ## Run every test, on SQLite and on PostgreSQL.
	exec $(BIN)/python -m pytest --numprocesses=$(WORKERS) --dist=loadgroup $(ARGS)

lint: $(READY) ## Check format, style, types and the layers.
	$(BIN)/ruff format --check --quiet . || { $(BIN)/ruff format --diff .; exit 1; }
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy $(wildcard src tests bench)
	$(BIN)/lint-imports --no-logo

format: $(READY) ## Write the format and the safe fixes.
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY) postgres ## Measure beside the minimal server.
	exec $(BIN)/python -m bench.run $(ARGS)

docs: $(READY) ## Write the generated pages of docs/.
	$(BIN)/python scripts/write_pages.py
	$(BIN)/python -m tests.contract.compatibility

# Each campaign by itself: make evidence CAMPAIGNS=crash KILLS=200
evidence: $(READY) postgres ## Run the campaigns: new examples for every property, kill -9 under load.
	for campaign in $(CAMPAIGNS); do $(MAKE) evidence-$$campaign || exit 1; done

evidence-properties:
	$(BIN)/python -m pytest -m hypothesis --hypothesis-profile=campaign $(ARGS)

evidence-crash:
	ORDERWRIGHT_TEST_KILLS=$(KILLS) $(BIN)/python -m pytest -q -rP -n0 tests/e2e/test_crash.py $(ARGS)

lock: ## Write the requirements files; ARGS=--upgrade takes the newest versions.
	test -x $(BIN)/uv || $(MAKE) setup
	$(COMPILE) $(ARGS) pyproject.toml --output-file requirements.lock
	$(COMPILE) $(ARGS) pyproject.toml --group dev --output-file requirements-dev.lock

postgres:
	scripts/setup_postgres.sh 1>&2

chromium:
	scripts/setup_chromium.sh 1>&2
