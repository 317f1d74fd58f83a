using System.Text.Json;
using CommitmentTracker.Features.Commitments;
using CommitmentTracker.Features.Spreadsheets.Imports;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Idempotency;
using FluentValidation;

namespace CommitmentTracker.Features;

internal static class FeatureServices
{
    public static IServiceCollection AddFeatures(this IServiceCollection services)
    {
        services.AddSingleton<CommitmentReads>().AddSingleton<CommitmentChanges>().AddSingleton<CommitmentRules>();
        services.AddSingleton<Creations>().AddSingleton<Sheets>().AddSingleton<RowImports>().AddSingleton<LargeImports>();
        // Faults name the fields as the contract does.
        ValidatorOptions.Global.PropertyNameResolver = (_, member, _) =>
            member is null ? null : JsonNamingPolicy.CamelCase.ConvertName(member.Name);
        services
            .AddSingleton<IValidator<CreateCommitmentRequest>, CreateCommitmentValidator>()
            .AddSingleton<IValidator<MilestoneBody>, MilestoneBodyValidator>()
            .AddSingleton<IValidator<ReportProgressRequest>, ReportProgressValidator>();
        return services.AddEndpoints(FeatureMap.Endpoints);
    }
}
