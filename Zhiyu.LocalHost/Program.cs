using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Zhiyu.Core.Archive;
using Zhiyu.Core.Settings;
using Zhiyu.Functions;
using Zhiyu.LocalHost.Hosting;

StartRefusals.PrintPlainly();
var builder = new LocalHostBuilder(args, new LocalHostOptions { FunctionTypes = typeof(ZhiyuApp).Assembly.GetTypes() });
builder.UseZhiyu();
builder.Services.AddZhiyu(builder.Configuration).ReadFilesAhead();
await using var app = builder.Build();
if (args is ["import", var file]) return await app.Services.GetRequiredService<ImportCommand>().RunAsync(file);
await app.RunAsync();
return 0;
