using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Commitments;

/// <summary>Words are found as people of the region type them.</summary>
internal sealed class SearchTests
{
    private static readonly string[] Titles =
    [
        "Thúc đẩy chuyển đổi số toàn diện tại Đông Nam Á",
        "ส่งเสริมความร่วมมือด้านดิจิทัลของภูมิภาคเอเชียตะวันออกเฉียงใต้",
        "ສົ່ງເສີມການຮ່ວມມືດ້ານດິຈິຕອນໃນອາຊຽນ",
        "ဒစ်ဂျစ်တယ်ပူးပေါင်းဆောင်ရွက်မှုကို မြှင့်တင်ရန်",
        "ជំរុញកិច្ចសហប្រតិបត្តិការឌីជីថលក្នុងតំបន់អាស៊ាន",
        "Curb antiscam calls with AI, 5G and HND-10",
    ];

    private TestService service;

    [OneTimeSetUp]
    public async Task AddCommitmentsAsync()
    {
        service = TestService.Start(settings: [TestService.WithoutReferenceData, "RateLimits:Enabled=false"]);
        service.AddTheme("some");
        await service.AddInstrumentAsync("PLAN");
        foreach (var (index, title) in Titles.Index())
        {
            await service.AddCommitmentAsync($"AB-{index}", "PLAN", "some");
            await service.Admin.SendJsonAsync(HttpMethod.Patch, $"/commitments/AB-{index}", new { title }, "*");
        }
    }

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [TestCase("chuyen doi so", "AB-0")]
    [TestCase("chuyển đổi số", "AB-0")]
    [TestCase("CHUYỂN ĐỔI", "AB-0")]
    [TestCase("thuc day", "AB-0")]
    [TestCase("dong nam", "AB-0")]
    [TestCase("đong", "AB-0")]
    [TestCase("ดิจิทัล", "AB-1")]
    [TestCase("ความร่วมมือ", "AB-1")]
    [TestCase("เอเชีย ดิจิทัล", "AB-1")]
    [TestCase("ใต้", "AB-1")]
    [TestCase("ດິຈິຕອນ", "AB-2")]
    [TestCase("ອາຊຽນ", "AB-2")]
    [TestCase("ပူးပေါင်း", "AB-3")]
    [TestCase("မြှင့်", "AB-3")]
    [TestCase("ឌីជីថល", "AB-4")]
    [TestCase("អាស៊ាន", "AB-4")]
    [TestCase("តំបន់", "AB-4")]
    [TestCase("ai 5g", "AB-5")]
    [TestCase("HND-10", "AB-5")]
    [TestCase("anti", "AB-5")]
    [TestCase("scam", null)]
    [TestCase("ทัลดิจิ", null)]
    [TestCase("ไทย", null)]
    [TestCase("chuyen ดิจิทัล", null)]
    public async Task A_search_finds(string words, string? code)
    {
        var list = await service.Public.GetJsonAsync($"/commitments?q={Uri.EscapeDataString(words)}");
        Assert.That(
            list["items"]!.AsArray().Select(each => (string?)each!["code"]),
            Is.EqualTo(code is null ? Array.Empty<string>() : [code])
        );
    }
}
