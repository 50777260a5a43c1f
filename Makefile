# Set-up, serving, tests and checks. `make help` lists the targets.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

LOCK := $(BIN)/pip-compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.DEFAULT_GOAL := help
.PHONY: help serve build test coverage check bench docs lock format clean wheel

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "policygraph needs Python 3.11 or newer: set PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.runtime: requirements/runtime.txt pyproject.toml $(VENV)/.created
	$(PIP) install --quiet --require-hashes -r requirements/runtime.txt
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	$(PIP) install --quiet --require-hashes -r requirements/dev.txt
	touch $@

serve: $(VENV)/.runtime ## build the graph and serve it on http://127.0.0.1:$PORT (8000 unless told)
	$(BIN)/policygraph build
	$(BIN)/policygraph serve --port $(PORT)

build: $(VENV)/.runtime ## build the graph: assemble, infer, validate, release
	$(BIN)/policygraph build

test: $(VENV)/.dev ## run every test
	$(BIN)/pytest

coverage: $(VENV)/.dev ## run every test and tell which lines were run; takes twice as long
	$(BIN)/coverage erase
	$(BIN)/pytest --cov --cov-report=term

check: $(VENV)/.dev ## lint, types, architecture, ontology, data format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/policygraph format --check
	$(BIN)/python tools/check_ontology.py

$(VENV)/.bench: requirements/bench.txt $(VENV)/.dev
	$(PIP) install --quiet --require-hashes -r requirements/bench.txt
	touch $@

bench: $(VENV)/.bench ## measure beside other servers, and traces, audit and analyses; write docs/performance.md
	$(BIN)/python -m benchmarks speed --page docs/performance.md
	$(BIN)/python -m benchmarks trace --page docs/performance.md
	$(BIN)/python -m benchmarks audit --page docs/performance.md
	$(BIN)/python -m benchmarks analysis --page docs/performance.md

docs: $(VENV)/.dev ## write the ontology's documentation to site/
	$(BIN)/python tools/ontology_documentation.py

lock: $(VENV)/.created ## renew the hash-locked requirements
	$(PIP) install --quiet pip-tools
	$(LOCK) --extra setup --extra pdf --output-file requirements/runtime.txt pyproject.toml
	$(LOCK) --extra setup --extra pdf --extra dev --output-file requirements/dev.txt pyproject.toml
	$(LOCK) --extra setup --extra pdf --extra dev --extra bench --output-file requirements/bench.txt pyproject.toml

format: $(VENV)/.dev ## bring code and data into canonical form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/policygraph format

wheel: $(VENV)/.dev ## build the wheel into dist/
	$(BIN)/python -m build --no-isolation --wheel

clean: ## remove what was made, releases included
	rm -rf $(VENV) dist build site releases current .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .hypothesis
