using System.Text.Json.Serialization;

namespace CommitmentTracker.Features.Commitments.History;

internal sealed record ReadHistoryInput
{
    /// <summary>The commitment's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    public PageQuery Page { get; init; } = new();
}

/// <summary>The changes of a commitment, the latest first.</summary>
internal sealed record CommitmentHistory
{
    /// <summary>The changes of this page.</summary>
    public required IReadOnlyList<HistoryEntry> Items { get; init; }

    /// <summary>Where the page stands.</summary>
    public required Page Page { get; init; }
}

/// <summary>One change: when, what, and each field before and after.</summary>
internal sealed record HistoryEntry
{
    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was done.</summary>
    /// <example>deadline_changed</example>
    public required ChangeType Type { get; init; }

    /// <summary>The version that the commitment had afterwards. Of a report that was submitted, returned or voided, the one that it had then.</summary>
    /// <example>3</example>
    public required long Version { get; init; }

    /// <summary>Who did it. Only for those who keep the tracker.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Actor { get; init; }

    /// <summary>Why, where a reason was due.</summary>
    public required string? Reason { get; init; }

    /// <summary>The fields that changed.</summary>
    public required IReadOnlyList<HistoryField> Fields { get; init; }
}

/// <summary>One field of a change.</summary>
internal sealed record HistoryField
{
    /// <summary>The field; of an assignment or a milestone with the way there.</summary>
    /// <example>assignments/VN/status</example>
    public required string Field { get; init; }

    /// <summary>Its value before; null when there was none.</summary>
    public required JsonNode? Before { get; init; }

    /// <summary>Its value afterwards; null when there is none.</summary>
    public required JsonNode? After { get; init; }
}

internal sealed class ReadHistory(Store store) : Endpoint<ReadHistoryInput, CommitmentHistory>
{
    public override void Configure()
    {
        Get("/commitments/{code}/history");
        Definition.Under(Headings.Commitments).OpenToReaders().Refuses(ErrorCode.NotFound, ErrorCode.InvalidCursor);
    }

    /// <summary>Read who changed what, the latest change first</summary>
    /// <remarks>
    /// The public sees the changes that were made in public view, and no names. A focal point also sees what became of its own party's
    /// reports: submitted, returned, voided, and why. These move no version, and stand behind the one that the commitment had then.
    /// </remarks>
    public override async Task HandleAsync(ReadHistoryInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(await AnswerAsync(input, cancellation));

    private async Task<IResult> AnswerAsync(ReadHistoryInput input, CancellationToken cancellation)
    {
        var list = new HistoryList(input.Code, Caller.From(User));
        if (!list.TryStartAfter(input.Page.Cursor?.Value))
        {
            return Answer.Refused(Cursor.Foreign);
        }

        var result = await store.ReadAsync(session => list.PageAsync(session, input.Page.Size), cancellation);
        return result.Succeeded(out var history, out var refusal)
            ? Answer.Page(history, NextLink.For(HttpContext.Request, history.Page.Next))
            : Answer.Refused(refusal);
    }
}

/// <summary>
/// One page of a commitment's journal, as far as the caller may see it. What became of a party's own report moves no version: for that
/// party it stands behind the version that the commitment had then, in the order of the party's own numbers.
/// </summary>
internal sealed class HistoryList(string code, Caller caller)
{
    private const string RowsSql = """
        select h.at, h.actor, h.type, h.resource_type, h.version, h.place, h.was_public, h.reason, h.fields_before, h.fields_after
        """;

    private const string From = """
        from (
            select c.commitment_code, c.resource_type, c.party_code, c.at, c.actor, c.type, c.was_public, c.is_public, c.reason,
                c.fields_before, c.fields_after, coalesce(c.party_seq, 0) as place,
                case when c.resource_type = 'commitment' then c.version else (
                    select max(v.version)
                    from changes v
                    where v.commitment_code = c.commitment_code and v.resource_type = 'commitment' and v.change_id < c.change_id
                ) end as version
            from changes c
        ) h
        """;

