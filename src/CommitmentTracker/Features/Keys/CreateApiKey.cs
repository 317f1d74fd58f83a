namespace CommitmentTracker.Features.Keys;

/// <summary>A new key.</summary>
internal sealed record CreateApiKeyRequest
{
    /// <summary>Whose key it is, or what for, at most 100 characters.</summary>
    /// <example>Dashboard of the ministry</example>
    public required string Name { get; init; }

    /// <summary>What it lets its holder do.</summary>
    /// <example>reader</example>
    public required Role Role { get; init; }

    /// <summary>The party that a focal point reports for; for no other role.</summary>
    public string? Party { get; init; }

    /// <summary>The last day on which it is valid; without one it does not expire.</summary>
    /// <example>2027-12-31</example>
    public DateOnly? ExpiresOn { get; init; }
}

internal sealed class CreateApiKeyValidator : AbstractValidator<CreateApiKeyRequest>
{
    public CreateApiKeyValidator()
    {
        RuleFor(request => request.Name).Line(ApiKey.NameMaxLength);
        RuleFor(request => request.Party).Line(Party.CodeMaxLength);
        RuleFor(request => request.Party)
            .GivenOnlyWhen(request => request.Role, Role.FocalPoint)
            .WithMessage("must be given for a focal point, and for no other role");
    }
}

/// <summary>A key that was created, with the key itself: shown this once.</summary>
internal sealed record CreatedApiKey
{
    /// <summary>The key as it is kept.</summary>
    public required ApiKeyResource ApiKey { get; init; }

    /// <summary>The key itself, to send as <c>Authorization: Bearer</c>. It is shown this once and cannot be found again.</summary>
    /// <example>ct_7mZq0T3k9vQy2Xw5Lr8Nf1Hc4Jb6Pd0Sg3Ua7Ei9Ko</example>
    public required string Key { get; init; }
}

internal sealed record CreateApiKeyInput : IHasBody<CreateApiKeyRequest>
{
    [FromBody]
    public CreateApiKeyRequest Body { get; init; } = null!;

    public IdempotencyKey IdempotencyKey { get; init; } = null!;
}

internal sealed class CreateApiKey(Creations creations, ReportingClock clock, ILogger<CreateApiKey> logger)
    : Endpoint<CreateApiKeyInput, CreatedApiKey>
{
    public override void Configure()
    {
        Post("/api-keys");
        Validator<BodyValidator<CreateApiKeyInput, CreateApiKeyRequest, CreateApiKeyValidator>>();
        Definition.Under(Headings.Access).OnlyFor(Role.Admin).AnswersCreated().Refuses(ErrorCode.UnknownReference);
    }

    /// <summary>Create a key</summary>
    /// <remarks>The answer holds the key this once; only a hash of it is stored.</remarks>
    public override async Task HandleAsync(CreateApiKeyInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(
            await creations.AnswerAsync(
                input.IdempotencyKey,
                input.Body,
                session => CreateAsync(session, input.Body, Caller.From(User), clock.Today, logger),
                cancellation
            )
        );

    private static async Task<Result<Created<CreatedApiKey>>> CreateAsync(
        WriteSession session,
        CreateApiKeyRequest request,
        Caller caller,
        DateOnly today,
        ILogger logger
    )
    {
        // Not the validator's: what was created already gets its first answer again, though the day has passed meanwhile.
        if (request.ExpiresOn < today)
        {
            return Refusal.Of("expiresOn", "must not be in the past");
        }

        if (request.Party is { } party && !await Parties.HoldsAsync(session, party))
        {
            return new Refusal(ErrorCode.UnknownReference, "The request names something that does not exist: see errors.")
            {
                Errors = new Dictionary<string, string[]> { ["party"] = ["There is no such party."] },
            };
        }

        var secret = ApiKey.NewSecret();
        var added = await ApiKeyTable.AddAsync(
            session,
            new NewApiKey(secret, request.Name, request.Role, request.Party, request.ExpiresOn),
            caller.Name
        );
        logger.LogInformation("Key {KeyId} with role {Role} was created by {Caller}", added!.Id, added.Role, caller.Id);
        return new Created<CreatedApiKey>(
            new CreatedApiKey { ApiKey = ApiKeyResource.From(added), Key = secret },
            $"{FeatureMap.Root}/api-keys/{added.Id}"
        )
        {
            IsSecret = true,
        };
    }
}
