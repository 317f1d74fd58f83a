using System.Text.Json.Nodes;
using CommitmentTracker.Data;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Database;

internal sealed class StoredTests
{
    [TestCase("2026-11-21T05:00:00Z", "2026-11-21T05:00:00.000Z")]
    [TestCase("2026-11-21T12:00:00+07:00", "2026-11-21T05:00:00.000Z")]
    [TestCase("2026-11-20T23:30:00.5-05:30", "2026-11-21T05:00:00.500Z")]
    [TestCase("2026-11-21T05:00:00.9999999Z", "2026-11-21T05:00:00.999Z")]
    [TestCase("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z")]
    [TestCase("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z")]
    public void An_instant_is_stored_in_utc_and_in_one_width(string instant, string stored) =>
        Assert.That(Stored.Instant(Some.Instant(instant)), Is.EqualTo(stored).And.Length.EqualTo(24));

    [TestCase("2026-11-21T05:00:00.000Z")]
    [TestCase("0001-01-01T00:00:00.000Z")]
    [TestCase("9999-12-31T23:59:59.999Z")]
    public void An_instant_comes_back_as_it_was_stored(string stored)
    {
        var instant = Stored.ParseInstant(stored);
        Assert.That((instant.Offset, Stored.Instant(instant)), Is.EqualTo((TimeSpan.Zero, stored)));
    }

    [Test]
    public void The_order_of_the_text_is_the_order_of_time()
    {
        var first = Some.Instant("0999-12-31T23:59:59.999Z");
        long[] steps = [0, 1, 9, 10, 999, 1000, 59_999, 60_000, 3_600_000, 86_400_000, 31_536_000_000, 3_153_600_000_000];
        var instants = steps.Select(step => first.AddMilliseconds(step)).ToList();
        Assert.That(instants.Select(Stored.Instant), Is.Ordered.Using<string>(StringComparer.Ordinal).And.Unique);
        var days = instants.Select(instant => DateOnly.FromDateTime(instant.UtcDateTime)).Distinct().ToList();
        Assert.That(days.Select(Stored.Day), Is.Ordered.Using<string>(StringComparer.Ordinal).And.Unique);
    }

    [TestCase("0001-01-01")]
    [TestCase("2024-02-29")]
    [TestCase("2026-11-21")]
    [TestCase("9999-12-31")]
    public void A_day_comes_back_as_it_was_stored(string stored)
    {
        Assert.That(Stored.Day(Stored.ParseDay(stored)), Is.EqualTo(stored));
        Assert.That(Stored.Day(Stored.ParseDayOrNull(stored)), Is.EqualTo(stored));
    }

    [Test]
    public void No_day_stays_no_day()
    {
        Assert.That(Stored.Day(null), Is.Null);
        Assert.That(Stored.ParseDayOrNull(null), Is.Null);
    }

    [TestCase("2026-11-21T00:00:00.000Z")]
    [TestCase("2026-2-1")]
    [TestCase("2026-02-30")]
    [TestCase("")]
    public void A_day_that_is_stored_wrongly_is_not_taken_for_another(string text) =>
        Assert.That(() => Stored.ParseDay(text), Throws.TypeOf<FormatException>());

    [TestCase("2026-11-21T05:00:00Z")]
    [TestCase("2026-11-21T05:00:00.000+00:00")]
    [TestCase("2026-11-21")]
    public void An_instant_that_is_stored_wrongly_is_not_taken_for_another(string text) =>
        Assert.That(() => Stored.ParseInstant(text), Throws.TypeOf<FormatException>());

    [Test]
    [OfFiles]
    public void Days_and_instants_are_text_to_the_engine_too()
    {
        using var database = TestDatabase.Migrated();
        Assert.That(
            database.Single<string>(
                "select typeof(@day) || ' ' || typeof(@instant)",
                new { day = Stored.Day(Some.Day("2026-11-21")), instant = Stored.Instant(database.Clock.GetUtcNow()) }
            ),
            Is.EqualTo("text text")
        );
    }

    [Test]
    public void A_list_comes_back_as_it_was_stored()
    {
        Source[] sources =
        [
            new("Hanoi Declaration", "\"cooperation\" – hợp tác 😀\n", SourceGrade.Primary, "https://asean.example/a?b=c&d=%20"),
            new("A report", null, SourceGrade.Secondary, null),
        ];
        Assert.That(Stored.ParseList<Source>(Stored.List(sources)), Is.EqualTo(sources));
        Assert.That(Stored.ParseList<Source>(Stored.List<Source>([])), Is.Empty);
    }

    [Test]
    public void Fields_come_back_as_they_were_stored()
    {
        var fields = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal)
        {
            ["deadline"] = Stored.Node(Deadline.On(Some.Day("2030-06-01"), DatePrecision.Year, DeadlineBasis.Inherited)),
            ["health"] = null,
            ["percent"] = 40,
            ["title"] = "Tình trạng",
        };
        var back = Stored.ParseFields(Stored.Fields(fields));
        Assert.That(back.Keys, Is.EqualTo(fields.Keys));
        Assert.That(back.Keys.All(field => JsonNode.DeepEquals(back[field], fields[field])), Is.True);
        Assert.That(
            Stored.Value<Deadline>(back["deadline"]!),
            Is.EqualTo(new Deadline(Some.Day("2030-12-31"), DatePrecision.Year, DeadlineBasis.Inherited, null))
        );
    }
}
