using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Database;

/// <summary>The one place that knows the engine's result codes.</summary>
internal static class SqliteFaults
{
    public static StoreException AsStoreException(SqliteException fault) => new(Classify(fault), fault);

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
