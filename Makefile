# What a person types. `make` alone says what there is.
# ARGS goes to gaia up: make up ARGS='--port-offset 100'
.DEFAULT_GOAL := help
.PHONY: help up install prepare down test check bench clean

NODE := node_modules/node/bin/node
ARGS ?=

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

up: install prepare ## install and build what has changed, then start the platform
	@exec bin/gaia up $(ARGS)

install: ## install the dependencies when package-lock.json has changed
	@sh tools/make/install.sh

prepare: install ## build the portal and the golden path's dependencies when they have changed
	@$(NODE) tools/make/prepare.ts $(ARGS)

down: ## stop the platform and every service it runs
	@bin/gaia down

test: install prepare ## run every test
	@$(NODE) tools/test-runner/src/main.ts $(ARGS)

check: install ## format, types, architecture, unused code
	@npm run --silent check

bench: install prepare ## measure the platform and print the table
	@$(NODE) tools/bench/src/main.ts $(ARGS)

clean: ## remove what was built; services and data stay (gaia reset removes those)
	@rm -rf packages/*/dist plugins/*/dist dist-types coverage .infraforge/cache
