using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Data.Engines.Sqlite;

/// <summary>The one place that knows the engine's result codes.</summary>
internal static class SqliteFaults
{
    public static StoreException AsStoreException(SqliteException fault) => new(Classify(fault), fault);

    /// <summary>What is wrong with a file, for the person who runs the server.</summary>
    public static string InWords(SqliteException fault, string path) =>
        fault.SqliteErrorCode switch
        {
            26 => $"{path} is no database, or its beginning is damaged.",
            11 => $"{path} is damaged: {fault.Message}",
            14 => $"{path} cannot be opened: it is not there, or may not be read here.",
            13 => $"The disk is full; {path} could not be written whole.",
            5 or 6 => $"{path} is in use: stop the service, or what else has it open.",
            _ => $"{path} cannot be used: {fault.Message}",
        };

    private static StoreFault Classify(SqliteException fault) =>
        fault.SqliteErrorCode switch
        {
            5 or 6 => StoreFault.Busy,
            13 => StoreFault.Full,
            8 or 10 or 14 => StoreFault.Unavailable,
            11 or 26 => StoreFault.Damaged,
            19 => StoreFault.Conflict,
            _ => StoreFault.Unexpected,
        };
}
