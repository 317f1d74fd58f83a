using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Caching;
using CommitmentTracker.Http.Requests;
using FluentValidation;

namespace CommitmentTracker.Features.Commitments.Milestones;

internal sealed class ChangeMilestone : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Patch("/commitments/{code}/milestones/{number}", Handle)
            .Accepts<MergePatch<MilestoneBody>>(MergePatch<MilestoneBody>.MediaType)
            .IsOperation<ChangeMilestone>(Tags.Milestones)
            .OnlyForKeepers()
            .Answers<MilestoneResource>()
            .Refuses(ErrorCode.NotFound, ErrorCode.UnknownReference, ErrorCode.VersionStale, ErrorCode.VersionRequired);

    /// <summary>Change a milestone</summary>
    /// <remarks>A JSON Merge Patch: what is left out stays, null takes an optional member away.</remarks>
    /// <param name="code">The commitment's code.</param>
    /// <param name="number">The milestone's number.</param>
    private static async Task<IResult> Handle(
        string code,
        PathNumber number,
        MergePatch<MilestoneBody> patch,
        IfMatch ifMatch,
        Caller caller,
        Store store,
        IValidator<MilestoneBody> validator,
        ReportingClock clock,
        CancellationToken cancellation
    )
    {
        var note = new ChangeNote(caller.Name, ChangeType.MilestoneChanged);
        var result = await store.WriteAsync(
            async session =>
                MilestoneChange.Of(
                    await CommitmentWriter.ChangeAsync(
                        session,
                        code,
                        ifMatch.Expected,
                        note,
                        before => Patched(before, number.Value, patch, validator)
                    ),
                    number.Value,
                    clock
                ),
            cancellation
        );
        return result.Succeeded(out var changed, out var refusal) ? Answer.Ok(changed.Milestone, changed.Version) : Answer.Refused(refusal);
    }

    private static Result<Commitment> Patched(
        Commitment before,
        int number,
        MergePatch<MilestoneBody> patch,
        IValidator<MilestoneBody> validator
    )
    {
        if (!before.Milestones.TryGetValue(number, out var milestone))
        {
            return MilestoneChange.NotFound(before.Code, number);
        }

        return patch.ApplyTo(MilestoneBody.From(milestone), validator).Succeeded(out var body, out var refusal)
            ? before with
            {
                Milestones = before.Milestones.SetItem(number, body.ToMilestone(number)),
            }
            : refusal;
    }
}
