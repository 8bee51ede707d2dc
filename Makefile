# make demo   read the samples into a graph and answer three questions from it
# make test   style, types and all tests (on a real Neo4j too, where NEO4J_URI is set)
# make train  train the models from corpus/train and corpus/more
# make quality  measure how well kaigraph reads and write docs/quality.md (three hours)
# make neo4j  start a Neo4j for development (needs a JDK of Java 17 and Maven); `make neo4j-stop` stops it
# make lock   renew requirements.lock
# make wheel  build the wheel into dist/

PYTHON ?= $(shell scripts/python)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: install demo test train quality neo4j neo4j-stop lock wheel clean

install: $(STAMP)

$(STAMP): pyproject.toml requirements.lock
	@test -n "$(PYTHON)" || { echo "kaigraph needs Python 3.11 or newer; name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: install
	@PATH="$(CURDIR)/$(BIN):$$PATH" scripts/demo

test: install
	@PATH="$(CURDIR)/$(BIN):$$PATH" scripts/test

train: install
	@PATH="$(CURDIR)/$(BIN):$$PATH" scripts/train

quality: install
	$(BIN)/python -m bench.quality

neo4j: install
	@PATH="$(CURDIR)/$(BIN):$$PATH" scripts/neo4j start

neo4j-stop:
	@scripts/neo4j stop

lock: install
	$(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --all-extras --group dev \
		--no-emit-index-url pyproject.toml --output-file requirements.lock --custom-compile-command "make lock"

wheel: install
	$(BIN)/python -m build --wheel --no-isolation

clean:
	rm -rf $(VENV) build dist demo-data .mypy_cache .ruff_cache .pytest_cache
