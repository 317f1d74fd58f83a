using CommitmentTracker.Domain;

namespace CommitmentTracker.Tracker;

/// <summary>
/// The JSON of a record, serialised when it is first asked for, and kept for the day and the names it was made with. It is kept for today:
/// a question about another day serialises anew.
/// </summary>
internal sealed class KeptJson
{
    private Form? form;

    public byte[] For(TrackerState state, ReportingDay day, Func<byte[]> serialise)
    {
        var kept = Volatile.Read(ref form);
        if (kept is not null && kept.Day == day && ReferenceEquals(kept.Names, state.References))
        {
            return kept.Bytes;
        }

        var bytes = serialise();
        if (day.Today == state.Today)
        {
            Volatile.Write(ref form, new Form(day, state.References, bytes));
        }

        return bytes;
    }

    private sealed record Form(ReportingDay Day, References Names, byte[] Bytes);
}
