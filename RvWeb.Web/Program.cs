var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults();

var app = builder.Build();
app.UseRequestLog();
app.MapDefaultEndpoints();
app.Run();
