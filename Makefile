# A thin wrapper: everything is done by dev.py, which also works where there is no make.
PYTHON ?= python3
ARGS ?=

.PHONY: help setup handbook lab notebooks serve test lint lock clean

help:
	@$(PYTHON) dev.py --help

setup handbook lab notebooks serve test lint lock:
	@$(PYTHON) dev.py $@ $(ARGS)

# What was built goes; .venv and what else was set up stays.
clean:
	rm -rf .cache site docs/handbook build caseflow.egg-info .coverage .coverage.* htmlcov
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
