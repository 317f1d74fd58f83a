using CommitmentTracker.Domain;
using CommitmentTracker.Http.Errors;
using FastEndpoints;

namespace CommitmentTracker.Http.Endpoints;

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
