using CommitmentTracker.Http.Requests;
using FastEndpoints;
using FluentValidation;
using FluentValidation.Results;

namespace CommitmentTracker.Http.Endpoints;

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
