.PHONY: install deploy
install: ; npm ci
deploy: ; npm run build && pulumi up --stack $(or $(STACK),dev)
