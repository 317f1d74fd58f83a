using System.Net.Sockets;
using Npgsql;

namespace CommitmentTracker.Data.Engines.Postgres;

/// <summary>The one place that knows the engine's error codes.</summary>
internal static class PostgresFaults
{
    public static StoreException? Explain(Exception fault) =>
        fault switch
        {
            PostgresException of => new StoreException(Classify(of.SqlState), of),
            // The connection is lost, cannot be made, or did not answer in time.
            NpgsqlException or SocketException or TimeoutException => new StoreException(StoreFault.Unavailable, fault),
            _ => null,
        };

    /// <summary>Whether the server itself said that it did not do it, and goes on.</summary>
    public static bool IsRefusal(Exception fault) => fault is PostgresException { InvariantSeverity: "ERROR" };

    /// <summary>The server ended a transaction whose process stood still.</summary>
    private const string IdleInTransactionSessionTimeout = "25P03";

    private static StoreFault Classify(string code) =>
        code switch
        {
            PostgresErrorCodes.LockNotAvailable
            or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.QueryCanceled => StoreFault.Busy,
            PostgresErrorCodes.DiskFull => StoreFault.Full,
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => StoreFault.Damaged,
            // What our triggers raise, and constraints.
            PostgresErrorCodes.RaiseException => StoreFault.Conflict,
            _ when code.StartsWith("23", StringComparison.Ordinal) => StoreFault.Conflict,
            // No connection, no right to one, none left, or a server that starts, stops, only reads or failed.
            _ when UnavailableClasses.Contains(code[..2]) => StoreFault.Unavailable,
            PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InvalidCatalogName => StoreFault.Unavailable,
            IdleInTransactionSessionTimeout => StoreFault.Unavailable,
            _ => StoreFault.Unexpected,
        };

    private static readonly string[] UnavailableClasses = ["08", "28", "53", "57", "58"];
}
