using CommitmentTracker.Data;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Data.Facts;
using CommitmentTracker.Data.ProgressUpdates;
using CommitmentTracker.Domain;
using CommitmentTracker.Features;
using CommitmentTracker.Features.Commitments;
using CommitmentTracker.Features.ProgressUpdates;
using FluentValidation;
using FluentValidation.Results;

namespace CommitmentTracker.Tests.ReferenceData;

/// <summary>What the files say, the API would take as well.</summary>
internal sealed class ReferenceTextTests
{
    private static readonly ReferenceFacts Facts = ReferenceFacts.Read(ReferenceFiles.Embedded);

    [Test]
    public void Every_commitment_meets_the_rules_for_a_new_one() =>
        Assert.That(Facts.Commitments.Values.SelectMany(each => Faults(new CreateCommitmentValidator(), Request(each))), Is.Empty);

    [Test]
    public void Every_source_meets_the_rules_for_sources()
    {
        var sources = Facts
            .Instruments.Values.SelectMany(each => each.Sources)
            .Concat(Facts.Bodies.Values.SelectMany(each => each.Sources))
            .Concat(Facts.MemberStates.Values.SelectMany(each => Stored.ParseList<Source>(each.Sources)))
            .Select(SourceResource.From);
        Assert.That(sources.SelectMany(each => Faults(new SourceValidator(), each)), Is.Empty);
    }

    [Test]
    public void Every_progress_update_meets_the_rules_for_a_new_one() =>
        Assert.That(Facts.ProgressUpdates.SelectMany(each => Faults(new ReportProgressValidator(), Request(each))), Is.Empty);

    private static List<ValidationFailure> Faults<T>(AbstractValidator<T> validator, T body) => validator.Validate(body).Errors;

    private static CreateCommitmentRequest Request(Commitment commitment)
    {
        var body = CommitmentBody.From(commitment);
        return new CreateCommitmentRequest
        {
            Code = commitment.Code,
            Title = body.Title,
            Description = body.Description,
            Kind = body.Kind,
            Verb = body.Verb,
            Scope = body.Scope,
            Instrument = body.Instrument,
            AlsoUnder = body.AlsoUnder,
            Theme = body.Theme,
            Publication = body.Publication,
            Sources = body.Sources,
            Deadline = new DeadlineBody
            {
                DueOn = commitment.Deadline.DueOn,
                Precision = commitment.Deadline.Precision,
                Basis = commitment.Deadline.Basis,
                Source = commitment.Deadline.Source,
            },
            Assignments =
            [
                .. commitment.Assignments.Values.Select(each => new AssignmentBody
                {
                    Party = each.Party,
                    Role = each.Role,
                    Basis = each.Basis,
                }),
            ],
        };
    }

    private static ReportProgressRequest Request(NewProgressUpdate update) =>
        new()
        {
            Party = update.PartyCode,
            AsOf = update.AsOf,
            Status = update.Status,
            Narrative = update.Narrative,
            Evidence = [.. update.Evidence.Select(EvidenceResource.From)],
        };
}
