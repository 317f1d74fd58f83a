using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.Spreadsheets.Imports;

internal sealed record ImportSheetInput
{
    public IdempotencyKey IdempotencyKey { get; init; } = null!;

    /// <summary>What the rows of the sheet are.</summary>
    /// <example>commitments</example>
    [Required]
    [QueryParam]
    public OneOf<SheetKind>? Of { get; init; }

    /// <summary>Whether to store nothing, to see what would change.</summary>
    [QueryParam]
    public Flag? DryRun { get; init; }
}

internal sealed class ImportSheet(Sheets sheets) : Endpoint<ImportSheetInput, ImportResource>
{
    public const int MaxBodyBytes = 32 * 1024 * 1024;

    public override void Configure()
    {
        Post("/imports");
        Definition
            .Takes(SheetFile.Csv, SheetFile.Xlsx, SheetFile.Xlsm, SheetFile.Excel, MediaTypes.AnyFile)
            .With(new RequestSizeLimitAttribute(MaxBodyBytes))
            .Under(Headings.Spreadsheets)
            .OnlyForKeepers()
            .Refuses(ErrorCode.ImportRejected);
    }

    /// <summary>Import a sheet of commitments or progress updates</summary>
    /// <remarks>
    /// CSV or an XLSX workbook, up to 32 MiB: what the exports and templates give, and what a spreadsheet makes of it. Which of both it
    /// is, its first bytes say. CSV may have commas, semicolons or tabs, and be in UTF-8, UTF-16 or Vietnamese Windows-1258. Of a workbook
    /// the first sheet is read that is not hidden and has the columns; the answer names it. The header names the columns, in any order,
    /// and may have a title above it; rows that are empty or begin with # are passed over, and so are blanks around what a cell says. What
    /// is stored is what a cell shows, or the cell is refused. Commitments are created or changed by <c>code</c>, and a column that is
    /// left out stays as it is; progress updates are recorded as entered on the party's behalf, and one that is recorded already is not
    /// recorded again; a row of them that tells no day and nothing but what the party reported last is passed over, with a warning. All or
    /// nothing: with any error nothing is stored, and the answer names every one by row and column, up to 1,000. A
    /// dry run says what would change, and stores nothing. A sheet that changes more than 500 records is stored in slices once it has been
    /// accepted whole: others write meanwhile, readers see it grow, and a change of a record that is still to come is told to try again.
    /// </remarks>
    public override async Task HandleAsync(ImportSheetInput input, CancellationToken cancellation)
    {
        await using var body = await SpooledBody.ReceiveAsync(HttpContext.Request.Body, cancellation);
        var kind = input.Of!.Value;
        var isDryRun = input.DryRun?.Value ?? false;
        await Send.ResultAsync(
            await sheets.AnswerAsync(
                input.IdempotencyKey,
                body,
                HttpContext.Request.ContentType,
                kind,
                isDryRun,
                Caller.From(User).Name,
                cancellation
            )
        );
    }
}

/// <summary>A body that was received into a file, so that nothing waits for a slow sender and no memory holds it. The file goes with this.</summary>
internal sealed class SpooledBody : IAsyncDisposable
{
    private const int BufferSize = 64 * 1024;

    /// <summary>ENOSPC and EDQUOT, and ERROR_DISK_FULL as .NET hands it on.</summary>
    private static readonly int[] FullDisk = [28, 122, unchecked((int)0x80070070)];

    private readonly FileStream file;

    private SpooledBody(FileStream file, string digest) => (this.file, Digest) = (file, digest);

    /// <summary>Tells this body from others.</summary>
    public string Digest { get; }

    public static async Task<SpooledBody> ReceiveAsync(Stream body, CancellationToken cancellation)
    {
        // Made by the system, so that nobody else may read it.
        var file = new FileStream(
            Path.GetTempFileName(),
            new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            }
        );
        try
        {
            return new SpooledBody(file, await CopyAsync(body, file, cancellation));
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public Stream FromTheStart()
    {
        file.Position = 0;
        return file;
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    private static async Task<string> CopyAsync(Stream body, FileStream file, CancellationToken cancellation)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0; )
        {
            digest.AppendData(buffer, 0, read);
            try
            {
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
            catch (IOException fault) when (FullDisk.Contains(fault.HResult))
            {
                throw new StoreException(StoreFault.Full, fault);
            }
        }

        await file.FlushAsync(cancellation);
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
