using CommitmentTracker.Data.Maintenance;

namespace CommitmentTracker.Tests.Database.Checks;

internal sealed class ReplayTests
{
    private static readonly ReplayedChange Created = new()
    {
        ChangeId = 7,
        Version = 1,
        FieldsBefore = """{"publication":null,"title":null,"verb":null}""",
        FieldsAfter = """{"publication":"draft","title":"A","verb":"adopt"}""",
    };

    private static readonly ReplayedChange Published = new()
    {
        ChangeId = 9,
        Version = 2,
        IsPublic = true,
        FieldsBefore = """{"publication":"draft","verb":"adopt"}""",
        FieldsAfter = """{"publication":"published","verb":null,"progressUpdate":"an id"}""",
    };

    [Test]
    public void Rows_that_follow_one_another_come_to_the_record()
    {
        var replay = New();
        Assert.That(replay.Add(Created), Is.Empty);
        Assert.That(replay.Add(Published), Is.Empty);
        Assert.That(replay.DifferencesFrom(Fields("""{"publication":"published","title":"A","verb":null}"""), 2), Is.Empty);
    }

    [TestCase("""{"publication":"published","title":"B"}""", 2, "title is \"B\", the journal comes to \"A\"")]
    [TestCase("""{"publication":"published"}""", 2, "title is null, the journal comes to \"A\"")]
    [TestCase("""{"publication":"published","title":"A","health":"on_track"}""", 2, "health is \"on_track\", the journal comes to null")]
    [TestCase("""{"publication":"published","title":"A"}""", 3, "the record is at version 3, the journal comes to 2")]
    public void A_record_that_is_otherwise_is_told_field_by_field(string stored, long version, string finding)
    {
        var replay = New();
        replay.Add(Created);
        replay.Add(Published);
        Assert.That(replay.DifferencesFrom(Fields(stored), version), Is.EqualTo([finding]));
    }

    [Test]
    public void A_record_without_a_row_is_told()
    {
        Assert.That(
            New().DifferencesFrom(Fields("""{"title":"A"}"""), 1),
            Has.One.EqualTo("the record is at version 1, the journal comes to 0")
        );
    }

    [Test]
    public void The_same_value_spelled_otherwise_is_the_same()
    {
        var replay = New();
        replay.Add(Created with { FieldsAfter = """{"publication":"draft","title":"\u0041","verb":"adopt"}""" });
        Assert.That(replay.DifferencesFrom(Fields("""{"publication":"draft","title":"A","verb":"adopt"}"""), 1), Is.Empty);
    }

    [TestCaseSource(nameof(WrongRows))]
    public void A_row_that_does_not_follow_is_told_by_its_number(ReplayedChange wrong, string finding)
    {
        var replay = New();
        replay.Add(Created);
        Assert.That(replay.Add(wrong), Is.EqualTo([$"change 9: {finding}"]));
    }

    [Test]
    public void A_long_value_is_shown_shortened()
    {
        var fault = New()
            .Add(Created with { FieldsBefore = $$"""{"publication":null,"title":"{{new string('x', 5000)}}","verb":null}""" })
            .Single();
        Assert.That(fault, Has.Length.LessThan(200));
    }

    private static IEnumerable<TestCaseData> WrongRows() =>
        [
            new(Published with { Version = 4 }, "it makes version 4, after version 1"),
            new(
                Published with
                {
                    FieldsBefore = """{"publication":"draft","verb":"apply"}""",
                },
                "verb was \"apply\" before it, by the rows up to it \"adopt\""
            ),
            new(Published with { FieldsBefore = """{"publication":"draft"}""" }, "it lacks verb before"),
            new(Published with { FieldsAfter = """{"publication":"published"}""" }, "it lacks verb after"),
            new(
                Published with
                {
                    WasPublic = true,
                },
                "it says that the record was public before it, by the rows up to it it was not public"
            ),
            new(Published with { IsPublic = false }, "it says that the record is not public after it, by its fields it is public"),
            new(Created with { ChangeId = 9, Version = 2, FieldsBefore = "{", FieldsAfter = "{}" }, "its fields cannot be read"),
            new(Created with { ChangeId = 9, Version = 2, FieldsBefore = "[]", FieldsAfter = "{}" }, "its fields cannot be read"),
        ];

    private static Replay New() => new(fields => fields.GetValueOrDefault("publication") == "\"published\"", "progressUpdate");

    private static Dictionary<string, string> Fields(string json) => FieldTexts.Read(json);
}
