namespace CommitmentTracker.OpenApi;

/// <summary>What the schemas are called: the words of the domain, without what marks a class as ours.</summary>
internal static class SchemaNames
{
    private const string Mark = "Resource";

    public static string Of(Type type)
    {
        var name = type.Name.Split('`')[0];
        var arguments = string.Concat(type.GetGenericArguments().Select(Of));
        return arguments.Length > 0 ? $"{arguments}{name}"
            : name.EndsWith(Mark, StringComparison.Ordinal) ? name[..^Mark.Length]
            : name;
    }
}
