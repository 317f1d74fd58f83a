namespace CommitmentTracker.Api.Endpoints;

/// <summary>What an endpoint says of itself in its <c>Configure</c>: who may call it, what it answers, and why it may refuse.</summary>
internal static class EndpointDeclarations
{
    public const string Json = "application/json";

    /// <summary>The heading of the contract that the operation stands under.</summary>
    public static EndpointDefinition Under(this EndpointDefinition endpoint, string heading) => endpoint.With(new TagsAttribute(heading));

    /// <summary>For everybody while reading is public, else for every key.</summary>
    public static EndpointDefinition OpenToReaders(this EndpointDefinition endpoint) => endpoint.With(new OpenToReadersMetadata());

    /// <summary>For everybody, whatever the settings say: the endpoint looks itself at what opens it.</summary>
    public static EndpointDefinition OpenToAll(this EndpointDefinition endpoint)
    {
        endpoint.AllowAnonymous(endpoint.Verbs);
        return endpoint;
    }

    /// <summary>For those who keep the tracker.</summary>
    public static EndpointDefinition OnlyForKeepers(this EndpointDefinition endpoint) => endpoint.OnlyFor(Role.Admin, Role.Secretariat);

    public static EndpointDefinition OnlyFor(this EndpointDefinition endpoint, params Role[] roles)
    {
        endpoint.Roles([.. roles.Select(EnumCode.Of)]);
        return endpoint.With(new RolesMetadata(roles));
    }

    /// <summary>A record that was created, where an answer with 200 is what is meant unless said.</summary>
    public static EndpointDefinition AnswersCreated(this EndpointDefinition endpoint) =>
        endpoint.With(new AnswerMetadata(StatusCodes.Status201Created, Json));

    public static EndpointDefinition AnswersNothing(this EndpointDefinition endpoint) =>
        endpoint.With(new AnswerMetadata(StatusCodes.Status204NoContent, null));

    public static EndpointDefinition AnswersText(this EndpointDefinition endpoint, string mediaType) =>
        endpoint.With(new AnswerMetadata(StatusCodes.Status200OK, mediaType));

    /// <summary>A file to keep. One that is sent while it is read has no entity tag.</summary>
    public static EndpointDefinition AnswersFile(this EndpointDefinition endpoint, bool isStreamed, string mediaType) =>
        endpoint.AnswersText(mediaType).With(new FileMetadata(isStreamed));

    /// <summary>The media types of a body that the endpoint reads itself.</summary>
    public static EndpointDefinition Takes(this EndpointDefinition endpoint, params string[] mediaTypes) =>
        endpoint.With(new FileBodyMetadata(mediaTypes));

    /// <summary>Why the endpoint may refuse, beyond what every endpoint of its kind may answer.</summary>
    public static EndpointDefinition Refuses(this EndpointDefinition endpoint, params ErrorCode[] codes) =>
        endpoint.With(new RefusalsMetadata(codes));

    public static EndpointDefinition With(this EndpointDefinition endpoint, object metadata)
    {
        endpoint.Metadata(metadata);
        return endpoint;
    }
}

/// <summary>How an endpoint answers when it does not refuse.</summary>
internal sealed record AnswerMetadata(int Status, string? MediaType);

/// <summary>The media types of a body that the endpoint reads itself.</summary>
internal sealed record FileBodyMetadata(IReadOnlyList<string> MediaTypes);

internal sealed record RefusalsMetadata(IReadOnlyList<ErrorCode> Codes);

internal sealed record FileMetadata(bool IsStreamed);

/// <summary>The roles that an endpoint is for.</summary>
internal sealed record RolesMetadata(IReadOnlyList<Role> Roles);

internal sealed record OpenToReadersMetadata;

/// <summary>The headings of the contract.</summary>
internal static class Headings
{
    public const string Commitments = "Commitments";
    public const string Assignments = "Assignments";
    public const string Deadlines = "Deadlines";
    public const string Milestones = "Milestones";
    public const string ProgressUpdates = "Progress updates";
    public const string Spreadsheets = "Spreadsheets";
    public const string Summaries = "Summaries";
    public const string Rounds = "Rounds";
    public const string Changes = "Changes";
    public const string Access = "Access";
    public const string ReferenceData = "Reference data";
}
