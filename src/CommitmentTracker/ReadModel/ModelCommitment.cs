using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;

namespace CommitmentTracker.ReadModel;

/// <summary>A published commitment as the model holds it, with the JSON that was made of it on the model's day.</summary>
internal sealed class ModelCommitment(StoredCommitment stored)
{
    /// <summary>After every due date.</summary>
    private const string WithoutDueDate = "9999-99-99";

    private readonly byte[]?[] json = new byte[]?[Enum.GetValues<ModelJson>().Length];

    public StoredCommitment Stored { get; } = stored;

    public Commitment Commitment => Stored.Commitment;

    public RollUp RollUp { get; } = stored.Commitment.RollUp;

    /// <summary>What orders it, as the database has it.</summary>
    public string Status { get; } = EnumCode.Of(stored.Commitment.RollUp.Status);

    public string DueOrder { get; } = Database.Stored.Day(stored.Commitment.Deadline.DueOn) ?? WithoutDueDate;

    public string UpdatedAt { get; } = Database.Stored.Instant(stored.UpdatedAt);

    /// <summary>Ends when the record changes or leaves public view, and with the day.</summary>
    public Validity Validity { get; private set; } = new();

    /// <summary>The JSON of this kind, made when it is first asked for.</summary>
    public byte[] Json(ModelJson kind, Func<ModelCommitment, byte[]> make) => json[(int)kind] ??= make(this);

    /// <summary>What was made of it depended on the day.</summary>
    public void ForgetDay()
    {
        Validity.End();
        Validity = new Validity();
        Array.Clear(json);
    }
}

/// <summary>What is made of a commitment and kept.</summary>
internal enum ModelJson
{
    Item,
    MatrixRow,
}
