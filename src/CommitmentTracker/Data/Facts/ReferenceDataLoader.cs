namespace CommitmentTracker.Data.Facts;

/// <summary>
/// Brings the facts of the files into the database: all at the first start, at later ones what the files changed since and people did
/// not. Files that were loaded before cost a hash and one read.
/// </summary>
internal sealed class ReferenceDataLoader(Store store, IOptions<ReferenceDataOptions> options)
{
    /// <summary>Who the journal names.</summary>
    public const string Actor = "reference data";

    public Task LoadAsync(CancellationToken cancellation) =>
        options.Value.Load ? LoadAsync(ReferenceFiles.Embedded, cancellation) : Task.CompletedTask;

    public async Task LoadAsync(ReferenceFiles files, CancellationToken cancellation)
    {
        if (await store.ReadAsync(session => LoadedRows.IncludeAsync(session, files), cancellation))
        {
            return;
        }

        var facts = ReferenceFacts.Read(files);
        await store.WriteAsync<bool>(
            async session =>
            {
                var loaded = await LoadedRows.ReadAsync(session);
                await LoadAsync(session, loaded, facts);
                await loaded.PutAsync(files);
                return true;
            },
            cancellation
        );
    }

    /// <summary>What is referred to comes before what refers to it.</summary>
    private static async Task LoadAsync(WriteSession session, LoadedRows loaded, ReferenceFacts facts)
    {
        var records = new RecordLoader(session, loaded);
        await records.LoadAsync(ThemeFact.Table, facts.Themes);
        await records.LoadAsync(MemberStateFact.Table, facts.MemberStates);
        await records.LoadAsync(AmendableRecords<BodyTable, Body>.All, facts.Bodies);
        await records.LoadAsync(AmendableRecords<InstrumentTable, Instrument>.All, facts.Instruments);
        await records.LoadAsync(CommitmentRecords.All, facts.Commitments);
        await new ProgressUpdateLoader(session, loaded).LoadAsync(facts.ProgressUpdates);
    }
}

internal static class ReferenceDataSetup
{
    public static IServiceCollection AddReferenceData(this IServiceCollection services)
    {
        services.AddOptions<ReferenceDataOptions>().BindConfiguration(ReferenceDataOptions.Section).ValidateOnStart();
        services.AddSingleton<ReferenceDataLoader>();
        return services;
    }
}

internal sealed class ReferenceDataOptions
{
    public const string Section = "ReferenceData";

    /// <summary>Setting <c>ReferenceData__Load</c>: whether the facts that the program carries are loaded at the start.</summary>
    public bool Load { get; set; } = true;
}
