using Aspire.Hosting.AWS.Lambda;
using RvWeb.Aspire.Hosting;

var builder = DistributedApplication.CreateBuilder(args);

builder.AddProject<Projects.RvWeb_Web>("web")
    .WithHttpEndpoint(port: 8080, env: "PORT")
    .WithHttpHealthCheck("/health");

builder.AddAWSLambdaServiceEmulator(new LambdaEmulatorOptions { HttpPort = 9000, DisableHttpsEndpoint = true });

var function = builder.AddAWSLambdaFunction<Projects.RvWeb_Web>("web-function", lambdaHandler: "bootstrap");

var functionUrl = builder.AddLambdaFunctionUrl("function-url", function, port: 9001);

builder.AddCloudFrontDistribution("edge", "../RvWeb.Deploy/RvWeb.template.json", port: 9002)
    .WithOrigin(functionUrl);

builder.Build().Run();
