using CommitmentTracker.Data;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Data.Facts;

namespace CommitmentTracker.Tests.ReferenceData;

/// <summary>A faulty file stops the start, and the sentence says where to look.</summary>
internal sealed class FaultyFileTests
{
    [TestCase("commitments.csv", "PM-2.2,Develop data centres", "PM-2.2,", 49, "title")]
    [TestCase("commitments.csv", "commitment,agrees,regional", "Commitment,agrees,regional", 2, "kind")]
    [TestCase("commitments.csv", "agrees,regional,HANOI-2026,ADM-2030", "agrees,regional,HANOI-2027,ADM-2030", 2, "instrument")]
    [TestCase("commitments.csv", "agrees,regional,HANOI-2026,ADM-2030", "agrees,regional,HANOI-2026,ADM-2025;ADM-2031", 2, "also_under")]
    [TestCase("commitments.csv", "AIN-06,", "AIN-05,", 37, "code")]
    [TestCase("commitments.csv", "AIN-06,", "ain-06,", 37, "code")]
    [TestCase("commitments.csv", "VN-03,Host ADGMIN-6", "VN-03,Host\tADGMIN-6", 68, "title")]
    [TestCase("commitments.csv", "2025-12-31,year,inherited", "2025-12-31,,inherited", 70, "due_precision")]
    [TestCase("commitments.csv", "2025-12-31,year,inherited", "2025-12-31,year,none", 70, "deadline_basis")]
    [TestCase("commitments.csv", "2025-12-31,year,inherited", "2025-13-31,year,inherited", 70, "due_on")]
    [TestCase("commitments.csv", "code,title,", "code,name,", 1, "name")]
    [TestCase("commitments.csv", ",deadline_source\n", "\n", 1, "deadline_source")]
    [TestCase("assignments.csv", "HND-01,KH,lead,stated", "HND-01,KH,lead", 3, "basis")]
    [TestCase("assignments.csv", "HND-01,KH,lead,stated", "HND-01,BN,lead,stated", 3, "commitment")]
    [TestCase("assignments.csv", "HND-01,KH,lead,stated", "HND-99,KH,lead,stated", 3, "commitment")]
    [TestCase("assignments.csv", "HND-01,KH,lead,stated", "HND-01,XX,lead,stated", 3, "party")]
    [TestCase("sources.csv", "commitment,HND-02,", "commitment,HND-99,", 4, "owner_code")]
    [TestCase("sources.csv", "commitment,HND-02,", "theme,HND-02,", 4, "owner_type")]
    [TestCase("sources.csv", "AIN-01,MST-AI-2026-02", "AIN-01,MST-AI", 39, "document")]
    [TestCase("documents.csv", "https://mst.gov.vn", "mst.gov.vn", 6, "url")]
    [TestCase("documents.csv", "vjst.vn,2026-01-18", "vjst.vn,2026-18", 8, "published_on")]
    [TestCase("instruments.csv", "2021-01-01,2025-12-31", "2026-01-01,2025-12-31", 4, "period_to")]
    [TestCase("member_states.csv", "VN,VNM,", "VN,VN,", 12, "iso3")]
    [TestCase("progress_updates.csv", "VN-03,VN,2026-01-16", "VN-03,LA,2026-01-16", 13, "party")]
    [TestCase("progress_updates.csv", "VN-03,VN,2026-01-16,completed", "VN-03,VN,2026-01-16,not_reported", 13, "status")]
    public void A_faulty_cell_is_named_with_its_file_row_and_column(string file, string text, string replacement, int row, string column)
    {
        var fault = Assert.Throws<StartException>(() => ReferenceFacts.Read(ReferenceFiles.Embedded.With(file, text, replacement)));
        Assert.That(
            fault!.Message,
            Does.StartWith($"The reference file {file} is faulty in row {row}, column {column}: ").And.EndWith(".")
        );
    }

    [Test]
    public void A_quotation_mark_that_is_never_closed_is_named_with_its_file_and_row()
    {
        var files = ReferenceFiles.Embedded.With("themes.csv", "\"Common plans", "Common \"plans");
        var fault = Assert.Throws<StartException>(() => ReferenceFacts.Read(files));
        Assert.That(fault!.Message, Does.StartWith("The reference file themes.csv is faulty in row 2: "));
    }

    [Test]
    public void A_missing_file_is_named()
    {
        var files = new ReferenceFiles(ReferenceFiles.Embedded.Texts.Where(text => text.Key != "themes.csv").ToDictionary());
        var fault = Assert.Throws<StartException>(() => ReferenceFacts.Read(files));
        Assert.That(fault!.Message, Is.EqualTo("The reference file themes.csv is missing."));
    }
}
