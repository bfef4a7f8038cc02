using System.CommandLine;
using Zhiyu.Bench.Simulation;

var root = new RootCommand("Measures Zhiyu, and simulates it.") { SimulateCommand.Create() };
return await root.Parse(args).InvokeAsync();
