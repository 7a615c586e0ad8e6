# Two commands do everything: make demo, make test. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# An editable install leaves that to the first run, and to none where PYTHONDONTWRITEBYTECODE is set,
# as it is in many containers: each run would compile all modules again, in half a second.
BYTECODE = @$(BIN)/python -m compileall -q flows normalize dedupe

.PHONY: help demo test test-system lint benchmarks clean

help:
	@echo "make demo         fold the fixtures into demo-out/ and say where to look"
	@echo "make test         run the tests that need nothing but Python packages"
	@echo "make test-system  run the tests that need a browser"
	@echo "make lint         ruff and mypy"
	@echo "make clean        remove what the others made"

$(BIN)/python:
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'newsfold needs Python 3.11 or later')"
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	$(BYTECODE)
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[dask,test,lint]"
	$(BYTECODE)
	@touch $@ $(VENV)/.installed

demo: $(VENV)/.installed
	$(BIN)/newsfold run fixtures/articles --out demo-out --fresh
	@echo "Look at demo-out/report.html in a browser, or: head -1 demo-out/canonical.jsonl"

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -m "not system"

test-system: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -m system

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

clean:
	rm -rf $(VENV) demo-out build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
