namespace Zhiyu.LocalHost; internal static class Placeholder;
