# Two commands are enough: `make run` and `make test`. `make help` lists the rest.

# Where `make run` keeps its data, and the socket it serves on.
DATA ?= ./var
SOCKET ?= $(DATA)/eventd.sock
# The traffic that `make run` loads: so many cases of a kind (empty: the usual numbers) over so many
# days, from this seed.
CASES ?=
DAYS ?= 30
SEED ?= 42
# First day of that traffic.
START ?= 2026-01-05
# How often `make kills` kills the daemon, and from which seed (empty: a new one, printed). 10000 take
# about half an hour.
KILLS ?= 200
KILLS_SEED ?=
# Which long runs `make faults` makes (empty: all), from which seed (empty: a new one, printed), and how
# many seconds `make fuzz` takes for each.
ONLY ?=
FAULTS_SEED ?=
FOR ?= 60

# Every Swift file that is written by hand.
SWIFT_SOURCES = Package.swift $(wildcard Snippets) \
  $(filter-out Tests/Acceptance,$(wildcard Tests/*)) \
  $(filter-out Sources/Schemas,$(wildcard Sources/*))

export DATA SOCKET CASES DAYS SEED START

.DEFAULT_GOAL := help
.PHONY: help run test kills faults fuzz bench schemas format lint release

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | \
	  awk -F '|' '{ printf "%-16s %s\n", $$1, $$2 }'
	@echo
	@echo "Options of make run, with their defaults:"
	@echo "  DATA=./var SOCKET=\$$DATA/eventd.sock CASES=folios=300 DAYS=30 SEED=42 START=2026-01-05"

run: ## install what is missing, build, and run the main job on a month of folios
	@scripts/prerequisites.sh run
	@$(MAKE) --no-print-directory release
	@exec scripts/run.sh

test: ## install what is missing and run everything that proves it
	@scripts/prerequisites.sh test
	@scripts/test.sh

kills: ## kill -9 the daemon 200 times at random moments (KILLS=200 KILLS_SEED=)
	@scripts/prerequisites.sh test
	@EVENTD_KILLS=$(KILLS) EVENTD_KILLS_SEED=$(KILLS_SEED) \
	  scripts/test.sh acceptance test_kill9.py

faults: ## the long runs behind docs/RELIABILITY.md, about two hours (ONLY="power kills" FAULTS_SEED=)
	@scripts/prerequisites.sh test
	@FAULTS_SEED=$(FAULTS_SEED) scripts/faults.sh $(ONLY)

fuzz: ## fuzz what reads bytes from outside, a minute each (FOR=60)
	@scripts/prerequisites.sh test
	@scripts/fuzz.sh $(FOR)

bench: ## measure appends, replay and view rebuild, next to the bare disk
	@scripts/prerequisites.sh run
	@$(MAKE) --no-print-directory release
	.build/release/eventd bench

schemas: ## write Sources/Schemas from schemas/
	@scripts/prerequisites.sh test
	schemas/generate.sh

format: ## format the Swift sources in place
	swift format --in-place --parallel --recursive $(SWIFT_SOURCES)

lint: ## check the format of the Swift sources
	swift format lint --strict --parallel --recursive $(SWIFT_SOURCES)

release:
	@echo "building the release binary (several minutes the first time)"
	swift build -c release --product eventd
