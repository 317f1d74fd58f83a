using CommitmentTracker.Domain;
using CommitmentTracker.Http.Requests;
using FastEndpoints;

namespace CommitmentTracker.Http.Endpoints;

/// <summary>Answers a request whose query or body is not what the operation takes, before its handler runs.</summary>
internal sealed class InputCheck : IGlobalPreProcessor
{
    private static readonly object RefusalKey = new();

    /// <summary>Leaves word of what is wrong with the request, while it is read.</summary>
    public static void Refuse(HttpContext context, Refusal refusal) => context.Items[RefusalKey] = refusal;

    public Task PreProcessAsync(IPreProcessorContext context, CancellationToken ct)
    {
        var refusal =
            context.HttpContext.Items.TryGetValue(RefusalKey, out var left) ? (Refusal)left!
            : context.HasValidationFailures ? Faults.Refusal(context.ValidationFailures)
            : null;
        return refusal is null ? Task.CompletedTask : context.HttpContext.Response.SendResultAsync(Answer.Refused(refusal));
    }
}
