using System.Net;
using CommitmentTracker.Tracker;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CommitmentTracker.Tests.Support;

/// <summary>
/// Reference data that a test needs: by the API where it can be added there, else by one short transaction of the test's own. What is
/// there already stays as it is.
/// </summary>
internal static class ReferenceRows
{
    public static readonly string[] MemberStates = ["BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN"];

    private const string MemberStateSql = """
        insert into parties (party_code, party_kind, name) values (@code, 'member_state', @name) on conflict do nothing;
        insert into member_states (party_code, iso3, ministry, time_zone, joined_on) values (@code, @iso3, @ministry, @timeZone, @joinedOn)
        on conflict do nothing;
        """;

    private const string ThemeSql = """
        insert into themes (theme_code, name, description) values (@code, @name, @description) on conflict do nothing
        """;

    public static void AddMemberState(
        this TestService service,
        string code,
        string? name = null,
        string? ministry = null,
        string? timeZone = null,
        string? joinedOn = null
    ) =>
        service.Execute(
            MemberStateSql,
            new
            {
                code,
                name = name ?? $"State {code}",
                iso3 = $"{code}X",
                ministry,
                timeZone,
                joinedOn,
            }
        );

    public static void AddTheme(this TestService service, string code, string? description = null) =>
        service.Execute(
            ThemeSql,
            new
            {
                code,
                name = $"Theme {code}",
                description,
            }
        );

    public static Task AddInstrumentAsync(this TestService service, string code) =>
        service.PostAsync(
            "/instruments",
            new
            {
                code,
                title = $"Instrument {code}",
                kind = "plan",
                nature = "not_stated",
            }
        );

    public static Task AddBodyAsync(this TestService service, string code) =>
        service.PostAsync(
            "/bodies",
            new
            {
                code,
                name = $"Body {code}",
                basis = "stated",
            }
        );

    /// <summary>Adds a published commitment of one instrument and theme, assigned to the parties that lead it.</summary>
    public static Task AddCommitmentAsync(
        this TestService service,
        string code,
        string instrument,
        string theme,
        string? dueOn = null,
        params string[] leads
    ) =>
        service.PostAsync(
            "/commitments",
            new
            {
                code,
                title = $"Commitment {code}",
                kind = "commitment",
                scope = "regional",
                instrument,
                theme,
                publication = "published",
                deadline = new
                {
                    dueOn,
                    precision = dueOn is null ? null : "day",
                    basis = dueOn is null ? "none" : "decided",
                },
                assignments = leads.Select(party => new
                {
                    party,
                    role = "lead",
                    basis = "stated",
                }),
            }
        );

    public static async Task PostAsync(this TestService service, string path, object body)
    {
        var answer = await service.Admin.SendJsonAsync(HttpMethod.Post, path, body);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created), await answer.Content.ReadAsStringAsync());
    }

    public static IReadOnlyList<T> Query<T>(this TestService service, string sql, object? values = null)
    {
        using var connection = TestEngine.Open(service.DatabasePath);
        return connection.Query<T>(sql, values).AsList();
    }

    private static void Execute(this TestService service, string sql, object values)
    {
        foreach (var each in service.WithTwin)
        {
            using var connection = TestEngine.Open(each.DatabasePath);
            using var transaction = connection.BeginTransaction();
            connection.Execute(sql, values, transaction);
            transaction.Commit();
            // The journal does not tell of it.
            each.Services.GetRequiredService<LiveState>().Invalidate();
        }
    }
}
