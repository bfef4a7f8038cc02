// Folders with faults, for the tests of the reader. One file, so that the faults are seen beside each other.
#pragma warning disable IDE0130 // Namespaces that are no folders.

namespace Zhiyu.Tests.Architecture.Planted.Circle.First
{
    internal sealed record A(Second.B? Other);
}

namespace Zhiyu.Tests.Architecture.Planted.Circle.Second
{
    internal sealed record B(First.A? Other);
}

namespace Zhiyu.Tests.Architecture.Planted.DeepCircle.Outer.First
{
    internal sealed record A(Second.B? Other);
}

namespace Zhiyu.Tests.Architecture.Planted.DeepCircle.Outer.Second
{
    internal sealed class B
    {
        // In the body of a method alone.
        public static string Use() => new First.A(null).ToString();
    }
}

namespace Zhiyu.Tests.Architecture.Planted.Nested.Outer
{
    internal sealed record A(Inner.B? Other);
}

namespace Zhiyu.Tests.Architecture.Planted.Nested.Outer.Inner
{
    internal sealed record B(A? Other);
}

namespace Zhiyu.Tests.Architecture.Planted.Neighbours.Left
{
    internal sealed record A(Right.B? Other);
}

namespace Zhiyu.Tests.Architecture.Planted.Neighbours.Right
{
    internal sealed record B;
}
