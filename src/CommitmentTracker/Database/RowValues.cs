using System.Data.Common;
using CommitmentTracker.Domain;

namespace CommitmentTracker.Database;

/// <summary>The values of a row, taken one after the other in the order in which the query names its columns.</summary>
internal sealed class RowValues(DbDataReader reader)
{
    private int next;

    public async ValueTask<bool> MoveNextAsync(CancellationToken cancellation)
    {
        next = 0;
        return await reader.ReadAsync(cancellation);
    }

    public string Text() => reader.GetString(next++);

    public string? TextOrNull() => reader.IsDBNull(next) ? Skip<string>() : Text();

    /// <summary>For what many rows name alike, and is held in memory: one object for all of them.</summary>
    public string Code() => string.Intern(Text());

    public long Number() => reader.GetInt64(next++);

    public long? NumberOrNull() => reader.IsDBNull(next) ? Skip<long?>() : Number();

    public T Enum<T>()
        where T : struct, Enum => EnumCode.Parse<T>(Text());

    public T? EnumOrNull<T>()
        where T : struct, Enum => EnumCode.ParseOrNull<T>(TextOrNull());

    public DateOnly Day() => Stored.ParseDay(Text());

    public DateOnly? DayOrNull() => Stored.ParseDayOrNull(TextOrNull());

    public DateTimeOffset Instant() => Stored.ParseInstant(Text());

    private T? Skip<T>()
    {
        next++;
        return default;
    }
}
