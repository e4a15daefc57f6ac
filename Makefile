# Needs Python 3.11 or later, and make; everything else is installed into .venv from the lock files.
ifndef PYTHON
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && exit; done; echo python3)
endif
BIN := .venv/bin
PANGO := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
PANGO_LIBRARIES := pango-1.0 pangoft2-1.0 harfbuzz-subset
UV := uv>=0.9,<1
SHARED := ../shared
INVENTED := tools/training/invented

.PHONY: help memo test lint types contracts tests fix bench bench-large bench-others scale verify verify-tools exam exam-digest exam-kill exam-ray exam-store exam-word train wheel lock run-env dev-env pango clean
.DEFAULT_GOAL := help
.NOTPARALLEL: # two targets must not make .venv at once

help: ## what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-11s %s\n", $$1, $$2 }'

memo: run-env pango ## memos of the texts in seeds/, in dist/, in every format
	@$(BIN)/briefing build seeds --out dist

test: lint types contracts tests ## format, lint, types, import contracts and tests

lint: dev-env
	@$(BIN)/ruff format --check --quiet . || { echo 'ruff format: run `make fix`'; exit 1; }
	@$(BIN)/ruff check --quiet .

types: dev-env
	@$(BIN)/mypy

contracts: dev-env
	@$(BIN)/lint-imports

tests: dev-env pango
	@$(BIN)/pytest -n auto --dist worksteal

fix: dev-env ## what the linters can put right by themselves
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format .

bench: dev-env pango ## what memos cost, against the floor, and how a batch scales
	@$(BIN)/python tools/bench.py
	@$(BIN)/python tools/bench_batch.py
	@$(BIN)/python tools/bench_render.py

bench-large: dev-env pango ## the memory of 100, 1,000 and 10,000 short documents; takes an hour
	@$(BIN)/python tools/bench_batch.py 100 1000 10000

bench-others: dev-env ## what parsing costs beside textacy, sumy and lede; installs them
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-bench.lock
	@$(BIN)/python tools/bench_others.py

scale: bench-others bench ## the figures of docs/scale.md, measured anew
	@$(BIN)/python tools/scale.py

verify: dev-env pango verify-tools ## prove PDF/UA-1, PDF/A-3a and the HTML's accessibility, over all looks; slow
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-verify.lock
	@$(BIN)/python tools/verify.py seeds $(wildcard $(SHARED)/gold/docs)

exam: run-env ## accuracy on the labelled documents beside the checkout, where there are some
	@$(BIN)/python $(SHARED)/eval/score.py --texts $(SHARED)/gold/docs --gold $(SHARED)/gold/labels \
		--run '$(BIN)/briefing build {texts} --to json --out {out} --quiet'

exam-digest: dev-env ## what a digest of 1,000 documents costs, and the next one with ten of them changed
	@$(BIN)/python tools/exam_digest.py

exam-word: dev-env ## Word memos edited in LibreOffice, and what comes back (needs libreoffice-writer, python3-uno)
	@$(BIN)/pytest -m office tests/office

exam-kill: dev-env pango ## a run killed at twenty random moments ends as an undisturbed one
	@$(BIN)/python tools/exam_kill.py

exam-ray: dev-env pango ## a batch on a local Ray cluster is the same as here; installs Ray
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-ray.lock
	@$(BIN)/python tools/exam_ray.py

exam-store: dev-env pango ## a batch inside a store, killed on the way: make exam-store STORE=s3://bucket/exam
	@$(BIN)/python tools/exam_store.py $(STORE)

train: dev-env ## learn the parser's judgement: make train LABELLED='--texts DIR --labels DIR'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-train.lock
	@$(BIN)/python tools/train.py $(LABELLED) --beside $(INVENTED)/texts $(INVENTED)/labels --out briefing/parser/weights

wheel: dev-env ## the wheel, in build/
	@$(BIN)/python -m hatchling build --target wheel --directory build

# Every lock is made with the one before it as a bound, so that no two of them disagree.
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header
lock: dev-env ## the newest versions that pyproject.toml allows, with hashes, into the lock files
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check '$(UV)'
	@$(LOCK) --upgrade pyproject.toml --output-file requirements.lock
	@$(LOCK) --upgrade --group build --constraints requirements.lock --output-file requirements-build.lock
	@$(LOCK) --upgrade pyproject.toml --group dev --constraints requirements.lock \
		--constraints requirements-build.lock --output-file requirements-dev.lock
	@$(LOCK) --upgrade --group train --constraints requirements.lock --constraints requirements-dev.lock \
		--output-file requirements-train.lock
	@$(LOCK) --upgrade --no-deps --group verify --output-file requirements-verify.lock
	@$(LOCK) --upgrade pyproject.toml --extra ray --constraints requirements.lock --constraints requirements-dev.lock \
		--output-file requirements-ray.lock
	@$(LOCK) --upgrade --group bench --constraints requirements.lock --constraints requirements-dev.lock \
		--output-file requirements-bench.lock

run-env:
	@$(PYTHON) tools/venv.py run

dev-env:
	@$(PYTHON) tools/venv.py dev

# Without Pango everything but the PDF is made, and `briefing` itself says what to install.
pango:
	@$(BIN)/python -c 'from ctypes import CDLL; [CDLL(f"lib{name}.so.0") for name in "$(PANGO_LIBRARIES)".split()]' \
		2>/dev/null || [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null \
		|| { echo 'Installing Pango, which draws the PDF …'; apt-get update -qq \
		&& DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $(PANGO) >/dev/null; } || true

VERIFY_TOOLS := default-jdk-headless libjaxb-java chromium
verify-tools:
	@{ command -v javac && ls /usr/share/java/jaxb-runtime.jar && command -v chromium; } >/dev/null 2>&1 \
		|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; } \
		|| { echo 'make verify needs, from Debian or the like: $(VERIFY_TOOLS)'; exit 1; }
	@{ command -v javac && ls /usr/share/java/jaxb-runtime.jar && command -v chromium; } >/dev/null 2>&1 \
		|| { echo 'Installing a JDK, JAXB and Chromium …'; apt-get update -qq \
		&& DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $(VERIFY_TOOLS) >/dev/null; }

clean: ## what the tools left behind; .venv and dist/ stay
	@rm -rf build .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
