using System.CommandLine;
using Zhiyu.Bench.Rig;
using Zhiyu.Bench.Scenarios;
using Zhiyu.Bench.Simulation;

MachineProxy.LeaveOutThisMachine();
var root = new RootCommand("Measures Zhiyu, and simulates it.") { SimulateCommand.Create() };
foreach (var scenario in AllScenarios.List) root.Add(ScenarioCommand.Create(scenario));
root.Add(ScenarioCommand.CreateAll(AllScenarios.List));

// Long enough to stop all child processes.
return await root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(15) });
