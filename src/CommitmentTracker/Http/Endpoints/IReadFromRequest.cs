namespace CommitmentTracker.Http.Endpoints;

/// <summary>A member of an input that knows by itself what of a request it is: a header, or a body that is no plain JSON.</summary>
internal interface IReadFromRequest<TSelf>
    where TSelf : class, IReadFromRequest<TSelf>
{
    static abstract ValueTask<TSelf> ReadAsync(HttpContext context);
}
