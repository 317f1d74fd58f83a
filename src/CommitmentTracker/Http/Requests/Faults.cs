using CommitmentTracker.Domain;
using FluentValidation.Results;

namespace CommitmentTracker.Http.Requests;

internal static class Faults
{
    public const string Detail = "The request does not meet the contract: see errors.";

    public static Refusal Refusal(IEnumerable<ValidationFailure> failures) =>
        new(ErrorCode.ValidationFailed, Detail)
        {
            Errors = failures
                .GroupBy(fault => fault.PropertyName, fault => fault.ErrorMessage)
                .ToDictionary(faults => faults.Key, faults => faults.Distinct().ToArray()),
        };
}
