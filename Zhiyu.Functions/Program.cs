using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Zhiyu.Functions;

var builder = FunctionsApplication.CreateBuilder(args);
builder.AddZhiyu();
builder.Build().Run();
