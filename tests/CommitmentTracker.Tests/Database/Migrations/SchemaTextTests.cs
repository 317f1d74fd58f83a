using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Database.Migrations;

[OfFiles]
internal sealed class SchemaTextTests
{
    [Test]
    public void The_readable_schema_is_what_the_migrations_add_up_to()
    {
        using var database = TestDatabase.Migrated();
        using var connection = database.Connections.OpenForReading();
        Snapshot.Matches(SchemaText.Of(connection), "db", "schema.sql");
    }
}
