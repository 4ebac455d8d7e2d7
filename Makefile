.PHONY: run test build watch clean deploy bench
run:    ; dotnet run --project RvWeb.AppHost
test:   ; dotnet test
build:  ; dotnet build
watch:  ; dotnet watch --project RvWeb.Web
clean:  ; rm -rf artifacts RvWeb.Deploy/cdk.out
deploy: ; npm ci && cd RvWeb.Deploy && npx cdk deploy
bench:  ; dotnet run --project bench/RvWeb.Bench -c Release --
