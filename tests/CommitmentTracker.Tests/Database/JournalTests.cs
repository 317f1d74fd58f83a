using System.Data.Common;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Database;

internal sealed class JournalTests
{
    [TestCase("update changes set actor = 'another'")]
    [TestCase("update changes set reason = 'a better one' where change_id = 1")]
    [TestCase("delete from changes")]
    [TestCase("delete from changes where change_id = 1")]
    public void What_is_written_is_never_touched_again(string sql) => AssertRefused(sql);

    [Test]
    [OfFiles]
    public void What_is_written_is_never_replaced() =>
        AssertRefused(
            """
            insert or replace into changes (change_id, at, actor, type, resource_type, resource_key, version, was_public, is_public,
                fields_before, fields_after)
            select change_id, at, 'another', type, resource_type, resource_key, version, was_public, is_public, fields_before, fields_after
            from changes
            """
        );

    private static void AssertRefused(string sql)
    {
        using var database = TestDatabase.Migrated();
        database.Insert("changes");
        database.Insert("changes");
        Assert.That(() => database.Execute(sql), Throws.InstanceOf<DbException>().With.Message.Contains("the journal is append-only"));
        Assert.That(database.Query<string>("select actor from changes order by change_id"), Is.EqualTo(new[] { "someone", "someone" }));
    }
}
