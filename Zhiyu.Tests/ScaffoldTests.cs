namespace Zhiyu.Tests;
public class ScaffoldTests { [Fact] public void Runs() => Assert.True(true); }
