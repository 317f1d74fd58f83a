using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Spreadsheets;

namespace CommitmentTracker.Features.Spreadsheets.Exports;

/// <summary>An assignment as a row; its status is the one that counts.</summary>
internal sealed record AssignmentSheetRow
{
    public static readonly IReadOnlyList<SheetColumn> Columns =
    [
        new("commitment"),
        new("title"),
        new("instrument"),
        new("theme"),
        new("party"),
        new("name"),
        new("partyKind"),
        new("role"),
        new("basis"),
        new("status"),
        new("percent") { Kind = CellKind.Number },
        new("health"),
        new("healthReason"),
        new("dueOn") { Kind = CellKind.Day },
        new("precision"),
        new("deadlineState"),
        new("lastReportedOn") { Kind = CellKind.Day },
        new("completedOn") { Kind = CellKind.Day },
        new("freshness"),
        new("asOf") { Kind = CellKind.Day },
    ];

    public string CommitmentCode { get; init; } = "";
    public string Title { get; init; } = "";
    public string InstrumentCode { get; init; } = "";
    public string ThemeCode { get; init; } = "";
    public string PartyCode { get; init; } = "";
    public string PartyName { get; init; } = "";
    public string PartyKind { get; init; } = "";
    public string Role { get; init; } = "";
    public string Basis { get; init; } = "";
    public string Status { get; init; } = "";
    public long? Percent { get; init; }
    public string? Health { get; init; }
    public string? HealthReason { get; init; }
    public string? DueOn { get; init; }
    public string? DuePrecision { get; init; }
    public string? ReportedOn { get; init; }
    public string? CompletedOn { get; init; }

    public IReadOnlyList<string> Cells(ReportingDay day)
    {
        var status = EnumCode.Parse<Status>(Status);
        var completedOn = status == Domain.Vocabulary.Status.Completed ? CompletedOn : null;
        var state = DeadlineRule.StateOf(Stored.ParseDayOrNull(DueOn), status, Stored.ParseDayOrNull(completedOn), day);
        return
        [
            CommitmentCode,
            Title,
            InstrumentCode,
            ThemeCode,
            PartyCode,
            PartyName,
            PartyKind,
            Role,
            Basis,
            Status,
            Percent is { } percent ? Stored.Number(percent) : "",
            Health ?? "",
            HealthReason ?? "",
            DueOn ?? "",
            DuePrecision ?? "",
            EnumCode.Of(state),
            ReportedOn ?? "",
            completedOn ?? "",
            EnumCode.Of(FreshnessRule.Of(status, Stored.ParseDayOrNull(ReportedOn), day)),
            Stored.Day(day.Today),
        ];
    }
}
