using System.Text.RegularExpressions;
using CommitmentTracker.Api.Endpoints;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CommitmentTracker.Tests.OpenApi;

/// <summary>Who may call an operation is declared at its endpoint and told in the contract.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed partial class RolesInContractTests
{
    private TestService service = null!;
    private IReadOnlyList<Operation> operations = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        service = TestService.Start(settings: "ReferenceData:Load=false");
        operations = await Contract.OperationsAsync(service.Public);
    }

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [Test]
    public void An_operation_for_some_roles_names_them_and_says_401_and_403()
    {
        foreach (var operation in operations)
        {
            var roles = RolesOf(operation);
            var told = RolesLine().Match(operation.Description);
            Assert.Multiple(() =>
            {
                Assert.That(told.Success, Is.EqualTo(roles is not null), operation.Id);
                Assert.That(
                    told.Success ? told.Groups["roles"].Value.Split(", ").Select(role => role.Trim('`')) : null,
                    Is.EqualTo(roles?.Select(EnumCode.Of)),
                    operation.Id
                );
                Assert.That(operation.NeedsKey, Is.EqualTo(roles is not null), operation.Id);
                Assert.That(operation.Statuses, Does.Contain("401"), operation.Id);
                Assert.That(operation.Statuses.Contains("403"), Is.EqualTo(roles is not null), operation.Id);
            });
        }
    }

    [Test]
    public void Every_change_is_for_some_roles_alone() =>
        Assert.That(operations.Where(operation => !operation.IsRead && RolesOf(operation) is null), Is.Empty);

    [Test]
    public void The_scheme_that_operations_name_is_declared()
    {
        foreach (var operation in operations)
        {
            Assert.That(
                operation.Security.SelectMany(each => each!.AsObject()).Select(each => each.Key),
                Is.EqualTo(["bearer"]),
                operation.Id
            );
        }
    }

    /// <summary>The roles at the endpoint; null where everybody may read.</summary>
    private IReadOnlyList<Role>? RolesOf(Operation operation) =>
        service
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.Single(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == operation.Id)
            .Metadata.GetMetadata<RolesMetadata>()
            ?.Roles;

    [GeneratedRegex("(^|\n)Roles: (?<roles>`[a-z_]+`(, `[a-z_]+`)*)\\.$")]
    private static partial Regex RolesLine();
}
