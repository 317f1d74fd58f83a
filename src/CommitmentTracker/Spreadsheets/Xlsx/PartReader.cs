using System.Xml;

namespace CommitmentTracker.Spreadsheets.Xlsx;

/// <summary>
/// Reads a part of a workbook node by node, and never makes a tree of it: what is nested tens of thousands deep would overflow the stack
/// of whoever does. No part of a workbook is deeper, wider or richer in names than the bounds here.
/// </summary>
internal sealed class PartReader : IDisposable
{
    private const int MaxDepth = 32;
    private const int MaxAttributes = 64;
    public const int MaxTextLength = 1024 * 1024;

    private readonly PartStream part;
    private readonly Unpacking unpacking;
    private readonly XmlReader xml;

    public PartReader(Stream packed, Unpacking unpacking)
    {
        this.unpacking = unpacking;
        part = new PartStream(packed, unpacking);
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            NameTable = new FewNames(),
            CloseInput = true,
        };
        xml = XmlReader.Create(part, settings);
    }

    /// <summary>Of the element without its prefix: programs choose their own.</summary>
    public string Name => xml.LocalName;

    public int Depth => xml.Depth;

    public bool IsElement => xml.NodeType == XmlNodeType.Element;

    public bool IsEnd => xml.NodeType == XmlNodeType.EndElement;

    public bool IsEmptyElement => xml.IsEmptyElement;

    public bool IsText =>
        xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace;

    public string Text => xml.Value;

    public bool Read()
    {
        part.BeginNode();
        if (!xml.Read())
        {
            return false;
        }

        if (xml.NodeType == XmlNodeType.Element)
        {
            unpacking.AddElement();
            if (xml.Depth > MaxDepth || xml.AttributeCount > MaxAttributes)
            {
                throw new XmlException("The part is nested too deep, or an element has too many attributes.");
            }
        }

        return true;
    }

    public string? Attribute(string name) => xml.GetAttribute(name);

    /// <summary>The same by the name alone: the prefix of the relations' namespace is anybody's choice.</summary>
    public string? AttributeOfAnyNamespace(string name)
    {
        string? value = null;
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            value = xml.LocalName == name && xml.Prefix.Length > 0 ? xml.Value : value;
        }

        xml.MoveToElement();
        return value;
    }

    /// <summary>The text of a shared or an inline string: its own or that of its runs, without what tells how to pronounce it.</summary>
    public string ReadString()
    {
        if (IsEmptyElement)
        {
            return "";
        }

        var (depth, first, more, inText, spoken) = (Depth, "", (System.Text.StringBuilder?)null, false, 0);
        while (Read() && Depth > depth)
        {
            if (IsElement && !IsEmptyElement)
            {
                inText = Name == "t";
                spoken = spoken == 0 && Name == "rPh" ? Depth : spoken;
            }
            else if (IsEnd)
            {
                inText = false;
                spoken = spoken == Depth ? 0 : spoken;
            }
            else if (IsText && inText && spoken == 0)
            {
                (first, more) = first.Length == 0 ? (Text, more) : (first, (more ?? new System.Text.StringBuilder(first)).Append(Text));
                if (more?.Length > MaxTextLength)
                {
                    throw Unpacking.TooLarge();
                }
            }
        }

        return EscapedText.Read(more?.ToString() ?? first);
    }

    public void Dispose() => xml.Dispose();

    /// <summary>The parser keeps every name that it meets. A workbook has some hundred.</summary>
    private sealed class FewNames : NameTable
    {
        private const int Max = 4000;

        private int count;

        public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Counted(base.Add(key, start, len));

        private string Counted(string name) => ++count <= Max ? name : throw new XmlException("The part has too many names.");
    }
}
