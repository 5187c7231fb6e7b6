# make pack   environment, then the example pack into output/
# make test   everything the tests need, then all of them
# make lint   formatting, lint, types, import rules
# make bench  timings, as ratios against other programs in the same run (docs/speed.md)
# make gallery  the pictures of docs/gallery.toml, and those that the tests watch, drawn anew

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXAMPLE := input/example-meeting
JOBS ?= auto

.PHONY: pack test lint bench gallery programs clean

pack: $(VENV)/.runtime
	$(BIN)/packgen build $(EXAMPLE) -o output
	@echo
	@echo "The papers are in output/example-meeting: public/ and part2/, each in PDF and Word."

test: $(VENV)/.dev programs lint
	$(BIN)/python -m pytest -n $(JOBS)

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# SIZES="32 320" for fewer, FLAGS=--slow for peers too that take minutes.
bench: $(VENV)/.bench
	$(BIN)/python -m tests.benchmarks $(SIZES) $(FLAGS)

gallery: $(VENV)/.dev
	$(BIN)/python -m tests.looks

# LibreOffice, poppler, qpdf and PostgreSQL: installed where we may, else named.
programs:
	@sh .ci/programs

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "packgen needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[attachments]'
	@touch $@

$(VENV)/.bench: pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $@ $(VENV)/.runtime

$(VENV)/.dev: pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.runtime

clean:
	rm -rf $(VENV) build dist output/*
