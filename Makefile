# `make run` and `make test` are all a newcomer needs; both set up what they need themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := bot documents forms handlers scheduler.py storage tests vietnamese benchmarks

.DEFAULT_GOAL := help
.PHONY: help run test test-deps check format messages locks bench clean

help: ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(VENV)/.run ## start the assistant (a demo unless .env names a token)
	$(BIN)/python -m bot run --demo auto

test: $(VENV)/.dev ## run all tests; what the machine lacks for some is said loudly
	@$(BIN)/python -m tests.missing
	$(BIN)/python -m pytest -n auto --cov --cov-report=term:skip-covered

test-deps: $(VENV)/.postgres ## what only the fullest tests need: PostgreSQL, Chromium
	sh tests/install_chromium.sh

check: $(VENV)/.dev ## format, lint, types, import contracts, catalogue
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.catalogues

format: $(VENV)/.dev ## put the code in shape
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)

messages: $(VENV)/.dev ## bring the catalogues up to date with the code
	$(BIN)/python -m tests.catalogues --update

locks: $(VENV)/.dev ## resolve the requirements anew
	sh requirements.sh $(BIN)/uv

bench: $(VENV)/.postgres ## measure, against peers in the same run
	$(BIN)/python -m benchmarks

clean: ## remove what make made
	rm -rf $(VENV) .coverage .coverage.* .mypy_cache .pytest_cache .import_linter_cache .ruff_cache .hypothesis artefacts

$(VENV)/.made:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.run: requirements.txt $(VENV)/.made
	@echo 'Installing what the assistant needs (about a minute, once) ...'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.made
	@echo 'Installing what tests and checks need (about a minute, once) ...'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@ $(VENV)/.run

$(VENV)/.postgres: requirements-postgres.txt $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-postgres.txt
	touch $@
