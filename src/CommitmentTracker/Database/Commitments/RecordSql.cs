using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database.Commitments;

/// <summary>The conditions of a selection on the record of the commitments <c>c</c>, which are the same for all of their assignments.</summary>
internal static class RecordSql
{
    public static Conditions For(CommitmentSelection selection)
    {
        var conditions = new Conditions();
        Seen(conditions, selection);
        conditions.In("c.kind", "kinds", selection.Kinds);
        conditions.In("c.scope", "scopes", selection.Scopes);
        conditions.In("c.theme_code", "themes", selection.Themes);
        Instruments(conditions, selection.Instruments);
        Days(conditions, selection);
        if (selection.Search is { } text)
        {
            conditions.Add(FullText.Condition, "search", FullText.Asked(text));
        }

        return conditions;
    }

    private static void Seen(Conditions conditions, CommitmentSelection selection)
    {
        if (!selection.IncludesUnpublished)
        {
            conditions.Add("c.publication = 'published'");
        }
        else if (selection.Publications.Count == 0)
        {
            conditions.Add("c.publication <> 'archived'");
        }

        if (selection.Publications.Count > 0 && !selection.Publications.Contains(Publication.Published))
        {
            // Said apart so that the index of what is not public serves.
            conditions.Add("c.publication <> 'published'");
        }

        conditions.In("c.publication", "publications", selection.Publications);
    }

    /// <summary>A commitment also counts for the instruments that it stands under beside its own.</summary>
    private static void Instruments(Conditions conditions, IReadOnlyList<string> instruments)
    {
        if (instruments.Count > 0)
        {
            conditions.Add(
                """
                c.code in (
                    select i.code from commitments i where i.instrument_code in @instruments
                    union all
                    select u.commitment_code from also_under u where u.instrument_code in @instruments)
                """,
                "instruments",
                instruments
            );
        }
    }

    private static void Days(Conditions conditions, CommitmentSelection selection)
    {
        if ((selection.DueFrom ?? selection.DueTo) is not null)
        {
            // In the order of due dates, so that one index serves this and the sort; what has none stands after the last day.
            conditions.Values.Add("dueFrom", Stored.Day(selection.DueFrom ?? DateOnly.MinValue));
            conditions.Values.Add("dueTo", Stored.Day(selection.DueTo ?? DateOnly.MaxValue));
            conditions.Add("c.due_order between @dueFrom and @dueTo");
        }

        if (selection.UpdatedSince is { } since)
        {
            conditions.Add("c.updated_at >= @updatedSince", "updatedSince", Stored.Instant(since));
        }
    }
}
