using System.Globalization;
using System.Text.Json.Serialization;
using CommitmentTracker.Benchmarks.Measures;

namespace CommitmentTracker.Benchmarks.Results;

/// <summary>A read, held against the limit: the ratio is the limit's processor time a request by the service's.</summary>
internal sealed record ReadResult
{
    public required string Name { get; init; }
    public required int Commitments { get; init; }

    /// <summary>Of a body; of a 304, the body that is not sent.</summary>
    public required long Bytes { get; init; }

    public required Round Service { get; init; }
    public required Round Limit { get; init; }
    public required double Ratio { get; init; }

    /// <summary>For whoever waits for the rest.</summary>
    [JsonIgnore]
    public string InShort => string.Create(CultureInfo.InvariantCulture, $"  {Service.PerSecond:F0} req/s, ratio {Ratio:F3}");
}
