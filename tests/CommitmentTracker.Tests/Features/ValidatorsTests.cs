using CommitmentTracker.Features;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace CommitmentTracker.Tests.Features;

internal sealed class ValidatorsTests
{
    [Test]
    public void Every_validator_there_is_can_be_asked_for()
    {
        var registered = new ServiceCollection().AddValidators().Select(service => (service.ServiceType, service.ImplementationType));
        var written = AssemblyScanner
            .FindValidatorsInAssembly(typeof(Validators).Assembly, includeInternalTypes: true)
            .Select(validator => (validator.InterfaceType, validator.ValidatorType));
        Assert.That(registered, Is.EquivalentTo(written));
    }
}
