# One list of commands for people, hooks and CI. Needs make and Python 3.11 or later, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DESK ?= data/desk

.PHONY: help night test lint format bench lock clean
help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

night: $(VENV)/ready  ## set up, run a night over data/sample, ask it one question
	@mkdir -p $(DESK) && test -e $(DESK)/watchlist.toml || cp data/watchlist.toml $(DESK)/
	@$(BIN)/nightdesk run data/sample --day 2026-11-20 --desk $(DESK)
	@echo
	@echo 'nightdesk sql --example who_was_quoted'
	@$(BIN)/nightdesk sql --example who_was_quoted --desk $(DESK)

test: $(VENV)/ready-to-test  ## set up, lint, check types, run every test
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m pytest

lint: $(VENV)/ready-to-test  ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/python -m mypy

format: $(VENV)/ready-to-test  ## ruff, mending what it can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/ready-to-test  ## speed and quality, measured here and now
	@$(BIN)/python -m bench

lock: $(VENV)/ready-to-test  ## resolve the pinned requirement files again
	@$(BIN)/python -m uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet --extra build -o requirements.txt
	@$(BIN)/python -m uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet --extra build --extra dev -c requirements.txt -o requirements-dev.txt

clean:  ## remove what make made (never a desk)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Nightdesk needs Python 3.11 or later: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

# Hashes are required, so what is installed next year is what was tested today.
$(VENV)/ready: $(VENV)/made requirements.txt pyproject.toml
	@echo "installing into $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/ready-to-test: $(VENV)/ready requirements-dev.txt
	@echo "installing what tests need into $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	@touch $@
