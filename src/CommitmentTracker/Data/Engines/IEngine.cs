using System.Data.Common;
using CommitmentTracker.Data.Maintenance;

namespace CommitmentTracker.Data.Engines;

/// <summary>
/// A database engine. All in which engines differ stands behind this, in a folder for each; the tables and their SQL are the same on all.
/// </summary>
internal interface IEngine : IDisposable
{
    /// <summary>As health and logs name it.</summary>
    string Name { get; }

    string Version { get; }

    /// <summary>Where the database is, for people; never with a password.</summary>
    string Place { get; }

    /// <summary>What a commit waits for, in the engine's words; known once it is prepared.</summary>
    string Durability { get; }

    /// <summary>Whether what is acknowledged is on the disk.</summary>
    bool IsDurable { get; }

    /// <summary>The one connection that writes.</summary>
    IWriter Writer { get; }

    /// <summary>The steps of the schema, in order.</summary>
    IReadOnlyList<Migration> Migrations { get; }

    /// <summary>Makes the database where the engine can, and brings its schema up to date, or fails with a sentence that says what to do.</summary>
    void Prepare();

    /// <summary>One consistent view of the database, which may be written to meanwhile.</summary>
    ValueTask<IReadView> BeginReadAsync(CancellationToken cancellation);

    /// <summary>The same for a check, which reads everything and takes its time.</summary>
    ValueTask<IReadView> BeginCheckAsync(CancellationToken cancellation);

    /// <summary>
    /// A number that moves with each commit of any process. What was read at one number is what stands there for as long as the number stays.
    /// Null where the database does not answer: then nothing is known.
    /// </summary>
    ValueTask<long?> LastCommitAsync();

    /// <summary>Tells at once of what others commit, until the token ends; at once done where the engine has no such word, and one must look.</summary>
    Task ListenAsync(Func<Task> told, CancellationToken cancellation);

    /// <summary>What went wrong, where the fault is one of the engine; null of all others.</summary>
    StoreException? Explain(Exception fault);

    /// <summary>What is wrong with the database by such a fault, for the person who runs the server.</summary>
    string InWords(Exception fault);

    /// <summary>What keeps the service from answering for this database, in a sentence, or null.</summary>
    Task<string?> FaultAsync(Store store, CancellationToken cancellation);

    /// <summary>Those that were applied to this database; null where it holds no table of the tracker.</summary>
    Task<IReadOnlyList<AppliedMigration>?> AppliedAsync(Session session);

    /// <summary>Adds what the engine finds wrong with its own keeping.</summary>
    Task CheckAsync(Session session, Findings findings);

    /// <summary>Has a piece of work to itself among all processes until it is disposed of, also by the end of the process; null while another has it.</summary>
    Task<IAsyncDisposable?> TryHoldAsync(string work, CancellationToken cancellation);

    /// <summary>Has rows refer to each other in any order until the transaction ends, where the schema allows it.</summary>
    Task DeferReferencesAsync(WriteSession session);

    /// <summary>A database of the same engine in another place, named as in the settings.</summary>
    IEngine At(string place);
}

/// <summary>A transaction that reads. Ended, its connection serves the next; only disposed of, nobody knows what is still open on it.</summary>
internal interface IReadView : IAsyncDisposable
{
    DbConnection Connection { get; }

    /// <summary>Waits for what reads in it, for as long as the database answers at all.</summary>
    Task<T> WaitAsync<T>(Task<T> read) => read;

    ValueTask EndAsync();
}

/// <summary>
/// A connection that gathers statements whose outcome nobody waits for, and sends them together with the next one that somebody does.
/// </summary>
internal interface IGatheringConnection
{
    /// <summary>Gathers the statement that is run next.</summary>
    /// <param name="rows">How many rows it must change, or the transaction fails in conflict; any number where it is null.</param>
    void GatherNext(int? rows);
}

/// <summary>
/// The steps of a transaction of the one writer, which holds one write after the other. Its connection stays open from one transaction to the next.
/// </summary>
internal interface IWriter
{
    DbConnection Connection { get; }

    /// <summary>Whether a transaction is open: an engine ends it by itself when the disk is full or fails.</summary>
    bool IsInTransaction { get; }

    /// <summary>Begins when nobody else can write any more.</summary>
    /// <returns>
    /// The number of the change after which others have written; 0 where that is not known, and null where nobody has since the last transaction.
    /// </returns>
    ValueTask<long?> BeginAsync();

    ValueTask BeginOneAsync();

    /// <summary>
    /// Waits for what the write does, for as long as the database answers at all. What is given up may still be under way, and is never
    /// committed.
    /// </summary>
    Task<T> WaitAsync<T>(Task<T> write) => write;

    /// <summary>Returns when all that the write did is done, or fails with what of it was not; or takes it back where it does not stay.</summary>
    ValueTask EndOneAsync(bool stays);

    /// <summary>Returns when it is on the disk, with the number that the commits have come to.</summary>
    ValueTask<long?> CommitAsync();

    ValueTask RollbackAsync();

    /// <summary>Closes the connection after a fault, which takes back what was not committed. The next transaction opens another.</summary>
    void Reset();
}
