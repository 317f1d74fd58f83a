using Microsoft.AspNetCore.Http.Features;

namespace CommitmentTracker.Api.Endpoints;

/// <summary>
/// Reads an operation's input. The library reads the route and the body. The rest is read here: left to itself the library takes every
/// member from everywhere, such as a filter from the body of a GET, and passes over what it does not know.
/// </summary>
internal sealed class InputReader<TInput>() : RequestBinder<TInput>(SourcesOf(InputShape.Of(typeof(TInput))))
    where TInput : notnull
{
    private readonly InputShape shape = InputShape.Of(typeof(TInput));

    public override async ValueTask<TInput> BindAsync(BinderContext ctx, CancellationToken ct)
    {
        var http = ctx.HttpContext;
        var input = await base.BindAsync(ctx, ct);
        if (await shape.ReadQueryAsync(input, http) is { } refusal)
        {
            InputCheck.Refuse(http, refusal);
            return input;
        }

        if (shape.Body is { } body && body.GetValue(input) is null)
        {
            throw new RefusalException(new Refusal(ErrorCode.UnsupportedMediaType, ErrorCatalogue.WrongMediaType));
        }

        await shape.ReadOthersAsync(input, http);
        return input;
    }

    private static BindingSource SourcesOf(InputShape shape) =>
        (shape.Route.Count > 0 ? BindingSource.RouteValues : 0) | (shape.Body is null ? 0 : BindingSource.JsonBody);
}

/// <summary>A member of an input that knows by itself what of a request it is: a header, or a body that is no plain JSON.</summary>
internal interface IReadFromRequest<TSelf>
    where TSelf : class, IReadFromRequest<TSelf>
{
    static abstract ValueTask<TSelf> ReadAsync(HttpContext context);
}

/// <summary>Reads a body of JSON, as strict as the contract.</summary>
internal static class JsonBody
{
    public static async ValueTask<object?> ReadAsync(HttpRequest request, Type type, CancellationToken cancellation)
    {
        if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            throw Refused("The request needs a body, and there is none.");
        }

        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, JsonSetup.Requests, cancellation)
                ?? throw Refused("The body must not be null.");
        }
        catch (JsonException fault)
        {
            throw new RefusalException(JsonFaults.Explain(fault));
        }
    }

    private static RefusalException Refused(string detail) => new(new Refusal(ErrorCode.MalformedBody, detail));
}
