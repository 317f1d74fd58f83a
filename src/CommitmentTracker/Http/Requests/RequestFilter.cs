using System.Reflection;
using CommitmentTracker.Domain;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Http.Requests;

/// <summary>
/// Checks every request before its handler runs: the query for parameters that are unknown or wrong, the body by its validator. It stands
/// on the whole API and is made once for each endpoint with its handler, where it fails if a body has no validator: nobody can forget it.
/// </summary>
internal static class RequestFilter
{
    public static TBuilder CheckRequests<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.AddEndpointFilterFactory(Create);

    private static EndpointFilterDelegate Create(EndpointFilterFactoryContext endpoint, EndpointFilterDelegate next)
    {
        var parameters = endpoint.MethodInfo.GetParameters();
        var query = QueryCheck.For(
            parameters.FirstOrDefault(parameter => parameter.IsDefined(typeof(AsParametersAttribute)))?.ParameterType
        );
        var body = Array.Find(parameters, parameter => parameter.IsDefined(typeof(FromBodyAttribute)));
        var validator = body is null ? null : ValidatorFor(body, endpoint);
        return async context =>
        {
            var refusal =
                query.Fault(context.HttpContext.Request.Query, context.Arguments)
                ?? (body is null ? null : Validate(validator!, context.Arguments[body.Position]!));
            return refusal is null ? await next(context) : Answer.Refused(refusal);
        };
    }

    private static IValidator ValidatorFor(ParameterInfo body, EndpointFilterFactoryContext endpoint) =>
        (IValidator?)endpoint.ApplicationServices.GetService(typeof(IValidator<>).MakeGenericType(body.ParameterType))
        ?? throw new InvalidOperationException(
            $"{body.ParameterType.Name}, the body of {endpoint.MethodInfo.DeclaringType?.Name}, has no validator."
        );

    private static Refusal? Validate(IValidator validator, object body)
    {
        var result = validator.Validate(new ValidationContext<object>(body));
        return result.IsValid ? null : Faults.Refusal(result);
    }
}
