using CommitmentTracker.Api.Errors;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http;

internal sealed class ErrorCatalogueTests
{
    private const string Heading = """
        # Errors

        Every answer of 400 and above is `application/problem+json` (RFC 9457). Build on `code`, which is stable; `title` and `detail` are for
        people. `errors` names the fields or parameters, `currentVersion` is there where a version was wrong, `traceId` finds the request in
        the log. This page is generated from the code by a test.

        A few requests are refused by the server before there is one to answer, with a status, `Connection: close` and no body: 400 for what is
        no HTTP and for an address with a NUL (`%00`), 408 for headers that take longer than 15 seconds, 414 for an address of more than 8 KB,
        431 for more than 100 headers or 32 KB of them.

        | status | code | title | what to do |
        |---|---|---|---|

        """;

    [Test]
    public void Every_code_has_its_entry() => Assert.That(ErrorCatalogue.All.Keys, Is.EquivalentTo(Enum.GetValues<ErrorCode>()));

    [Test]
    public void The_documentation_lists_every_code()
    {
        var rows = ErrorCatalogue
            .All.OrderBy(each => each.Value.Status)
            .ThenBy(each => each.Key)
            .Select(each => $"| {each.Value.Status} | `{EnumCode.Of(each.Key)}` | {each.Value.Title} | {each.Value.WhatToDo} |\n");
        Snapshot.Matches(Heading.ReplaceLineEndings("\n") + string.Concat(rows), "docs", "errors.md");
    }
}
