namespace CommitmentTracker.Features.Reference.Themes;

/// <summary>The themes, all of them.</summary>
internal sealed record ThemeList
{
    /// <summary>The themes, by code.</summary>
    public required IReadOnlyList<ThemeResource> Items { get; init; }

    /// <summary>The day that the totals are derived by.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }
}

internal sealed record ListThemesInput
{
    public AsOfQuery Query { get; init; } = new();
}

internal sealed class ListThemes(Store store, LiveState live, ReportingClock clock) : Endpoint<ListThemesInput, ThemeList>
{
    public override void Configure()
    {
        Get("/themes");
        Definition.Under(Headings.ReferenceData).OpenToReaders();
    }

    /// <summary>List the themes, with their totals</summary>
    /// <remarks>All of them, with their figures.</remarks>
    public override async Task HandleAsync(ListThemesInput input, CancellationToken cancellation)
    {
        var day = clock.On(input.Query.AsOf?.Value);
        var view = live.Tallies(Grouping.Theme, day);
        var (state, tallies) = view.At(await live.CurrentAsync(cancellation));
        var themes = await store.ReadAsync(ThemeTable.AllAsync, cancellation);
        var list = new ThemeList
        {
            Items = [.. themes.Select(theme => ThemeResource.From(theme, tallies.Of(theme.Code)))],
            AsOf = day.Today,
        };
        await Send.ResultAsync(Answer.Live(Answer.Json(list), live.DependencyOn(view, state, tallies)));
    }
}

/// <summary>What commitments are about, with the figures of these.</summary>
internal sealed record ThemeResource
{
    /// <summary>The stable code.</summary>
    /// <example>online_scams</example>
    public required string Code { get; init; }

    /// <summary>Its name.</summary>
    /// <example>Online scams</example>
    public required string Name { get; init; }

    /// <summary>What it takes in; null where nothing is recorded.</summary>
    /// <example>Prevention of telecom fraud and online fraud.</example>
    public required string? Description { get; init; }

    /// <summary>The figures of its commitments, as in the summary by theme.</summary>
    public required Figures Totals { get; init; }

    public static ThemeResource From(Theme theme, Tally totals) =>
        new()
        {
            Code = theme.Code,
            Name = theme.Name,
            Description = theme.Description,
            Totals = Figures.From(totals),
        };
}
