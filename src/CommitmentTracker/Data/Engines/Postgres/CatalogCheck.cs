using CommitmentTracker.Data.Maintenance;

namespace CommitmentTracker.Data.Engines.Postgres;

/// <summary>What the server's catalog says against its own keeping: indexes and constraints that do not hold all rows, and triggers that are off.</summary>
internal static class CatalogCheck
{
    private const string IndexesSql = """
        select c.relname
        from pg_index i
        join pg_class c on c.oid = i.indexrelid
        where not i.indisvalid and c.relnamespace = current_schema()::regnamespace
        order by c.relname
        """;

    private const string ConstraintsSql = """
        select conname from pg_constraint where not convalidated and connamespace = current_schema()::regnamespace order by conname
        """;

    private const string TriggersSql = """
        select t.tgname
        from pg_trigger t
        join pg_class c on c.oid = t.tgrelid
        where t.tgenabled = 'D' and not t.tgisinternal and c.relnamespace = current_schema()::regnamespace
        order by t.tgname
        """;

    public static async Task RunAsync(Session session, Findings findings)
    {
        foreach (var index in await session.ReadAsync(IndexesSql, row => row.Text()))
        {
            findings.Add($"The index {index} is not valid.");
        }

        foreach (var constraint in await session.ReadAsync(ConstraintsSql, row => row.Text()))
        {
            findings.Add($"The constraint {constraint} was not held against all rows.");
        }

        foreach (var trigger in await session.ReadAsync(TriggersSql, row => row.Text()))
        {
            findings.Add($"The trigger {trigger} is off.");
        }
    }
}
