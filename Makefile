# The only things this needs are Python 3.11 or later, git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo test test-programs check fmt bench docs clean

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(VENV)/runtime: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/dev: $(VENV)/runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(VENV)/runtime ## open a copy of the example register and show it
	@$(BIN)/python examples/demo.py

test: $(VENV)/dev ## run every test
	$(BIN)/python -m pytest -n 2

$(VENV)/programs: $(VENV)/dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,programs]'
	@touch $@

test-programs: $(VENV)/programs ## run the tests that need LibreOffice and Chromium
	$(BIN)/python -m pytest -n 2 -o addopts="-q --strict-markers --strict-config" tests/programs

check: $(VENV)/dev ## format, lint, types and import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fmt: $(VENV)/dev ## put the code into the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/dev ## measure speed and size on this machine; N=200: on a smaller register
	$(BIN)/python -m bench $(if $(N),--cases $(N))

docs: $(VENV)/dev ## write the schemas and the generated reference again
	$(BIN)/python -m tests.generate

clean: ## remove what was built
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache
