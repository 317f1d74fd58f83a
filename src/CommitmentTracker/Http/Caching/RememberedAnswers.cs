using System.Collections.Concurrent;
using CommitmentTracker.Tracker;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace CommitmentTracker.Http.Caching;

/// <summary>
/// Whole answers by the address that asked for them, for those who ask without a key, for as long as nothing that is in them changes.
/// What is remembered is bounded: when the half of it that is newer is full, the older half is evicted.
/// </summary>
internal sealed class RememberedAnswers(LiveState live, IOptions<CacheOptions> options)
{
    /// <summary>What an entry takes beside its body.</summary>
    private const int Overhead = 500;

    private readonly long half = options.Value.AnswersMegabytes * 1024L * 1024L / 2;
    private ConcurrentDictionary<string, Entry> newer = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, Entry> older = new(StringComparer.Ordinal);
    private long bytes;

    public PreparedAnswer? Find(HttpContext context)
    {
        if (live.Current is not { } state)
        {
            return null;
        }

        var address = AddressOf(context);
        if (newer.TryGetValue(address, out var entry))
        {
            return entry.Basis.HoldsAt(state) ? entry.Answer : null;
        }

        if (older.TryGetValue(address, out entry) && entry.Basis.HoldsAt(state))
        {
            Keep(address, entry);
            return entry.Answer;
        }

        return null;
    }

    public void Remember(HttpContext context, PreparedAnswer answer, Basis basis)
    {
        if (answer.Body.Length <= half / 4)
        {
            Keep(AddressOf(context), new Entry(answer, basis));
        }
    }

    private void Keep(string address, Entry entry)
    {
        if (Interlocked.Add(ref bytes, entry.Bytes) > half)
        {
            older = Interlocked.Exchange(ref newer, new ConcurrentDictionary<string, Entry>(StringComparer.Ordinal));
            Interlocked.Exchange(ref bytes, entry.Bytes);
        }

        newer[address] = entry;
    }

    /// <summary>As it was asked for, after the path base: a link to the next page begins with that.</summary>
    private static string AddressOf(HttpContext context)
    {
        var request = context.Features.Get<IHttpRequestFeature>()!;
        return request.PathBase.Length == 0 ? request.RawTarget : $"{request.PathBase} {request.RawTarget}";
    }

    private sealed record Entry(PreparedAnswer Answer, Basis Basis)
    {
        /// <summary>Half as much again for its packed forms, which are kept with it.</summary>
        public int Bytes => Answer.Body.Length * 3 / 2 + Overhead;
    }
}
