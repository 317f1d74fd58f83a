using FluentValidation.Results;

namespace CommitmentTracker.Api.Endpoints;

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

/// <summary>An input with a body of JSON.</summary>
internal interface IHasBody<out TBody>
    where TBody : class
{
    TBody Body { get; }
}

/// <summary>
/// Holds the body of an input against the body's own rules, so that faults name its fields as the contract does. An endpoint names it in
/// its <c>Configure</c>; it takes no services, since the library would give it those of another service in the same process.
/// </summary>
internal sealed class BodyValidator<TInput, TBody, TRules> : Validator<TInput>
    where TInput : class, IHasBody<TBody>
    where TBody : class
    where TRules : AbstractValidator<TBody>, new()
{
    public override Task<ValidationResult> ValidateAsync(
        FluentValidation.ValidationContext<TInput> context,
        CancellationToken cancellation = default
    ) => Task.FromResult(Validate(context));

    public override ValidationResult Validate(FluentValidation.ValidationContext<TInput> context) =>
        // Without a body the request was refused while it was read.
        context.InstanceToValidate.Body
            is { } body
            ? Rules<TRules>.Shared.Validate(body)
            : new ValidationResult();
}
