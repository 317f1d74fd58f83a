namespace CommitmentTracker.Features.Calendar;

/// <summary>A new private feed.</summary>
internal sealed record CreateCalendarFeedRequest
{
    /// <summary>Whose feed it is, or what for, at most 100 characters.</summary>
    /// <example>Calendar of the ministry</example>
    public required string Name { get; init; }

    /// <summary>The party whose calendar it opens; for a focal point its own.</summary>
    /// <example>VN</example>
    public required string Party { get; init; }
}

internal sealed class CreateCalendarFeedValidator : AbstractValidator<CreateCalendarFeedRequest>
{
    public CreateCalendarFeedValidator()
    {
        RuleFor(request => request.Name).Line(CalendarFeed.NameMaxLength);
        RuleFor(request => request.Party).Line(Party.CodeMaxLength);
    }
}

/// <summary>A feed that was created, with its address: shown this once.</summary>
internal sealed record CreatedCalendarFeed
{
    /// <summary>The feed as it is kept.</summary>
    public required CalendarFeedResource Feed { get; init; }

    /// <summary>What to subscribe to. Whoever has it sees this calendar and nothing else; it is shown this once and cannot be found again.</summary>
    /// <example>https://tracker.example/api/v1/calendar.ics?feed=cf_7mZq0T3k9vQy2Xw5Lr8Nf1Hc4Jb6Pd0Sg3Ua7Ei9Ko4</example>
    public required string Address { get; init; }
}

internal sealed record CreateCalendarFeedInput : IHasBody<CreateCalendarFeedRequest>
{
    [FromBody]
    public CreateCalendarFeedRequest Body { get; init; } = null!;

    public IdempotencyKey IdempotencyKey { get; init; } = null!;
}

internal sealed class CreateCalendarFeed(Creations creations) : Endpoint<CreateCalendarFeedInput, CreatedCalendarFeed>
{
    public override void Configure()
    {
        Post("/calendar-feeds");
        Validator<BodyValidator<CreateCalendarFeedInput, CreateCalendarFeedRequest, CreateCalendarFeedValidator>>();
        Definition
            .Under(Headings.Deadlines)
            .OnlyFor(Role.Admin, Role.Secretariat, Role.FocalPoint)
            .AnswersCreated()
            .Refuses(ErrorCode.UnknownReference);
    }

    /// <summary>Create a private feed of a party's calendar</summary>
    /// <remarks>
    /// For calendar clients, which send no key: the token stands in the address. It opens that one calendar, also where reading is not
    /// public, and can be revoked. Only a hash of it is stored.
    /// </remarks>
    public override async Task HandleAsync(CreateCalendarFeedInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(await AnswerAsync(input, cancellation));

    private async Task<IResult> AnswerAsync(CreateCalendarFeedInput input, CancellationToken cancellation)
    {
        var caller = Caller.From(User);
        if (!caller.KeepsTheTracker && caller.ReportsFor != input.Body.Party)
        {
            return Answer.Refused(new Refusal(ErrorCode.Forbidden, "A focal point creates feeds of its own party."));
        }

        var calendar = $"{PublicAddress.Of(HttpContext.Request)}{FeatureMap.Root}/calendar.ics";
        return await creations.AnswerAsync(
            input.IdempotencyKey,
            input.Body,
            session => CreateAsync(session, input.Body, caller, calendar),
            cancellation
        );
    }

    private static async Task<Result<Created<CreatedCalendarFeed>>> CreateAsync(
        WriteSession session,
        CreateCalendarFeedRequest request,
        Caller caller,
        string calendar
    )
    {
        if (!await Parties.HoldsAsync(session, request.Party))
        {
            return new Refusal(ErrorCode.UnknownReference, "The request names something that does not exist: see errors.")
            {
                Errors = new Dictionary<string, string[]> { ["party"] = ["There is no such party."] },
            };
        }

        var token = CalendarFeed.NewToken();
        var feed = await CalendarFeedTable.AddAsync(session, request.Name, request.Party, token, caller.Name);
        return new Created<CreatedCalendarFeed>(
            new CreatedCalendarFeed { Feed = CalendarFeedResource.From(feed), Address = $"{calendar}?feed={token}" },
            $"{FeatureMap.Root}/calendar-feeds/{feed.Id}"
        )
        {
            IsSecret = true,
        };
    }
}
