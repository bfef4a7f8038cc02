using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Zhiyu.Core.Archive;
using Zhiyu.Functions;

var builder = FunctionsApplication.CreateBuilder(args);
builder.AddZhiyu();
using var app = builder.Build();
if (args is ["import", var file]) return await app.Services.GetRequiredService<ImportCommand>().RunAsync(file);
app.Run();
return 0;
