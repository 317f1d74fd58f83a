using System.Security.Cryptography;
using System.Text;

namespace CommitmentTracker.Features.Rounds.Reports;

/// <summary>How the page of a report looks, on the screen and on paper, and the policy that lets a browser take this style and nothing else.</summary>
internal static class ReportStyle
{
    public static readonly string Text = """
        :root { color-scheme: light; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 80rem; padding: 2rem 1.5rem; color: #1b2430; background: #fff;
          font: 1rem/1.5 "Noto Sans", "Noto Sans Thai", "Noto Sans Lao", "Noto Sans Khmer", "Noto Sans Myanmar", system-ui, sans-serif; }
        header { border-bottom: 3px solid #1f4e8c; margin-bottom: 2rem; padding-bottom: 1rem; }
        h1, h2, h3, h4 { color: #163a69; line-height: 1.25; overflow-wrap: anywhere; }
        h1 { margin: 0 0 1rem; font-size: 2rem; }
        h2 { margin: 2.5rem 0 1rem; font-size: 1.4rem; border-bottom: 1px solid #b8c4d4; padding-bottom: .25rem; }
        h3 { margin: 2rem 0 .5rem; font-size: 1.1rem; }
        h4 { margin: 1rem 0 .25rem; font-size: 1rem; color: #1b2430; }
        .kind { margin: 0 0 .25rem; color: #45556b; font-weight: 600; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .25rem 0; }
        dt { color: #45556b; } dd { margin: 0; overflow-wrap: anywhere; }
        .prose { white-space: pre-line; overflow-wrap: anywhere; }
        .facts { margin: .25rem 0; color: #45556b; }
        .scroll { overflow-x: auto; margin: 0 0 1.5rem; }
        .scroll:focus-visible { outline: 2px solid #1f4e8c; outline-offset: 2px; }
        table { border-collapse: collapse; width: 100%; font-size: .8rem; line-height: 1.35; }
        caption { text-align: left; font-weight: 600; padding: .25rem 0; }
        th, td { border: 1px solid #b8c4d4; padding: .25rem .35rem; text-align: left; vertical-align: top; }
        thead th { background: #e8eef6; }
        tbody th { font-weight: 600; }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        .cell { min-width: 4.7rem; } .title { min-width: 11rem; }
        .warn { color: #9b1c1c; font-weight: 600; }
        .party { border-left: 3px solid #b8c4d4; padding-left: 1rem; margin: .75rem 0; }
        ul { margin: 0; padding-left: 1.1rem; }
        a { color: #1f4e8c; }
        footer { margin-top: 3rem; border-top: 1px solid #b8c4d4; padding-top: .75rem; color: #45556b; font-size: .85rem; overflow-wrap: anywhere; }
        @page { size: A4 landscape; margin: 14mm; }
        @media print {
          body { max-width: none; padding: 0; font-size: 9.5pt; }
          table { font-size: 7.5pt; } th, td { padding: 2px 3px; } .cell, .title { min-width: 0; }
          .scroll { overflow: visible; }
          .part { break-before: page; }
          thead { display: table-header-group; }
          tr, dl { break-inside: avoid; } h2, h3, h4, caption { break-after: avoid; }
          a { color: inherit; text-decoration: none; } a[href]::after { content: " (" attr(href) ")"; font-size: 85%; overflow-wrap: anywhere; }
        }
        """.ReplaceLineEndings("\n");

    public static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}
