using CommitmentTracker.Domain;

namespace CommitmentTracker.Tests.Domain;

internal sealed class SearchWordsTests
{
    [TestCase("Chuyển Đổi SỐ", "chuyen doi so")]
    [TestCase("Đông Nam Á, đường", "dong nam a duong")]
    [TestCase("HND-10: AI & 5G", "hnd 10 ai 5g")]
    [TestCase("São Tomé; naïve", "sao tome naive")]
    [TestCase("soft\u00ADhyphen", "softhyphen")]
    [TestCase("–, …!", "")]
    [TestCase("no\uFFFEcharacter \uFFFF", "no character")]
    public void Words_are_in_lower_case_and_without_diacritics(string text, string words) =>
        Assert.That(string.Join(' ', SearchWords.Of(text)), Is.EqualTo(words));

    [TestCase("s\u1ED1")]
    [TestCase("s\u00F4\u0301")]
    [TestCase("so\u0302\u0301")]
    public void A_composed_letter_is_the_same_as_its_parts(string text) => Assert.That(SearchWords.Of(text), Is.EqualTo(["so"]));

    [TestCase("ดิจิทัล", "ดิจิ จิทั ทัล ล")]
    [TestCase("AI ไทย 5", "ai ไท ทย ย 5")]
    [TestCase("AIไทย5", "ai ไท ทย ย 5")]
    [TestCase("ກ", "ກ")]
    [TestCase("数字", "数字 字")]
    public void A_run_without_spaces_is_cut_into_pairs_of_characters_and_keeps_its_vowels(string text, string words) =>
        Assert.That(string.Join(' ', SearchWords.Of(text)), Is.EqualTo(words));

    [TestCase("ดิจิทัล", new[] { "ดิจิ จิทั ทัล" })]
    [TestCase("ล", new[] { "ล" })]
    [TestCase("ไทย5 HND-10", new[] { "ไท ทย ย 5", "hnd 10" })]
    [TestCase("– 5G", new[] { "5g" })]
    [TestCase("…", new string[0])]
    public void What_is_asked_may_end_within_a_run(string text, string[] phrases) =>
        Assert.That(SearchWords.Asked(text).Select(words => string.Join(' ', words)), Is.EqualTo(phrases));
}
