using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Zhiyu.Core.Settings;
using Zhiyu.Functions;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseZhiyu();
builder.Services.AddZhiyu(builder.Configuration).ReadFilesAhead();
builder.Build().Run();
