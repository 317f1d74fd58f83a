using System.Collections.Immutable;
using System.Globalization;
using CommitmentTracker.Domain;

namespace CommitmentTracker.TestStand.Generator;

/// <summary>A commitment made from its number: the same each time, and no two of its sides going together.</summary>
internal sealed class Specimen
{
    public const int Updates = 10;

    /// <summary>So many commitments stand in each of the small instruments, however many there are in all; fewer where there are few.</summary>
    private const int InSmallInstrument = 40;

    private static readonly DateOnly FirstDueDay = new(2026, 3, 1);

    private readonly ReferenceState reference;
    private readonly int count;

    public Specimen(int number, int count, int seed, ReferenceState reference)
    {
        Number = number;
        this.count = count;
        this.reference = reference;
        Chance = new Chance(seed, number);
        (IsPublicAtFirst, Ending) = FateOf(number, Chance);
        Leads = LeadsFrom(Chance.Share(2));
        Outcome = OutcomeFrom(Chance.Share(3));
    }

    public int Number { get; }

    public Chance Chance { get; }

    public string Code => CodeOf(Number);

    public bool IsPublicAtFirst { get; }

    public Ending Ending { get; }

    /// <summary>What supersedes whatever is superseded.</summary>
    public static string Successor => CodeOf(0);

    /// <summary>The states that lead; the others support.</summary>
    public IReadOnlyList<string> Leads { get; }

    /// <summary>What those who lead report last; null where they never report.</summary>
    public ReportedStatus? Outcome { get; }

    public static string CodeOf(int number) => string.Create(CultureInfo.InvariantCulture, $"GEN-{number:D6}");

    public static (bool IsPublicAtFirst, Ending Ending) FateOf(int number, Chance chance) =>
        chance.Below(1000, 1) switch
        {
            < 15 => (false, Ending.None),
            < 25 => (false, Ending.Published),
            < 40 => (true, Ending.Archived),
            // The first one supersedes.
            < 50 when number > 0 => (true, Ending.Superseded),
            _ => (true, Ending.None),
        };

    public Commitment Created()
    {
        var instrument = Instrument();
        return new Commitment
        {
            Code = Code,
            Title = $"{Chance.Pick(Words.Deeds, 10)} the {Chance.Pick(Words.Things, 11)} for {Chance.Pick(Words.Beneficiaries, 12)}",
            Description =
                $"Through {Chance.Pick(Words.Measures, 13)} and {Chance.Pick(Words.Measures, 14)}, {Chance.Pick(Words.Beneficiaries, 15)} "
                + $"are to benefit as well. The {Chance.Pick(Words.Things, 16)} serves as the model; what it costs is reported "
                + $"each year, and {Chance.Pick(Words.Beneficiaries, 17)} are heard before the next phase begins.",
            Kind = Chance.Share(18) switch
            {
                < 85 => CommitmentKind.Commitment,
                < 91 => CommitmentKind.Proposal,
                < 96 => CommitmentKind.Discussion,
                _ => CommitmentKind.Informational,
            },
            Verb = Chance.Share(19) < 70 ? Chance.Pick(Words.Verbs, 20) : null,
            Scope = Chance.Share(21) switch
            {
                < 70 => Scope.Regional,
                < 92 => Scope.National,
                _ => Scope.Bilateral,
            },
            Instrument = instrument,
            AlsoUnder = AlsoUnder(instrument),
            Theme = Chance.Pick(reference.Themes, 22),
            Publication = IsPublicAtFirst ? Publication.Published : Publication.Draft,
            Sources =
            [
                new Source(
                    $"Minutes of meeting {Chance.Below(40, 23) + 1}",
                    $"{Chance.Pick(Words.Things, 11)} … {Chance.Pick(Words.Beneficiaries, 12)}",
                    Chance.Share(24) < 60 ? SourceGrade.Primary : SourceGrade.Secondary,
                    null
                ),
            ],
            Deadline = Deadline(),
            Assignments = reference.MemberStates.ToImmutableSortedDictionary(
                state => state,
                state => new Assignment(
                    state,
                    Leads.Contains(state) ? AssignmentRole.Lead : AssignmentRole.Support,
                    Chance.Share(25) < 60 ? OwnershipBasis.Stated : OwnershipBasis.Inferred
                ),
                StringComparer.Ordinal
            ),
        };
    }

    /// <summary>Those who lead report every second time, so that each does by the end.</summary>
    public string Reporter(int round)
    {
        var others = reference.MemberStates.Except(Leads).ToList();
        return others.Count == 0 || (round % 2 == 0 && Outcome is not null)
            ? Leads[(others.Count == 0 ? round : round / 2) % Leads.Count]
            : Chance.Pick(others, 30 + round);
    }

    private IReadOnlyList<string> LeadsFrom(int share)
    {
        var states = reference.MemberStates;
        var leading = share switch
        {
            < 55 => 1,
            < 75 => 2,
            < 90 => 3,
            _ => states.Count,
        };
        var first = Chance.Below(states.Count, 4);
        return [.. Enumerable.Range(first, leading).Select(each => states[each % states.Count])];
    }

    private ReportedStatus? OutcomeFrom(int share) =>
        share switch
        {
            < 8 when Leads.Count < reference.MemberStates.Count => null,
            < 20 => ReportedStatus.NotStarted,
            < 62 => ReportedStatus.InProgress,
            < 88 => ReportedStatus.Completed,
            < 95 => ReportedStatus.OnHold,
            _ => ReportedStatus.Cancelled,
        };

    private string Instrument()
    {
        var small = GeneratedTracker.SmallInstruments;
        var each = Math.Min(InSmallInstrument, count / 50);
        var stride = Math.Max(1, count / Math.Max(1, each * small.Count));
        var index = Number / stride;
        return Number % stride == 0 && index < each * small.Count
            ? small[index % small.Count]
            : Chance.Pick([.. reference.Instruments.Except(small)], 5);
    }

    private ImmutableSortedSet<string> AlsoUnder(string instrument)
    {
        var also = Chance.Pick([.. reference.Instruments.Except(GeneratedTracker.SmallInstruments)], 6);
        return Chance.Share(7) < 8 && also != instrument ? ImmutableSortedSet.Create(StringComparer.Ordinal, also) : [];
    }

    private Deadline Deadline()
    {
        var day = FirstDueDay.AddDays(Chance.Below(2100, 8));
        return Chance.Share(9) switch
        {
            < 12 => Domain.Deadline.None,
            < 40 => Domain.Deadline.On(new DateOnly(2030, 12, 31), DatePrecision.Year, DeadlineBasis.Inherited, "End of the period"),
            < 65 => Domain.Deadline.On(day, DatePrecision.Day, DeadlineBasis.Stated, "Text of the instrument"),
            < 80 => Domain.Deadline.On(day, DatePrecision.Month, DeadlineBasis.Stated, "Text of the instrument"),
            < 90 => Domain.Deadline.On(day, DatePrecision.Quarter, DeadlineBasis.Decided),
            _ => Domain.Deadline.On(day, DatePrecision.Year, DeadlineBasis.Stated),
        };
    }
}