    private readonly bool keepsTheTracker = caller.KeepsTheTracker;
    private readonly Conditions conditions = Seen(code, caller);
    private readonly Keyset<Row> keyset = new([
        new("h.version", row => row.VersionText, IsDescending: true),
        new("h.place", row => row.PlaceText, IsDescending: true),
    ]);
    private Cursor? after;

    public bool TryStartAfter(string? cursor)
    {
        after = cursor is null ? null : Cursor.Decode(cursor, code, keyset.Count);
        return cursor is null || after is not null;
    }

    public async Task<Result<CommitmentHistory>> PageAsync(Session session, int limit)
    {
        var visible = await CommitmentReader.LoadAsync(session, code);
        if (visible is null || !(keepsTheTracker || visible.Commitment.IsPublic))
        {
            return Visibility.NotFound(code);
        }

        var total = await session.SingleAsync<long>($"select count(*) {From} {conditions.Where}", conditions.Values);
        if (after is not null && long.TryParse(after.After[0], out var version) && long.TryParse(after.After[1], out var place))
        {
            conditions.Add("(h.version, h.place) < (@beforeVersion, @beforePlace)", "beforeVersion", version);
            conditions.Values.Add("beforePlace", place);
        }

        conditions.Values.Add("limit", limit + 1);
        var rows = await session.QueryAsync<Row>(
            $"{RowsSql} {From} {conditions.Where} order by {keyset.OrderBy} limit @limit",
            conditions.Values
        );
        var page = rows.Take(limit).ToList();
        return new CommitmentHistory
        {
            Items = [.. page.Select(row => row.ToEntry(keepsTheTracker))],
            Page = new Page
            {
                Limit = limit,
                Total = total,
                Next = rows.Count > limit ? new Cursor(code, keyset.ValuesOf(page[^1])).Encode() : null,
            },
        };
    }

    /// <summary>The public sees what was done in its view, and that a record came into it; a party also what became of its own reports.</summary>
    private static Conditions Seen(string code, Caller caller)
    {
        var conditions = new Conditions().Add("h.commitment_code = @code", "code", code);
        return caller switch
        {
            { KeepsTheTracker: true } => conditions.Add("h.resource_type = 'commitment'"),
            { ReportsFor: { } party } => conditions.Add(
                "((h.resource_type = 'commitment' and h.is_public = 1) or h.party_code = @party)",
                "party",
                party
            ),
            _ => conditions.Add("h.resource_type = 'commitment'").Add("h.is_public = 1"),
        };
    }

    private sealed record Row
    {
        public string At { get; init; } = "";
        public string Actor { get; init; } = "";
        public string Type { get; init; } = "";
        public string ResourceType { get; init; } = "";
        public long Place { get; init; }
        public long Version { get; init; }
        public long WasPublic { get; init; }
        public string? Reason { get; init; }
        public string FieldsBefore { get; init; } = "";
        public string FieldsAfter { get; init; } = "";

        public string VersionText => Stored.Number(Version);

        public string PlaceText => Stored.Number(Place);

        /// <summary>Why a report was voided is between its party and those who keep the tracker.</summary>
        private bool IsReasonOpen =>
            EnumCode.Parse<ResourceType>(ResourceType) == Domain.ResourceType.ProgressUpdate
            || (WasPublic == 1 && EnumCode.Parse<ChangeType>(Type) != ChangeType.ProgressUpdateVoided);

        public HistoryEntry ToEntry(bool keepsTheTracker)
        {
            var before = Stored.ParseFields(FieldsBefore);
            var after = Stored.ParseFields(FieldsAfter);
            var wasSeen = keepsTheTracker || WasPublic == 1;
            return new HistoryEntry
            {
                At = Stored.ParseInstant(At),
                Type = EnumCode.Parse<ChangeType>(Type),
                Version = Version,
                Actor = keepsTheTracker ? Actor : null,
                Reason = keepsTheTracker || IsReasonOpen ? Reason : null,
                Fields =
                [
                    .. after.Select(field => new HistoryField
                    {
                        Field = field.Key,
                        // What it said before the public could see it is nobody's business but the secretariat's.
                        Before = wasSeen ? before.GetValueOrDefault(field.Key) : null,
                        After = field.Value,
                    }),
                ],
            };
        }
    }
}
