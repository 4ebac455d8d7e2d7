# Every target is one line; `make help` tells what each does. ENV=prod chooses an environment, ZIP=FILE or IMAGE_URI=URI what to push.
.DEFAULT_GOAL := help
.PHONY: help run test build watch clean format bench images compose synth template deploy functions doctor init prepare push test-stack status rollback delete
release := dotnet run --project RvWeb.Deploy --
env := $(if $(ENV),--env $(ENV))

help:       ; @awk -F '[:;#]+' '/^[a-z-]+: .*##/ { printf "  %-12s%s\n", $$1, $$NF }' Makefile ## what can be made
run:        ; dotnet run --project RvWeb.AppHost ## app, function, edge and dashboard on this machine
test:       ; dotnet test ## all tests
build:      ; dotnet build ## the whole solution
watch:      ; dotnet watch --project RvWeb.Web ## the app on Kestrel, restarted when a file changes
clean:      ; rm -rf artifacts RvWeb.Deploy/cdk.out ## remove what was built
format:     ; dotnet format ## format the code
bench:      ; dotnet run --project bench/RvWeb.Bench -c Release -- $(ARGS) ## measure what ARGS says, such as ARGS="cold --command ./bootstrap"
images:     ; .ci/images ## build and try the container images without a container engine
compose:    ; docker compose up --build --wait ## app, function and edge in containers
synth:      ; npm ci && cd RvWeb.Deploy && npx cdk synth --quiet $(if $(ENV),-c env=$(ENV)) $(ARGS) ## the stack as a CloudFormation template
template:   ; $(release) template ## rewrite the committed template after a change of the stack
deploy:     ; npm ci && cd RvWeb.Deploy && npx cdk deploy $(if $(ENV),-c env=$(ENV)) $(ARGS) ## function, function URL and distribution to AWS, with options such as ARGS="-c memory=512"
functions:  ; $(release) build ## every Lambda function of the solution as a zip
doctor:     ; $(release) doctor ## what this machine lacks, and how to install it
init:       ; $(release) init $(env) ## a new stack whose function only answers 200
prepare:    ; $(release) prepare $(env) ## set the function's runtime, handler and architecture
push:       ; $(release) push $(env) $(if $(ZIP),--zip $(ZIP)) $(if $(IMAGE_URI),--image-uri $(IMAGE_URI)) ## new code, a new version, and back if it is not well
test-stack: ; $(release) test-stack $(env) ## try what is deployed, directly and through CloudFront
status:     ; $(release) status $(env) ## what is deployed
rollback:   ; $(release) rollback $(env) ## the version before
delete:     ; $(release) delete $(env) ## remove the stack
