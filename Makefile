# Every target does the set-up it needs on a fresh machine, once, and is quick about it afterwards.
.DEFAULT_GOAL := help
SETUP := scripts/setup
PYTHON_VENV := .venv/bin/python
EDITION ?= life-science
# More workers than this gain little: each builds its own PDFs once.
PYTEST := $(PYTHON_VENV) -m pytest -n auto --maxprocesses 4 --dist loadscope

help: ## list what can be made
	@echo "Colophon: make …"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-10s %s\n", $$1, $$2}' Makefile

setup: ## install what building takes: system libraries, .venv/, pinned packages
	@$(SETUP)

setup-dev:
	@$(SETUP) --dev --judges

brochure: setup ## build the sample brochure (another one: make brochure EDITION=name)
	@$(PYTHON_VENV) build_pdf.py build $(EDITION)

test: setup-dev ## run the tests (under 10 minutes); more for pytest: PYTEST_ARGS="…"
	@$(PYTEST) $(PYTEST_ARGS)

test-all: setup-dev ## run the tests, the long campaigns, and veraPDF
	@if [ -x tests/tools/install-verapdf ]; then tests/tools/install-verapdf; fi
	@$(PYTEST) -m "" $(PYTEST_ARGS)

lint: setup-dev ## check style and types
	@$(PYTHON_VENV) -m ruff check .
	@$(PYTHON_VENV) -m ruff format --check .
	@$(PYTHON_VENV) -m mypy --strict report figures

bench: setup-dev ## measure time and memory of builds and checks
	@scripts/bench

wheel: setup-dev ## build the package for pipx into dist/
	@$(PYTHON_VENV) -m hatchling build -t wheel

docs: setup ## write the generated pages of docs/ anew, and their pictures
	@$(PYTHON_VENV) build_pdf.py docs --gallery --guide

lock: setup-dev ## pin the dependencies (the newest: make lock UPGRADE=--upgrade)
	@scripts/lock $(UPGRADE)

clean: ## remove build/, dist/ and the caches of tools (.venv/ stays)
	@rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

.PHONY: help setup setup-dev brochure test test-all lint bench wheel docs lock clean
