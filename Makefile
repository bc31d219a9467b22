# Everything there is to do, for people and for CI. The first run makes .venv from the lock; later runs are instant.
#   make briefs    build the briefs into dist/          make test      test the compiler
#   make lint      style and types                      make bench     measure, renew docs/performance.md
#   make schema    JSON Schemas of the data             make accept    take the outputs of today as the expected ones
#   make mutants   plant every fault at every figure of the briefs, and see each one found
#   make lock      renew the lock of dependencies       make clean     delete .venv, dist and caches
#   make help      this list
# Another Python: make briefs PYTHON=python3.13

ifeq ($(OS),Windows_NT)
PYTHON ?= py
BIN := .venv/Scripts
else
PYTHON ?= python3
BIN := .venv/bin
endif
LOCK := .ci/requirements.lock
BENCH := .ci/bench.lock
READY := .venv/ready
PEERS := .venv/peers
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: briefs test lint bench mutants schema accept lock clean help

briefs: $(READY)
	$(BIN)/python generate.py

test: $(READY)
	$(BIN)/python -m pytest $(TESTS)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict briefs

# Measures everything in one run and writes the table into docs/performance.md.
bench: $(PEERS)
	$(BIN)/python benchmarks/run.py

$(PEERS): $(READY) $(BENCH)
	$(PIP) install --require-hashes --no-deps --only-binary :all: -r $(BENCH)
	touch $(PEERS)

mutants: $(READY)
	$(BIN)/python -m tests.mutants

schema: $(READY)
	$(BIN)/python generate.py schema

accept: $(READY)
	$(BIN)/python -m pytest --accept $(TESTS)

# Only wheels, only what the lock names by hash; the project itself is built by the locked backend.
$(READY): $(LOCK) pyproject.toml
	$(PYTHON) .ci/python_version.py
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) install --require-hashes --no-deps --only-binary :all: -r $(LOCK)
	$(PIP) install --no-build-isolation --no-deps --editable .
	touch $(READY)

# One lock for Python 3.11 to 3.13 on every system, without the address of any index; and one for the benchmarks' peers.
COMPILE := $(BIN)/python -m uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate --upgrade --quiet

lock: $(READY)
	$(PIP) install uv
	$(COMPILE) --extra build --extra test --output-file $(LOCK)
	$(COMPILE) --extra build --extra test --extra bench --constraint $(LOCK) --output-file $(BENCH)

help:
	@sed -n 's/^# \{0,1\}//p;/^$$/q' Makefile

clean:
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .briefs-cache
