using RvWeb.Web.Endpoints;
using RvWeb.Web.Serving;

var builder = WebApplication.CreateServiceBuilder(args);
if (!builder.TryAddServing(out var serving))
    return 2;
builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
builder.AddServiceDefaults();
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, WebJsonContext.Default));

var app = builder.Build();
app.UseRequestLog();
app.UseOriginSecret();
app.UsePathBase(serving.RootPath);
app.UseRouting();
app.UseServedBy();
app.MapWebEndpoints();
app.MapDefaultEndpoints();
return await app.ServeAsync(serving);
